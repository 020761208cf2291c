import { describe, expect, test } from 'vitest';
import { nameKey } from '../name/name-key.ts';
import type { PersonTraits } from '../name/same-person-evidence.ts';
import { type KnownAround, type KnownEntry, type KnownPerson, recogniseRow } from './recognise-row.ts';
import type { Told } from './told.ts';

const phone = '+916100001234';
const told: Told = {
  name: 'Durgesh Sahu',
  ageYears: 35,
  sex: 'male',
  phones: [phone],
  address: null,
  areaId: 11,
  sampleOn: null,
  status: null,
  conditions: [],
};
const row = (name: string, over: Partial<PersonTraits> = {}): PersonTraits => ({
  nameKey: nameKey(name).key,
  ageYears: 35,
  sex: 'male',
  ward: '11',
  phones: [phone],
  listNumbers: {},
  ...over,
});
const durgesh: KnownPerson = { personId: 'durgesh', traits: row('Durgesh Sahu') };

function around({
  entries = [] as KnownEntry[],
  numbers = {} as Record<string, KnownPerson>,
  phones = [] as KnownPerson[],
}): KnownAround {
  return {
    entry: (key) => entries.find((entry) => entry.key === key),
    unseenEntryOf: (personId) => entries.find((entry) => entry.personId === personId && !entry.seen),
    personWithNumber: (key) => numbers[key],
    peopleWithPhone: (e164) => phones.filter(({ traits }) => traits.phones.includes(e164)),
  };
}
const yesterday: KnownEntry = { key: 'srf:1', personId: 'durgesh', told, seen: false };

describe('a row of today', () => {
  test('with yesterday’s number is yesterday’s row, also where the spelling or the age was corrected', () => {
    const known = around({ entries: [yesterday] });
    expect(recogniseRow(['srf:1'], row('दुर्गेश साहू', { ageYears: 53 }), known)).toEqual({ kind: 'entry', entry: yesterday });
  });

  test('that lost its number is still yesterday’s row by phone, name and age, if only one fits', () => {
    const known = around({ entries: [yesterday], phones: [durgesh] });
    expect(recogniseRow(['row|x'], row('दुर्गेश साहू', { ageYears: 36 }), known)).toEqual({ kind: 'entry', entry: yesterday });
    expect(recogniseRow(['row|x'], row('Durgesh Sahu', { ageYears: 60 }), known).kind).toBe('new');
  });

  test('that stands in the list twice is one person', () => {
    const known = around({ entries: [{ ...yesterday, seen: true }] });
    expect(recogniseRow(['srf:1'], row('Durgesh Sahu'), known)).toEqual({ kind: 'repeated', personId: 'durgesh' });
  });

  test('with a number of somebody named otherwise is a new person, and the question is asked', () => {
    const known = around({ entries: [{ ...yesterday, seen: true }] });
    const found = recogniseRow(['srf:1'], row('Ramesh Verma', { phones: [], listNumbers: { srf: '1' } }), known);
    expect(found).toMatchObject({ kind: 'new', numberTaken: true });
  });

  test('with a corrected name under the same number, phone, age and sex is yesterday’s row', () => {
    expect(recogniseRow(['srf:1'], row('Rakesh Sahu'), around({ entries: [yesterday] })).kind).toBe('entry');
  });

  test('of another source is known by a number under a like name', () => {
    const known = around({ numbers: { 'icmr:9': durgesh } });
    expect(recogniseRow(['icmr:9'], row('Durgesh'), known)).toEqual({ kind: 'person', personId: 'durgesh' });
  });
});

describe('two rows of one list', () => {
  test('in two scripts under one phone are a question, not one person', () => {
    const known = around({ entries: [{ ...yesterday, seen: true }], phones: [durgesh] });
    const found = recogniseRow(['srf:2'], row('दुर्गेश साहू'), known);
    expect(found).toMatchObject({
      kind: 'new',
      numberTaken: false,
      suspects: [{ personId: 'durgesh', found: { verdict: 'likely' } }],
    });
  });

  test('of a family under one phone, twins too, are different people', () => {
    const known = around({ phones: [durgesh] });
    for (const name of ['Rakesh Sahu', 'Sunita Sahu', 'B/O Sunita Sahu']) {
      expect(recogniseRow(['srf:3'], row(name), known), name).toEqual({ kind: 'new', suspects: [], numberTaken: false });
    }
  });
});
