import * as needs from '@kshem/contract/needs.ts';
import type { NeedAction, NeedStatus } from '@kshem/domain/need/need-state.ts';
import { addHours } from '@kshem/domain/time/instant.ts';
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
  version,
} from '../testing/given.ts';
import { listNeeds } from './list-needs.ts';
import { moveNeed } from './move-need.ts';
import { raiseNeed } from './raise-need.ts';

const db = await testDatabase();
const clock: Clock = { now: tenInTheMorning };
const deps = testDeps(db, clock);
let field: Actor & { userId: string };
let desk: Desk;

beforeAll(async () => {
  await givenDistrict(db);
  field = await givenUser(db, { roles: ['field'] });
  desk = await openDesk(db, deps);
});
beforeEach(async () => {
  clock.now = tenInTheMorning;
  await db.owner.deleteFrom('need_event').execute();
  await db.owner.deleteFrom('need').execute();
});

async function givenNeed(about: { kind?: string; areaId?: number } = {}) {
  const person = await givenPerson(db, about.areaId === undefined ? {} : { areaId: about.areaId });
  const { personId, householdId, episodeId, areaId } = person;
  const of = { districtId: place.district, personId, householdId, episodeId, areaId, programmeId: programme, version };
  await db.system
    .transaction()
    .execute((trx) => raiseNeed(trx, deps, { ...of, kind: about.kind ?? 'food', cause: 'person', by: null }));
  const { id } = await db.owner.selectFrom('need').select('id').where('person_id', '=', personId).executeTakeFirstOrThrow();
  return { ...person, needId: id };
}

const need = (id: string) => db.owner.selectFrom('need').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const events = async () => {
  const rows = await db.owner
    .selectFrom('need_event')
    .select(['action', 'by_user', 'note'])
    .orderBy('at')
    .orderBy('id')
    .execute();
  return rows.map(({ action }) => action);
};

describe('a need', () => {
  test('is due by its kind’s hours and belongs to its kind’s owner', async () => {
    const { needId } = await givenNeed();
    expect(await need(needId)).toMatchObject({
      status: 'open',
      owner_unit: 'field',
      due_at: addHours(tenInTheMorning, 24),
      reopened: 0,
    });
    expect(await events()).toEqual(['need-raised']);
  });

  test('is taken on, promised, fulfilled, and closed only when the person says that it came', async () => {
    const { needId } = await givenNeed();
    const steps: [NeedAction, NeedStatus][] = [
      ['assign', 'open'],
      ['promise', 'assigned'],
      ['fulfil', 'assigned'],
    ];
    for (const [minute, [action, from]] of steps.entries()) {
      clock.now = new Date(tenInTheMorning.getTime() + (minute + 1) * 60_000);
      await moveNeed(deps, field, { needId, action, from, promisedAt: addHours(clock.now, 3) });
    }
    expect(await need(needId)).toMatchObject({ status: 'fulfilled', closed_at: null, assigned_to: field.userId });
    clock.now = addHours(tenInTheMorning, 5);
    expect(await moveNeed(deps, field, { needId, action: 'confirm', from: 'fulfilled' })).toEqual({ status: 'confirmed' });
    expect(await need(needId)).toMatchObject({ closed_at: clock.now });
    expect(await events()).toEqual(['need-raised', 'need-assigned', 'need-promised', 'need-fulfilled', 'need-confirmed']);
  });

  test('that never came is opened again, with as long to go as at first, and counted', async () => {
    const { needId } = await givenNeed();
    await moveNeed(deps, field, { needId, action: 'fulfil', from: 'open' });
    clock.now = addHours(tenInTheMorning, 20);
    await moveNeed(deps, field, { needId, action: 'reopen', from: 'fulfilled' });
    expect(await need(needId)).toMatchObject({ status: 'open', reopened: 1, due_at: addHours(clock.now, 24), assigned_to: null });
  });

  test('is declined only with a reason', async () => {
    const { needId } = await givenNeed();
    await expect(moveNeed(deps, field, { needId, action: 'decline', from: 'open' })).rejects.toMatchObject({
      code: 'bad-request',
    });
    await moveNeed(deps, field, { needId, action: 'decline', from: 'open', note: 'asked for by mistake' });
    expect(await need(needId)).toMatchObject({ status: 'declined', closed_at: tenInTheMorning });
  });

  test('is not reopened while another of the kind is open', async () => {
    const { needId, ...person } = await givenNeed();
    await moveNeed(deps, field, { needId, action: 'decline', from: 'open', note: 'has food' });
    const of = { ...person, districtId: place.district, programmeId: programme, version, kind: 'food', by: null };
    await db.system.transaction().execute((trx) => raiseNeed(trx, deps, { ...of, cause: 'person' }));
    const again = moveNeed(deps, field, { needId, action: 'reopen', from: 'declined' });
    await expect(again).rejects.toMatchObject({ code: 'conflict' });
  });

  test('refuses what its status does not allow', async () => {
    const { needId } = await givenNeed();
    const confirm = moveNeed(deps, field, { needId, action: 'confirm', from: 'open' });
    await expect(confirm).rejects.toMatchObject({ code: 'move-not-possible' });
  });

  test('moved by twenty at once is moved by one; the others are told', async () => {
    const { needId } = await givenNeed();
    const users = await Promise.all(Array.from({ length: 20 }, () => givenUser(db, { roles: ['field'] })));
    const moves = await Promise.allSettled(users.map((user) => moveNeed(deps, user, { needId, action: 'assign', from: 'open' })));
    const lost = moves.filter((move) => move.status === 'rejected');
    expect(lost).toHaveLength(19);
    expect(lost.map((move) => move.reason.code)).toEqual(lost.map(() => 'conflict'));
    expect((await events()).toSorted()).toEqual(['need-assigned', 'need-raised']);
  });

  test('of another ward is not there', async () => {
    const { needId } = await givenNeed({ areaId: place.wards[1] });
    const elsewhere = await givenUser(db, { roles: ['field'], areas: [place.wards[0]] });
    const move = moveNeed(deps, elsewhere, { needId, action: 'assign', from: 'open' });
    await expect(move).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('the list of needs', () => {
  test('holds what is not closed, first due first, in pages', async () => {
    const later = await givenNeed();
    const first = await givenNeed({ kind: 'ambulance' });
    const closed = await givenNeed();
    await moveNeed(deps, field, { needId: closed.needId, action: 'decline', from: 'open', note: 'none needed' });
    clock.now = addHours(tenInTheMorning, 2);
    const one = await listNeeds(deps, field, { limit: 1 });
    expect(one.items).toMatchObject([{ needId: first.needId, overdue: true, title: { en: 'Ambulance' } }]);
    const two = await listNeeds(deps, field, { limit: 1, after: one.next ?? undefined });
    expect(two.items).toMatchObject([{ needId: later.needId, overdue: false }]);
    const { items, next } = await listNeeds(deps, field, { limit: 1, after: two.next ?? undefined });
    expect({ items, next }).toEqual({ items: [], next: null });
    expect((await listNeeds(deps, field, { limit: 10, ownerUnit: 'officer' })).items).toHaveLength(1);
  });

  test('is read and worked over HTTP; callers only read', async () => {
    const { needId } = await givenNeed();
    const { client } = await desk.signedIn({ roles: ['field'] });
    const { items } = await client(needs.listNeeds, { query: { kind: 'food' } });
    expect(items).toMatchObject([{ needId, status: 'open' }]);
    const body = { action: 'assign', from: 'open' } as const;
    expect(await client(needs.moveNeed, { params: { needId }, body })).toEqual({ status: 'assigned' });
    const caller = await desk.signedIn();
    await expect(caller.client(needs.moveNeed, { params: { needId }, body })).rejects.toMatchObject({ code: 'not-allowed' });
  });
});
