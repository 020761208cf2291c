import type { KnownAround, KnownEntry, KnownPerson } from '@kshem/domain/intake/recognise-row.ts';
import type { Trx } from '../db/transaction.ts';
import {
  type FoundOnPhone,
  findByNumbers,
  findEntries,
  findEntriesOfPeople,
  findNumbersOf,
  findOnPhones,
} from './known-queries.ts';

export type Entry = { -readonly [Key in keyof KnownEntry]: KnownEntry[Key] } & { readonly vanished: boolean };
export type Roofed = KnownPerson & { readonly householdId: string };

/** A phone met in a batch: in the database already, or made by a row before. */
export type Point = { readonly contactPointId: string; readonly people: Roofed[] };

/**
 * What is known around the rows of one batch: read once, then added to row by row, so that a row sees those above it. An office's
 * number stands for nobody: those who share it are neither compared nor put under one roof.
 */
export type BatchKnown = KnownAround & {
  readonly entries: Map<string, Entry>;
  readonly entriesOfPerson: Map<string, Entry[]>;
  readonly numbers: Map<string, KnownPerson>;
  readonly points: Map<string, Point>;
};

/** More people than this under one number are no household but an office's, a hospital's or a camp's list of itself. */
export const mostUnderOneRoof = 12;

export type Around = { readonly districtId: number; readonly sourceId: string; readonly importId: string };

export type Asked = {
  readonly entryKeys: readonly string[];
  readonly numberKeys: readonly string[];
  readonly phones: readonly string[];
};

export async function loadKnown(trx: Trx, of: Around, { entryKeys, numberKeys, phones }: Asked): Promise<BatchKnown> {
  const { districtId } = of;
  const found = await findEntries(trx, of, entryKeys);
  const numbered = await findByNumbers(trx, districtId, numberKeys);
  const onPhones = await findOnPhones(trx, districtId, phones, mostUnderOneRoof + 1);
  const people = peopleOf(onPhones, await findNumbersOf(trx, districtId, personIds(onPhones)));
  const entries = await findEntriesOfPeople(trx, of, [...people.keys()]);
  const known = emptyKnown();
  for (const entry of found) addEntry(known, entry);
  for (const entry of entries) if (!known.entries.has(entry.key)) addEntry(known, entry);
  for (const { key, ...person } of numbered) known.numbers.set(key, person);
  for (const { number, contactPointId, personId } of onPhones) {
    const point = known.points.get(number) ?? { contactPointId, people: [] };
    const person = personId === null ? undefined : people.get(personId);
    if (person) point.people.push(person);
    known.points.set(number, point);
  }
  return known;
}

/** Adds what a batch that is not written yet knows of the same keys and phones, which is more than the database does. */
export function carryOver(known: BatchKnown, before: BatchKnown, keys: readonly string[], phones: readonly string[]): void {
  for (const key of keys) {
    const entry = before.entries.get(key);
    if (entry) addEntry(known, entry);
    const person = before.numbers.get(key);
    if (person) known.numbers.set(key, person);
  }
  for (const phone of phones) {
    const point = before.points.get(phone);
    if (!point) continue;
    known.points.set(phone, point);
    for (const { personId } of point.people) {
      for (const entry of before.entriesOfPerson.get(personId) ?? []) if (!known.entries.has(entry.key)) addEntry(known, entry);
    }
  }
}

export function addEntry(known: BatchKnown, entry: Entry): void {
  known.entries.set(entry.key, entry);
  const others = known.entriesOfPerson.get(entry.personId);
  if (others) others.push(entry);
  else known.entriesOfPerson.set(entry.personId, [entry]);
}

export function isOffice(point: Point): boolean {
  return point.people.length > mostUnderOneRoof;
}

function emptyKnown(): BatchKnown {
  const entries = new Map<string, Entry>();
  const entriesOfPerson = new Map<string, Entry[]>();
  const numbers = new Map<string, KnownPerson>();
  const points = new Map<string, Point>();
  return {
    entries,
    entriesOfPerson,
    numbers,
    points,
    entry: (key) => entries.get(key),
    unseenEntryOf: (personId) => entriesOfPerson.get(personId)?.find(({ seen }) => !seen),
    personWithNumber: (key) => numbers.get(key),
    peopleWithPhone: (number) => {
      const point = points.get(number);
      return point && !isOffice(point) ? point.people : [];
    },
  };
}

function personIds(found: readonly FoundOnPhone[]): string[] {
  return [...new Set(found.flatMap(({ personId }) => personId ?? []))];
}

function peopleOf(
  found: readonly FoundOnPhone[],
  numbers: ReadonlyMap<string, Readonly<Record<string, string>>>,
): Map<string, Roofed> {
  const people = new Map<string, Roofed & { traits: { phones: string[] } }>();
  for (const { number, personId, householdId, nameKey, ageYears, sex, areaId } of found) {
    if (personId === null || householdId === null || nameKey === null) continue;
    const person = people.get(personId);
    if (person) {
      person.traits.phones.push(number);
      continue;
    }
    const traits = { nameKey, ageYears, sex, ward: String(areaId), phones: [number], listNumbers: numbers.get(personId) ?? {} };
    people.set(personId, { personId, householdId, traits });
  }
  return people;
}
