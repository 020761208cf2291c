import { beginsAgain, outcomeTold } from '@kshem/domain/intake/outcome-told.ts';
import type { Told, ToldField } from '@kshem/domain/intake/told.ts';
import { nameKey } from '@kshem/domain/name/name-key.ts';
import { maskPhone } from '@kshem/domain/phone/mask-phone.ts';
import type { Actor } from '../actor.ts';
import type { Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { raiseStopNeed } from '../episodes/raise-stop-need.ts';
import { stopPerson } from '../episodes/stop-person.ts';
import { lockPeople, type PersonRow } from '../people/queries.ts';
import type { ImportContext } from './import-context.ts';
import type { Cell, ImportTrx } from './import-transaction.ts';
import { type BatchKnown, isOffice } from './known-around.ts';
import { addEpisode, addTexts, type NewRows, noRows, textsOf } from './new-rows.ts';
import type { Roofs } from './roofs.ts';
import type { KnownRow, TakenBatch } from './take-batch.ts';
import {
  findLastEpisodes,
  findOnDesk,
  type LastEpisodeRow,
  linkNumbers,
  listNumbersOf,
  movePeople,
  savePeople,
  saveSampleDates,
} from './take-known-queries.ts';

export type KnownChanges = {
  /** Rows of the batch by their place in it. */
  readonly updated: ReadonlySet<number>;
  readonly fields: readonly ToldField[];
  readonly ended: number;
  readonly begun: number;
  /** People whose new ward waits: the list is taken to have told the old one, so that tomorrow's is a change again. */
  readonly stayed: ReadonlyMap<string, number>;
};

type Change = { readonly field: ToldField | 'episode'; readonly before: string | null; readonly after: string | null };
type Standing = {
  readonly row: KnownRow;
  readonly person: PersonRow;
  readonly last: LastEpisodeRow | undefined;
  readonly numbers: readonly string[];
  readonly onDesk: boolean;
};

export type TakingKnown = {
  readonly deps: Deps;
  readonly actor: Actor;
  readonly handle: ImportTrx;
  readonly context: ImportContext;
  readonly known: BatchKnown;
  readonly roofs: Roofs;
};

/**
 * Brings people we know up to what the list tells now, and writes down each change with what stood before. What a caller found out
 * since stays, unless the list itself tells otherwise than it did; a source that never listed the person fills gaps only.
 */
export async function takeKnown(taking: TakingKnown, batch: TakenBatch): Promise<KnownChanges> {
  if (batch.known.length === 0) return { updated: new Set(), fields: [], ended: 0, begun: 0, stayed: new Map() };
  const { trx } = taking.handle;
  const standings = await load(trx, taking.context, batch.known);
  const rows = noRows();
  const updated = new Set<number>();
  const fields: ToldField[] = [];
  const result = { ended: 0, begun: 0 };
  const saved: PersonRow[] = [];
  for (const standing of standings) {
    const wanted = fieldsToTake(standing);
    const changes = [
      ...takeFields(taking, standing, wanted, saved),
      ...(await takeStatus(taking, rows, standing, wanted, result)),
    ];
    if (changes.length === 0) continue;
    updated.add(standing.row.outcomeAt);
    for (const change of changes) {
      if (change.field !== 'episode') fields.push(change.field);
      rows.change.push(changeLine(taking, standing.person, change));
    }
  }
  await save(taking, standings, saved);
  await addTexts(taking.handle, textsOf(rows));
  await taking.handle.flush(taking.context);
  const waiting = standings.filter(({ onDesk, row: { differs } }) => onDesk && differs?.includes('areaId'));
  const stayed = new Map(waiting.map(({ row: { personId, before, told } }) => [personId, before?.areaId ?? told.areaId]));
  return { updated, fields, ...result, stayed };
}

async function load(trx: Trx, context: ImportContext, known: readonly KnownRow[]): Promise<Standing[]> {
  const { districtId, programmeId } = context;
  const ids = [...new Set(known.map(({ personId }) => personId))];
  const people = new Map((await lockPeople(trx, districtId, ids)).map((person) => [person.personId, person]));
  const last = await findLastEpisodes(trx, { districtId, programmeId, personIds: ids, timeZone: context.timeZone });
  const numbers = await listNumbersOf(trx, districtId, ids);
  const onDesk = await findOnDesk(trx, districtId, ids);
  return known.flatMap((row) => {
    const person = people.get(row.personId);
    const { personId } = row;
    return person
      ? [{ row, person, last: last.get(personId), numbers: numbers.get(personId) ?? [], onDesk: onDesk.has(personId) }]
      : [];
  });
}

function fieldsToTake({ row: { differs, told }, person, numbers }: Standing): readonly ToldField[] {
  if (differs !== null) return differs;
  const gaps: ToldField[] = [];
  if (person.ageYears === null && told.ageYears !== null) gaps.push('ageYears');
  if (person.sex === null && told.sex !== null) gaps.push('sex');
  if (person.address === null && told.address !== null) gaps.push('address');
  if (told.phones.some((phone) => !numbers.includes(phone))) gaps.push('phones');
  if (told.conditions.some((code) => !person.conditions.includes(code))) gaps.push('conditions');
  return [...gaps, 'status'];
}

/** Changes the person in hand and says what changed; a field that already is as told changes nothing. */
function takeFields(taking: TakingKnown, standing: Standing, wanted: readonly ToldField[], saved: PersonRow[]): Change[] {
  const { person, numbers, onDesk, row } = standing;
  const { told } = row;
  const changes: Change[] = [];
  const next = { ...person };
  const take = <Key extends 'name' | 'ageYears' | 'sex' | 'address' | 'areaId'>(field: Key, value: PersonRow[Key]) => {
    if (!wanted.includes(field) || String(person[field]) === String(value)) return;
    changes.push({ field, before: person[field] === null ? null : String(person[field]), after: String(value) });
    next[field] = value;
  };
  take('name', told.name);
  take('ageYears', told.ageYears);
  take('sex', told.sex);
  take('address', told.address);
  // Somebody who stands on a caller's desk today moves with tomorrow's list: today's callers must go on seeing them.
  if (!onDesk) take('areaId', told.areaId);
  if (next.ageYears !== person.ageYears) next.ageOn = taking.context.listOn;
  next.nameKey = nameKey(next.name).key;
  if (wanted.includes('conditions')) takeConditions(next, told, changes);
  const fresh = wanted.includes('phones') ? told.phones.filter((phone) => !numbers.includes(phone)) : [];
  if (fresh.length > 0) changes.push({ field: 'phones', before: masked(numbers), after: masked(told.phones) });
  next.highRisk = person.highRisk || taking.context.isHighRisk({ ...next, conditions: told.conditions });
  if (changes.some(({ field }) => field !== 'phones')) saved.push(next);
  return changes;
}

/** An illness once known stays: lists leave the column empty more often than people get well of diabetes. */
function takeConditions(next: PersonRow, told: Told, changes: Change[]): void {
  const all = [...new Set([...next.conditions, ...told.conditions])];
  if (all.length === next.conditions.length) return;
  changes.push({ field: 'conditions', before: next.conditions.join(', ') || null, after: all.join(', ') });
  next.conditions = all;
}

function masked(numbers: readonly string[]): string | null {
  return numbers.map(maskPhone).join(', ') || null;
}

/** Ends what the list says has ended, with everything that must stop, or begins anew. */
async function takeStatus(
  taking: TakingKnown,
  rows: NewRows,
  { row, person, last }: Standing,
  wanted: readonly ToldField[],
  result: { ended: number; begun: number },
): Promise<Change[]> {
  const { deps, actor, context, handle } = taking;
  const { draft, told, before } = row;
  const { personId, householdId } = person;
  const changes: Change[] = [];
  if (wanted.includes('sampleOn') && last && last.status !== 'ended' && last.sampleOn !== told.sampleOn)
    changes.push({ field: 'sampleOn', before: last.sampleOn, after: told.sampleOn });
  const ends = wanted.includes('status') ? outcomeTold(draft.status, draft.result) : null;
  if (ends !== null && last && last.status !== 'ended') {
    const stops = ends === 'died' ? 'household' : 'episode';
    const { episodeId } = last;
    await stopPerson(deps, handle.trx, actor, { personId, householdId, episodeId, stops, outcome: ends });
    if (ends === 'died')
      await raiseStopNeed(deps, handle.trx, actor, {
        personId,
        householdId,
        areaId: person.areaId,
        episodeId,
        kind: 'bereavement',
      });
    result.ended += 1;
    changes.push({ field: 'status', before: before?.status ?? null, after: ends });
  } else if (person.deceasedAt === null && beginsAgain(last ?? null, { ...told, result: draft.result }, before?.status ?? null)) {
    addEpisode(rows, context, {
      episodeId: deps.newId(),
      personId,
      householdId,
      told: { ...told, areaId: person.areaId },
    });
    result.begun += 1;
    changes.push({ field: 'episode', before: last?.outcome ?? null, after: 'active' });
  }
  return changes;
}

async function save(
  { handle: { trx }, context, known, roofs }: TakingKnown,
  standings: readonly Standing[],
  saved: readonly PersonRow[],
): Promise<void> {
  const { districtId, programmeId, now } = context;
  await savePeople(trx, { districtId, now, people: saved });
  const before = new Map(standings.map(({ person }) => [person.personId, person]));
  const areas = new Map(saved.map(({ personId, areaId }) => [personId, areaId]));
  const moved = saved.filter(({ personId, areaId }) => before.get(personId)?.areaId !== areaId);
  await movePeople(trx, { districtId, now, people: moved });
  const dated = standings.filter(({ row: { differs } }) => differs?.includes('sampleOn'));
  await saveSampleDates(trx, {
    districtId,
    programmeId,
    now,
    people: dated.map(({ row: { personId, told } }) => ({ personId, sampleOn: told.sampleOn })),
  });
  for (const { row, person, numbers } of standings) {
    if (row.differs !== null && !row.differs.includes('phones')) continue;
    const points = row.told.phones.filter((phone) => !numbers.includes(phone)).flatMap((phone) => known.points.get(phone) ?? []);
    if (points.length === 0) continue;
    await linkNumbers(trx, {
      districtId,
      personId: person.personId,
      areaId: areas.get(person.personId) ?? person.areaId,
      contactPointIds: points.map((point) => point.contactPointId),
    });
    for (const point of points) {
      const [other] = point.people;
      if (other && !isOffice(point)) roofs.join(person.householdId, other.householdId);
    }
  }
}

function changeLine({ deps }: TakingKnown, { personId, areaId }: PersonRow, { field, before, after }: Change): Cell[] {
  return [deps.newId(), personId, areaId, field, before, after];
}
