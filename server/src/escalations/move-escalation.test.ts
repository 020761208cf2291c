import * as escalations from '@kshem/contract/escalations.ts';
import { addMinutes } from '@kshem/domain/time/instant.ts';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '../actor.ts';
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
  testDeps,
} from '../testing/given.ts';
import { countEscalations } from './count-escalations.ts';
import { expireEscalations } from './expire-escalations.ts';
import { listEscalations } from './list-escalations.ts';
import { moveEscalation } from './move-escalation.ts';
import { raiseEscalation } from './raise-escalation.ts';

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
beforeEach(async () => {
  clock.now = tenInTheMorning;
  await db.owner.deleteFrom('escalation_event').execute();
  await db.owner.deleteFrom('escalation').execute();
});

async function givenRed() {
  const { personId, episodeId, areaId } = await givenPerson(db);
  const of = { districtId: place.district, personId, episodeId, areaId, programmeId: programme, by: null };
  const wanted = { ...of, level: 'red', ruleIds: ['D1'], ownerUnit: 'doctor', dueAt: addMinutes(clock.now, 15) } as const;
  const { escalationId } = await db.system.transaction().execute((trx) => raiseEscalation(trx, deps, wanted));
  return escalationId;
}

const escalation = (id: string) => db.owner.selectFrom('escalation').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const events = async () => {
  const rows = await db.owner.selectFrom('escalation_event').select('action').orderBy('at').orderBy('id').execute();
  return rows.map(({ action }) => action);
};

describe('an escalation', () => {
  test('is not resolved before somebody has acknowledged it by name', async () => {
    const escalationId = await givenRed();
    const resolve = () => moveEscalation(deps, doctor, { escalationId, action: 'resolve', resolution: 'sent to hospital' });
    await expect(resolve()).rejects.toMatchObject({ code: 'acknowledge-first' });
    clock.now = addMinutes(tenInTheMorning, 4);
    await moveEscalation(deps, doctor, { escalationId, action: 'acknowledge' });
    clock.now = addMinutes(tenInTheMorning, 9);
    expect(await resolve()).toEqual({ status: 'resolved' });
    expect(await escalation(escalationId)).toMatchObject({
      acknowledged_by: doctor.userId,
      acknowledged_at: addMinutes(tenInTheMorning, 4),
      resolved_by: doctor.userId,
      resolution: 'sent to hospital',
    });
    expect(await events()).toEqual(['escalation-raised', 'escalation-acknowledged', 'escalation-resolved']);
  });

  test('needs a word on what was done', async () => {
    const escalationId = await givenRed();
    const resolve = moveEscalation(deps, doctor, { escalationId, action: 'resolve', resolution: ' ' });
    await expect(resolve).rejects.toMatchObject({ code: 'bad-request' });
  });

  test('taken on by twenty at once has one name', async () => {
    const escalationId = await givenRed();
    const doctors = await Promise.all(Array.from({ length: 20 }, () => givenUser(db, { roles: ['doctor'] })));
    const moves = await Promise.allSettled(
      doctors.map((one) => moveEscalation(deps, one, { escalationId, action: 'acknowledge' })),
    );
    const winner = doctors[moves.findIndex(({ status }) => status === 'fulfilled')];
    const lost = moves.filter((move) => move.status === 'rejected');
    expect(lost.map((move) => move.reason.code)).toEqual(Array.from({ length: 19 }, () => 'conflict'));
    expect(await escalation(escalationId)).toMatchObject({ acknowledged_by: winner?.userId });
    expect((await events()).toSorted()).toEqual(['escalation-acknowledged', 'escalation-raised']);
  });

  test('handed back waits for somebody else', async () => {
    const escalationId = await givenRed();
    await moveEscalation(deps, doctor, { escalationId, action: 'acknowledge' });
    await moveEscalation(deps, doctor, { escalationId, action: 'hand-back', note: 'going off duty' });
    expect(await escalation(escalationId)).toMatchObject({ status: 'raised', acknowledged_by: null });
  });

  test('that nobody took on in time goes to the second line, still raised, once an expiry', async () => {
    const escalationId = await givenRed();
    clock.now = addMinutes(tenInTheMorning, 14);
    expect(await expireEscalations(deps, place.district)).toBe(0);
    clock.now = addMinutes(tenInTheMorning, 16);
    expect(await expireEscalations(deps, place.district)).toBe(1);
    expect(await expireEscalations(deps, place.district)).toBe(0);
    expect(await escalation(escalationId)).toMatchObject({ status: 'raised', due_at: addMinutes(tenInTheMorning, 30) });
    expect(await escalation(escalationId)).toMatchObject({ line: 2 });
    clock.now = addMinutes(tenInTheMorning, 31);
    await expireEscalations(deps, place.district);
    expect(await escalation(escalationId)).toMatchObject({ line: 3, status: 'raised' });
    expect(await events()).toEqual(['escalation-raised', 'escalation-expired', 'escalation-expired']);
    const counted = await countEscalations(deps, doctor);
    expect(counted).toMatchObject([{ level: 'red', raised: 1, second: 1, officer: 1 }]);
  });

  test('that became worse after it was taken on rings for the doctors first again', async () => {
    const { personId, episodeId, areaId } = await givenPerson(db);
    const of = { districtId: place.district, personId, episodeId, areaId, programmeId: programme, by: null };
    const raise = (level: 'red' | 'amber') =>
      db.system
        .transaction()
        .execute((trx) =>
          raiseEscalation(trx, deps, { ...of, level, ruleIds: [level], ownerUnit: 'doctor', dueAt: addMinutes(clock.now, 15) }),
        );
    const { escalationId } = await raise('amber');
    clock.now = addMinutes(tenInTheMorning, 16);
    await expireEscalations(deps, place.district);
    await moveEscalation(deps, doctor, { escalationId, action: 'acknowledge' });
    await raise('red');
    expect(await escalation(escalationId)).toMatchObject({ level: 'red', status: 'raised', line: 1, acknowledged_by: null });
  });
});

describe('the list of escalations', () => {
  test('has the most urgent level first, in it whoever waits longest, page by page; the resolved are found too', async () => {
    const raise = async (minute: number, level: 'red' | 'amber', ruleIds: string[]) => {
      clock.now = addMinutes(tenInTheMorning, minute);
      const { personId, episodeId, areaId } = await givenPerson(db);
      const of = { districtId: place.district, personId, episodeId, areaId, programmeId: programme, by: null };
      const dueAt = addMinutes(clock.now, level === 'red' ? 15 : 1);
      const wanted = { ...of, level, ruleIds, ownerUnit: level === 'red' ? 'doctor' : 'supervisor', dueAt } as const;
      return (await db.system.transaction().execute((trx) => raiseEscalation(trx, deps, wanted))).escalationId;
    };
    const amber = await raise(0, 'amber', ['told-died']);
    const older = await raise(1, 'red', ['S1']);
    const newer = await raise(2, 'red', ['D1']);
    const { client } = await desk.signedIn({ roles: ['doctor'] });
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const query: { limit: number; after?: string } = { limit: 1, ...(after !== null && { after }) };
      const page: { items: readonly { escalationId: string }[]; next: string | null } = await client(
        escalations.listEscalations,
        { query },
      );
      seen.push(...page.items.map(({ escalationId }) => escalationId));
      after = page.next;
    } while (after !== null);
    expect(seen).toEqual([older, newer, amber]);
    const [first] = (await client(escalations.listEscalations, { query: { ownerUnit: 'doctor' } })).items;
    expect(first?.reasons).toMatchObject([
      { ruleId: 'S1', source: [expect.stringContaining('zeenews')], action: { en: expect.any(String) } },
    ]);
    expect((await client(escalations.countEscalations)).items).toMatchObject([
      { level: 'red', raised: 2, waitingSince: addMinutes(tenInTheMorning, 1), latestRaisedAt: addMinutes(tenInTheMorning, 2) },
      { level: 'amber', ownerUnit: 'supervisor', raised: 1, overdue: 1 },
    ]);
    const params = { escalationId: older };
    await client(escalations.acknowledgeEscalation, { params });
    clock.now = addMinutes(tenInTheMorning, 6);
    await client(escalations.resolveEscalation, { params, body: { resolution: 'sent to hospital' } });
    const resolved = await client(escalations.listEscalations, { query: { status: 'resolved' } });
    expect(resolved.items).toMatchObject([{ escalationId: older, resolution: 'sent to hospital' }]);
    const told = await client(escalations.readEscalation, { params });
    expect(told.events).toMatchObject([
      { action: 'escalation-raised', by: null },
      { action: 'escalation-acknowledged', by: { en: 'Test User' } },
      { action: 'escalation-resolved', note: 'sent to hospital' },
    ]);
    const caller = await desk.signedIn();
    await expect(caller.client(escalations.countEscalations)).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(caller.client(escalations.readEscalation, { params })).rejects.toMatchObject({ code: 'not-allowed' });
  });

  test('says in words what raised each, and leaves out what is resolved', async () => {
    const escalationId = await givenRed();
    const { items } = await listEscalations(deps, doctor, { limit: 10 });
    expect(items).toMatchObject([
      { escalationId, level: 'red', overdue: false, reasons: [{ text: { en: 'Difficulty breathing' } }] },
    ]);
    await moveEscalation(deps, doctor, { escalationId, action: 'acknowledge' });
    await moveEscalation(deps, doctor, { escalationId, action: 'resolve', resolution: 'spoke, improving' });
    expect((await listEscalations(deps, doctor, { limit: 10 })).items).toEqual([]);
  });

  test('is worked by doctors over HTTP; a supervisor only reads', async () => {
    const escalationId = await givenRed();
    const supervisor = await desk.signedIn({ roles: ['supervisor'] });
    const params = { escalationId };
    expect((await supervisor.client(escalations.listEscalations)).items).toMatchObject([{ escalationId }]);
    await expect(supervisor.client(escalations.acknowledgeEscalation, { params })).rejects.toMatchObject({ code: 'not-allowed' });
    const { client } = await desk.signedIn({ roles: ['doctor'] });
    expect(await client(escalations.acknowledgeEscalation, { params })).toEqual({ status: 'acknowledged' });
    expect(await client(escalations.resolveEscalation, { params, body: { resolution: 'admitted' } })).toEqual({
      status: 'resolved',
    });
  });
});
