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
let room: Actor & { userId: string };
let desk: Desk;

beforeAll(async () => {
  await givenDistrict(db);
  field = await givenUser(db, { roles: ['field'] });
  room = await givenUser(db, { roles: ['supervisor'] });
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
      await moveNeed(deps, room, { needId, action, from, promisedAt: addHours(clock.now, 3) });
    }
    expect(await need(needId)).toMatchObject({
      status: 'fulfilled',
      closed_at: null,
      assigned_to: room.userId,
      delivered_by: room.userId,
    });
    clock.now = addHours(tenInTheMorning, 5);
    const confirmed = await moveNeed(deps, await givenUser(db), { needId, action: 'confirm', from: 'fulfilled' });
    expect(confirmed).toEqual({ status: 'confirmed' });
    expect(await need(needId)).toMatchObject({ closed_at: clock.now });
    expect(await events()).toEqual(['need-raised', 'need-assigned', 'need-promised', 'need-fulfilled', 'need-confirmed']);
  });

  test('that never came is opened again, with as long to go as at first, and counted', async () => {
    const { needId } = await givenNeed();
    await moveNeed(deps, room, { needId, action: 'fulfil', from: 'open' });
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
    const confirm = moveNeed(deps, room, { needId, action: 'confirm', from: 'open' });
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

describe('whom a need is given to', () => {
  const given = async (needId: string, assignTo: string) =>
    moveNeed(deps, field, { needId, action: 'assign', from: 'open', assignTo }).then(({ status }) => status);

  test('is of the unit that owns it, sees the person’s ward and has an open account', async () => {
    const [own, other] = place.wards;
    const { needId } = await givenNeed({ areaId: own });
    const notTheirs = [
      await givenUser(db, { roles: ['doctor'] }),
      await givenUser(db, { roles: ['field'], areas: [other] }),
      await givenUser(db, { roles: ['caller'] }),
    ];
    for (const { userId } of notTheirs)
      await expect(given(needId, userId)).rejects.toMatchObject({ code: 'assignee-not-possible' });
    const gone = await givenUser(db, { roles: ['field'] });
    await db.owner.updateTable('app_user').set({ disabled_at: tenInTheMorning }).where('id', '=', gone.userId).execute();
    await expect(given(needId, gone.userId)).rejects.toMatchObject({ code: 'assignee-not-possible' });
    const worker = await givenUser(db, { roles: ['field'], areas: [own] });
    expect(await given(needId, worker.userId)).toBe('assigned');
    expect(await need(needId)).toMatchObject({ assigned_to: worker.userId });
  });

  test('may be oneself across units', async () => {
    const { needId } = await givenNeed();
    const supervisor = await givenUser(db, { roles: ['supervisor'] });
    expect(await moveNeed(deps, supervisor, { needId, action: 'assign', from: 'open' })).toEqual({ status: 'assigned' });
  });
});

describe('many needs at once', () => {
  test('each is moved by itself; those that somebody moved meanwhile say so, and the others are done', async () => {
    const [one, moved, three] = [await givenNeed(), await givenNeed(), await givenNeed()];
    await moveNeed(deps, field, { needId: moved.needId, action: 'assign', from: 'open' });
    const worker = await desk.signedIn({ roles: ['supervisor'] });
    const seen = [one, moved, three].map(({ needId }) => ({ needId, from: 'open' as const }));
    const { items } = await worker.client(needs.moveNeeds, { body: { action: 'fulfil', needs: seen, note: 'delivered by van' } });
    expect(items).toMatchObject([
      { kind: 'moved', status: 'fulfilled' },
      { kind: 'refused', needId: moved.needId, code: 'conflict', message: { hi: expect.any(String) } },
      { kind: 'moved', status: 'fulfilled' },
    ]);
    expect(await need(moved.needId)).toMatchObject({ status: 'assigned' });
  });

  test('a remark moves nothing, and the history of a need tells all of it with names', async () => {
    const { needId } = await givenNeed();
    const worker = await desk.signedIn({ roles: ['field'] });
    const many = (body: object) =>
      worker.client(needs.moveNeeds, { body: { needs: [{ needId, from: 'open' }], ...body } as never });
    expect((await many({ action: 'note' })).items).toMatchObject([{ kind: 'refused', code: 'bad-request' }]);
    clock.now = addHours(tenInTheMorning, 1);
    await many({ action: 'note', note: 'house locked' });
    clock.now = addHours(tenInTheMorning, 2);
    const promisedAt = addHours(tenInTheMorning, 4);
    await many({ action: 'promise', promisedAt: promisedAt.toISOString() });
    clock.now = addHours(tenInTheMorning, 3);
    await many({ action: 'assign' });
    const told = await worker.client(needs.readNeed, { params: { needId } });
    const by = { hi: 'परीक्षण' };
    expect(told.need).toMatchObject({ needId, status: 'assigned', area: { en: 'Ward 1' }, contactPointId: expect.any(String) });
    expect(told.events).toMatchObject([
      { action: 'need-raised', by: null },
      { action: 'need-noted', by, note: 'house locked', status: 'open' },
      { action: 'need-promised', promisedAt },
      { action: 'need-assigned', assignedTo: by },
    ]);
  });

  test('are a caller’s neither to move nor to remark on', async () => {
    const { needId } = await givenNeed();
    const { client } = await desk.signedIn();
    const body = { action: 'note' as const, needs: [{ needId, from: 'open' as const }], note: 'x' };
    await expect(client(needs.moveNeeds, { body })).rejects.toMatchObject({ code: 'not-allowed' });
    expect((await client(needs.readNeed, { params: { needId } })).need).toMatchObject({ needId });
  });
});

describe('the list of needs', () => {
  test('is narrowed by ward or block, by what is late and by who has it; the closed ones are found too', async () => {
    const [own, other] = place.wards;
    const food = await givenNeed({ areaId: own });
    const ambulance = await givenNeed({ areaId: other, kind: 'ambulance' });
    const closed = await givenNeed({ areaId: own });
    await moveNeed(deps, field, { needId: closed.needId, action: 'decline', from: 'open', note: 'none needed' });
    clock.now = addHours(tenInTheMorning, 2);
    await moveNeed(deps, field, { needId: food.needId, action: 'assign', from: 'open' });
    const ids = async (query: Partial<Parameters<typeof listNeeds>[2]>) =>
      (await listNeeds(deps, field, { limit: 10, ...query })).items.map(({ needId }) => needId);
    expect(await ids({ areaId: own })).toEqual([food.needId]);
    expect(await ids({ areaId: place.block })).toEqual([ambulance.needId, food.needId]);
    expect(await ids({ overdue: 'yes' })).toEqual([ambulance.needId]);
    expect(await ids({ assignedTo: 'nobody' })).toEqual([ambulance.needId]);
    expect(await ids({ assignedTo: field.userId })).toEqual([food.needId]);
    expect(await ids({ state: 'closed' })).toEqual([closed.needId]);
    const { client } = await desk.signedIn();
    const { items } = await client(needs.countNeeds);
    expect(items).toMatchObject([
      { ownerUnit: 'field', kind: 'food', waiting: 1, overdue: 0, unassigned: 0 },
      { ownerUnit: 'officer', kind: 'ambulance', waiting: 1, overdue: 1, unassigned: 1 },
    ]);
  });

  test('shows also a kind that its version no longer has', async () => {
    const { needId } = await givenNeed();
    await db.owner.updateTable('need').set({ kind: 'blankets' }).where('id', '=', needId).execute();
    expect((await listNeeds(deps, field, { limit: 10 })).items).toMatchObject([{ title: { en: 'blankets' } }]);
  });

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
