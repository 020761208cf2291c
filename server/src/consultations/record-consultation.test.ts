import * as consultations from '@kshem/contract/consultations.ts';
import * as recording from '@kshem/contract/record-consultation.ts';
import { addHours, addMinutes } from '@kshem/domain/time/instant.ts';
import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '../actor.ts';
import { inScope } from '../db/transaction.ts';
import { raiseEscalation } from '../escalations/raise-escalation.ts';
import { testDatabase } from '../testing/database.ts';
import { type Desk, openDesk } from '../testing/desk.ts';
import {
  type Clock,
  givenDistrict,
  givenPerson,
  givenUser,
  place,
  programme,
  tenInTheMorning,
  testDay,
  testDeps,
} from '../testing/given.ts';
import { listFollowUps } from './list-follow-ups.ts';
import { readSheet } from './read-sheet.ts';
import { type ConsultationToRecord, recordConsultation } from './record-consultation.ts';

const db = await testDatabase();
const clock: Clock = { now: tenInTheMorning };
const deps = testDeps(db, clock);
let doctor: Actor & { userId: string };
let desk: Desk;

beforeAll(async () => {
  await givenDistrict(db);
  doctor = await givenUser(db, { roles: ['doctor'] });
  desk = await openDesk(db, deps);
});
beforeEach(() => {
  clock.now = tenInTheMorning;
});

async function givenRed() {
  const person = await givenPerson(db);
  const { personId, episodeId, areaId } = person;
  const of = { districtId: place.district, personId, episodeId, areaId, programmeId: programme, by: null };
  const wanted = { ...of, level: 'red', ruleIds: ['D1'], ownerUnit: 'doctor', dueAt: addMinutes(clock.now, 15) } as const;
  const { escalationId } = await db.system.transaction().execute((trx) => raiseEscalation(trx, deps, wanted));
  return { ...person, escalationId };
}

const plain = {
  escalationId: null,
  closes: false,
  spokeWith: 'person',
  note: 'Breathless since the night',
  drugAdvice: null,
  adviceCodes: [],
  decision: 'stay',
  remeasureAt: null,
  bedKind: null,
  referTo: null,
  followUpOn: null,
} as const;
const typed = (about: Partial<ConsultationToRecord> & { episodeId: string }): ConsultationToRecord => ({
  ...plain,
  consultationId: deps.newId(),
  heldAt: clock.now,
  ...about,
});
const escalation = (id: string) => db.owner.selectFrom('escalation').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

describe('a consultation', () => {
  test('takes the escalation on in the doctor’s name and closes it with what was done', async () => {
    const { episodeId, escalationId } = await givenRed();
    const done = await recordConsultation(deps, doctor, typed({ episodeId, escalationId, closes: true }));
    expect(done).toMatchObject({ repeated: false, escalation: 'resolved' });
    expect(await escalation(escalationId)).toMatchObject({
      status: 'resolved',
      acknowledged_by: doctor.userId,
      resolved_by: doctor.userId,
      resolution: plain.note,
    });
  });

  test('sent twice is there once, also by twenty at once', async () => {
    const { episodeId, escalationId } = await givenRed();
    const one = typed({ episodeId, escalationId, closes: true });
    const sent = await Promise.all(Array.from({ length: 20 }, () => recordConsultation(deps, doctor, one)));
    expect(sent.filter(({ repeated }) => !repeated)).toHaveLength(1);
    const rows = await db.owner.selectFrom('consultation').select('id').where('episode_id', '=', episodeId).execute();
    expect(rows).toHaveLength(1);
  });

  test('typed without a network comes in when somebody else has closed the escalation meanwhile', async () => {
    const { episodeId, escalationId } = await givenRed();
    await recordConsultation(deps, doctor, typed({ episodeId, escalationId, closes: true }));
    const other = await givenUser(db, { roles: ['doctor'] });
    const late = typed({ episodeId, escalationId, closes: true, heldAt: addHours(clock.now, -2) });
    expect(await recordConsultation(deps, other, late)).toMatchObject({ repeated: false, escalation: 'resolved-before' });
    expect(await escalation(escalationId)).toMatchObject({ resolved_by: doctor.userId });
  });

  test('to measure again puts the person on the desk at that time, before everybody else', async () => {
    const { episodeId } = await givenPerson(db);
    const remeasureAt = addMinutes(clock.now, 40);
    await recordConsultation(deps, doctor, typed({ episodeId, decision: 'remeasure', remeasureAt }));
    const item = await db.owner.selectFrom('worklist_item').selectAll().where('episode_id', '=', episodeId).executeTakeFirst();
    expect(item).toMatchObject({ state: 'open', band: 0, due_at: remeasureAt });
  });

  test('to measure again two hours ago, told only now, is due at once', async () => {
    const { episodeId } = await givenPerson(db);
    const heldAt = addHours(clock.now, -3);
    const remeasureAt = addHours(clock.now, -2);
    await recordConsultation(deps, doctor, typed({ episodeId, heldAt, decision: 'remeasure', remeasureAt }));
    const item = await db.owner.selectFrom('worklist_item').selectAll().where('episode_id', '=', episodeId).executeTakeFirst();
    expect(item).toMatchObject({ state: 'open', due_at: clock.now });
  });

  test('to visit sends the field team, to shift asks for a bed, once', async () => {
    const visited = await givenPerson(db);
    await recordConsultation(deps, doctor, typed({ episodeId: visited.episodeId, decision: 'visit' }));
    const need = await db.owner.selectFrom('need').selectAll().where('person_id', '=', visited.personId).executeTakeFirst();
    expect(need).toMatchObject({ kind: 'home-visit', status: 'open', owner_unit: 'field' });
    const shift = () =>
      recordConsultation(deps, doctor, typed({ episodeId: visited.episodeId, decision: 'shift', bedKind: 'icu' }));
    const [first, second] = [await shift(), await shift()];
    expect(first.transferId).toEqual(second.transferId);
    const transfers = await db.owner.selectFrom('transfer').selectAll().where('person_id', '=', visited.personId).execute();
    expect(transfers).toMatchObject([{ id: first.transferId, bed_kind: 'icu', status: 'requested' }]);
  });

  test('that lacks what its decision needs is refused, and says what', async () => {
    const { episodeId } = await givenPerson(db);
    const refused = recordConsultation(deps, doctor, typed({ episodeId, decision: 'shift', followUpOn: '2021-05-09' }));
    await expect(refused).rejects.toMatchObject({
      code: 'decision-incomplete',
      detail: { gaps: ['which-bed', 'follow-up-later'] },
    });
  });

  test('about another person’s escalation, or a ward that is not the doctor’s, is not found', async () => {
    const [red, other] = [await givenRed(), await givenPerson(db)];
    const crossed = recordConsultation(deps, doctor, typed({ episodeId: other.episodeId, escalationId: red.escalationId }));
    await expect(crossed).rejects.toMatchObject({ code: 'not-found' });
    const stranger = await givenUser(db, { roles: ['doctor'], areas: [place.wards[3]] });
    await expect(recordConsultation(deps, stranger, typed({ episodeId: red.episodeId }))).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  test('is never changed once it is written', async () => {
    const { episodeId } = await givenPerson(db);
    await recordConsultation(deps, doctor, typed({ episodeId }));
    const change = inScope(deps.app, doctor, (trx) =>
      sql`update consultation set note = 'other' where district_id = ${place.district}`.execute(trx),
    );
    await expect(change).rejects.toThrow(/permission denied/);
  });
});

describe('a red', () => {
  test('cannot be closed in the database without the names of who took it on and who closed it', async () => {
    const { escalationId } = await givenRed();
    const close = (set: string) =>
      sql.raw(`update escalation set ${set} where district_id = ${place.district} and id = '${escalationId}'`).execute(db.system);
    const by = `'${doctor.userId}'`;
    await expect(close(`status = 'resolved', resolved_at = raised_at, resolved_by = ${by}, resolution = 'x'`)).rejects.toThrow(
      /escalation_named|escalation_closed_by_name/,
    );
    await expect(
      close(
        `status = 'resolved', acknowledged_by = ${by}, acknowledged_at = raised_at, resolved_at = raised_at, resolution = 'x'`,
      ),
    ).rejects.toThrow(/escalation_closed_by_name/);
  });
});

describe('a doctor’s sheet', () => {
  test('shows what rings and why, earlier consultations and cards in force; drugs only to doctors', async () => {
    const { personId, episodeId, escalationId } = await givenRed();
    await recordConsultation(deps, doctor, typed({ episodeId, drugAdvice: 'Paracetamol 650 mg, up to four times a day' }));
    const sheet = await readSheet(deps, doctor, { personId });
    expect(sheet.escalations).toMatchObject([
      { escalationId, line: 'first', reasons: [{ ruleId: 'D1', source: [expect.any(String)] }] },
    ]);
    expect(sheet.consultations).toMatchObject([{ drugAdvice: expect.stringContaining('650'), hasDrugAdvice: true }]);
    expect(sheet.advice.every(({ effectiveFrom, approvedBy }) => effectiveFrom <= testDay && approvedBy !== '')).toBe(true);
    const supervisor = await givenUser(db, { roles: ['supervisor'] });
    const seen = await readSheet(deps, supervisor, { personId });
    expect(seen.consultations).toMatchObject([{ drugAdvice: null, hasDrugAdvice: true }]);
    expect(seen.advice.filter(({ readableBy }) => readableBy === 'doctor')).toEqual([]);
  });
});

describe('follow-ups', () => {
  test('stand in the list from their day until somebody has consulted again', async () => {
    const { episodeId, personId } = await givenPerson(db);
    await recordConsultation(deps, doctor, typed({ episodeId, followUpOn: '2021-05-11' }));
    const due = async () => {
      const { items } = await listFollowUps(deps, doctor, { limit: 100 });
      return items.filter((item) => item.personId === personId);
    };
    expect(await due()).toEqual([]);
    clock.now = addHours(tenInTheMorning, 24);
    expect(await due()).toMatchObject([{ dueOn: '2021-05-11' }]);
    await recordConsultation(deps, doctor, typed({ episodeId }));
    expect(await due()).toEqual([]);
  });

  test('come page by page', async () => {
    const people = [await givenPerson(db), await givenPerson(db), await givenPerson(db)];
    for (const { episodeId } of people) await recordConsultation(deps, doctor, typed({ episodeId, followUpOn: testDay }));
    const first = await listFollowUps(deps, doctor, { limit: 2 });
    const second = await listFollowUps(deps, doctor, { limit: 2, after: first.next ?? '' });
    const seen = [...first.items, ...second.items].map(({ personId }) => personId);
    expect(new Set(seen).size).toBe(seen.length);
    expect(people.every(({ personId }) => seen.includes(personId))).toBe(true);
  });
});

test('over HTTP a consultation is a doctor’s to record and a supervisor’s to read', async () => {
  const { personId, episodeId } = await givenPerson(db);
  const doctors = await desk.signedIn({ roles: ['doctor'] });
  const body = {
    consultationId: deps.newId(),
    episodeId,
    heldAt: clock.now.toISOString(),
    spokeWith: 'family',
    note: 'x',
    decision: 'stay',
  } as const;
  expect(await doctors.client(recording.recordConsultation, { body })).toMatchObject({ repeated: false });
  expect((await doctors.client(consultations.readSheet, { params: { personId } })).consultations).toHaveLength(1);
  expect((await doctors.client(consultations.listFollowUps)).next).toBeNull();
  const supervisor = await desk.signedIn({ roles: ['supervisor'] });
  expect((await supervisor.client(consultations.readSheet, { params: { personId } })).consultations).toHaveLength(1);
  await expect(supervisor.client(recording.recordConsultation, { body })).rejects.toMatchObject({ code: 'not-allowed' });
  await expect(supervisor.client(consultations.listFollowUps)).rejects.toMatchObject({ code: 'not-allowed' });
  const caller = await desk.signedIn();
  await expect(caller.client(consultations.readSheet, { params: { personId } })).rejects.toMatchObject({ code: 'not-allowed' });
});
