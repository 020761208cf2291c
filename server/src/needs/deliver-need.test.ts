import * as needs from '@kshem/contract/needs.ts';
import { codeTries } from '@kshem/domain/need/proof.ts';
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
import { deliverNeed } from './deliver-need.ts';
import { failDelivery } from './fail-delivery.ts';
import { countDeliveries, listDeliveries } from './list-deliveries.ts';
import { raiseNeed } from './raise-need.ts';
import { takeNeed } from './take-need.ts';

const db = await testDatabase();
const clock: Clock = { now: tenInTheMorning };
const deps = testDeps(db, clock);
let team: Actor & { userId: string };
let desk: Desk;

beforeAll(async () => {
  await givenDistrict(db);
  team = await givenUser(db, { roles: ['field'] });
  desk = await openDesk(db, deps);
});
beforeEach(async () => {
  clock.now = tenInTheMorning;
  for (const table of ['need_photo', 'need_event', 'need'] as const) await db.owner.deleteFrom(table).execute();
});

type About = {
  kind?: string;
  code?: string;
  areaId?: number;
  householdWith?: Awaited<ReturnType<typeof givenPerson>>;
  address?: string;
};

async function givenNeed({ kind = 'food', code = '4821', address, ...where }: About = {}) {
  const person = await givenPerson(db, { ...where, ...(address !== undefined && { person: { address } }) });
  const { personId, householdId, episodeId, areaId } = person;
  const of = { districtId: place.district, personId, householdId, episodeId, areaId, programmeId: programme, version };
  const asked = { 'how-many': '4' };
  await db.system.transaction().execute((trx) => raiseNeed(trx, deps, { ...of, kind, cause: 'person', by: null, code, asked }));
  const { id } = await db.owner
    .selectFrom('need')
    .select('id')
    .where('person_id', '=', personId)
    .where('kind', '=', kind)
    .executeTakeFirstOrThrow();
  return { ...person, needId: id };
}

const need = (id: string) => db.owner.selectFrom('need').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const events = async (needId: string) =>
  (
    await db.owner.selectFrom('need_event').select('action').where('need_id', '=', needId).orderBy('at').orderBy('id').execute()
  ).map(({ action }) => action);
/** Everything at the door takes a minute. */
const atDoor = (needId: string) => {
  clock.now = addHours(clock.now, 1 / 60);
  return { needId, eventId: deps.newId(), at: clock.now };
};
const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(1000, 7)]).toString('base64');

describe('a team takes what it will bring', () => {
  test('of twenty at once one gets it; the others are told that another team has it', async () => {
    const { needId } = await givenNeed();
    const teams = await Promise.all(Array.from({ length: 20 }, () => givenUser(db, { roles: ['field'] })));
    const taken = await Promise.allSettled(teams.map((one) => takeNeed(deps, one, { needId, eventId: deps.newId() })));
    const refused = taken.filter((one) => one.status === 'rejected').map(({ reason }) => reason.code);
    expect(refused).toEqual(Array.from({ length: 19 }, () => 'need-taken'));
    const winner = teams[taken.findIndex(({ status }) => status === 'fulfilled')];
    expect(await need(needId)).toMatchObject({ status: 'assigned', assigned_to: winner?.userId });
    expect((await events(needId)).toSorted()).toEqual(['need-assigned', 'need-raised']);
  });

  test('sent twice by a device whose network came back, it is taken once', async () => {
    const { needId } = await givenNeed();
    const { eventId } = atDoor(needId);
    for (let i = 0; i < 2; i++) expect(await takeNeed(deps, team, { needId, eventId })).toEqual({ status: 'assigned' });
    expect(await events(needId)).toEqual(['need-raised', 'need-assigned']);
  });

  test('what another team has is neither delivered nor given up by this one', async () => {
    const { needId } = await givenNeed();
    await takeNeed(deps, await givenUser(db, { roles: ['field'] }), { needId, eventId: deps.newId() });
    await expect(deliverNeed(deps, team, { ...atDoor(needId), code: '4821' })).rejects.toMatchObject({ code: 'need-taken' });
    const failed = failDelivery(deps, team, { ...atDoor(needId), reason: 'moved', giveBack: true });
    await expect(failed).rejects.toMatchObject({ code: 'need-taken' });
  });
});

describe('at the door', () => {
  test('the person’s code proves the delivery, which stays open until they are asked', async () => {
    const { needId } = await givenNeed();
    clock.now = addHours(tenInTheMorning, 2);
    expect(await deliverNeed(deps, team, { ...atDoor(needId), code: '4821' })).toEqual({ status: 'fulfilled' });
    expect(await need(needId)).toMatchObject({
      ...{ status: 'fulfilled', closed_at: null, proof: 'code', assigned_to: team.userId },
      ...{ delivered_by: team.userId, delivered_at: clock.now, escalate_at: addHours(clock.now, 48) },
    });
  });

  test('a wrong code is refused with the tries left, and after the last only a photo will do', async () => {
    const { needId } = await givenNeed();
    const left: unknown[] = [];
    for (let i = 0; i < codeTries; i++) {
      await deliverNeed(deps, team, { ...atDoor(needId), code: '1111' }).catch((error) =>
        left.push(error.code === 'delivery-code-wrong' ? error.detail.triesLeft : error.code),
      );
    }
    expect(left).toEqual([4, 3, 2, 1, 'code-locked']);
    await expect(deliverNeed(deps, team, { ...atDoor(needId), code: '4821' })).rejects.toMatchObject({ code: 'code-locked' });
    expect(await deliverNeed(deps, team, { ...atDoor(needId), photo: jpeg })).toEqual({ status: 'fulfilled' });
    expect(await need(needId)).toMatchObject({ proof: 'photo', code_wrong: codeTries });
  });

  test('twenty guesses at once are counted one by one', async () => {
    const { needId } = await givenNeed();
    const guesses = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) => deliverNeed(deps, team, { ...atDoor(needId), code: String(1000 + i) })),
    );
    const codes = guesses.map((one) => (one.status === 'rejected' ? one.reason.code : one.value.status));
    expect(codes.filter((code) => code === 'delivery-code-wrong')).toHaveLength(codeTries - 1);
    expect(codes.filter((code) => code === 'code-locked')).toHaveLength(20 - codeTries + 1);
  });

  test('a wrong code that was written down without a network is kept as wrong, not lost', async () => {
    const { needId } = await givenNeed();
    const letter = { ...atDoor(needId), code: '1111', later: true };
    for (let i = 0; i < 2; i++) expect(await deliverNeed(deps, team, letter)).toEqual({ status: 'fulfilled' });
    expect(await need(needId)).toMatchObject({ proof: 'code-wrong', code_wrong: 1 });
  });

  test('a photo is kept for whoever looks into it, and what is none is refused', async () => {
    const { needId } = await givenNeed({ kind: 'waste-pickup' });
    await expect(deliverNeed(deps, team, { ...atDoor(needId), note: 'done' })).rejects.toMatchObject({ code: 'proof-missing' });
    const text = Buffer.from('no picture').toString('base64');
    await expect(deliverNeed(deps, team, { ...atDoor(needId), photo: text })).rejects.toMatchObject({ code: 'photo-unreadable' });
    await deliverNeed(deps, team, { ...atDoor(needId), photo: jpeg });
    const { client } = await desk.signedIn({ roles: ['supervisor'] });
    const photo = await client(needs.readNeedPhoto, { params: { needId } });
    expect(Buffer.from(await photo.arrayBuffer()).toString('base64')).toBe(jpeg);
    const { need: shown, events: told } = await client(needs.readNeed, { params: { needId } });
    expect(shown).toMatchObject({ proof: 'photo', proofWanted: 'photo' });
    expect(told.at(-1)).toMatchObject({ action: 'need-fulfilled', proof: 'photo' });
  });

  test('a picture that was not made smaller is refused in clear words, by its size', async () => {
    const { needId } = await givenNeed({ kind: 'waste-pickup' });
    const { client, token } = await desk.signedIn({ roles: ['field'] });
    const body = (bytes: number) => ({
      ...{ eventId: deps.newId(), at: clock.now.toISOString() },
      photo: Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(bytes)])
        .toString('base64')
        .slice(0, 600_000),
    });
    const fits = client(needs.deliverNeed, { params: { needId }, body: body(449_990) });
    await expect(fits).resolves.toEqual({ status: 'fulfilled' });
    const fortyMegabytes = await desk.app.inject({
      method: 'POST',
      url: `/api/needs/${needId}/deliver`,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      payload: JSON.stringify({ ...body(1), photo: 'A'.repeat(53_000_000) }),
    });
    expect(fortyMegabytes.statusCode).toBe(413);
    expect(fortyMegabytes.json().error).toMatchObject({ code: 'too-large', message: { hi: expect.any(String) } });
  });
});

describe('a way in vain', () => {
  test('is counted with its reason; the deadline stands and the need stays with the team, or is left for another', async () => {
    const { needId } = await givenNeed();
    await takeNeed(deps, team, atDoor(needId));
    const { due_at } = await need(needId);
    const letter = { ...atDoor(needId), reason: 'nobody-home' as const, note: 'dog', giveBack: false };
    for (let i = 0; i < 2; i++) expect(await failDelivery(deps, team, letter)).toEqual({ status: 'assigned' });
    expect(await need(needId)).toMatchObject({ status: 'assigned', assigned_to: team.userId, failed: 1, due_at });
    expect(await failDelivery(deps, team, { ...atDoor(needId), reason: 'out-of-stock', giveBack: true })).toEqual({
      status: 'open',
    });
    expect(await need(needId)).toMatchObject({ status: 'open', assigned_to: null, failed: 2, due_at });
    const { client } = await desk.signedIn({ roles: ['field'] });
    const { events: told } = await client(needs.readNeed, { params: { needId } });
    expect(told.map(({ reason }) => reason)).toEqual([null, null, 'nobody-home', 'out-of-stock']);
  });
});

describe('the round', () => {
  test('is ward by ward and door by door, with what was asked and never the code', async () => {
    const [own, other] = place.wards;
    const far = await givenNeed({ areaId: other, address: '1' });
    const tenth = await givenNeed({ areaId: own, address: 'House 10' });
    const ninth = await givenNeed({ areaId: own, address: 'House 9' });
    const { client, token } = await desk.signedIn({ roles: ['field'] });
    const { items } = await client(needs.listDeliveries, { query: { held: 'nobody' } });
    expect(items.map(({ needId }) => needId)).toEqual([ninth.needId, tenth.needId, far.needId]);
    expect(items[0]).toMatchObject({
      ...{ proofWanted: 'code', codeTold: true, codeTriesLeft: codeTries, priority: 2 },
      asked: [{ question: { en: 'For how many people?' }, answer: { en: '4' } }],
    });
    const answers = await Promise.all(
      [
        '/api/deliveries?held=nobody',
        `/api/needs/${ninth.needId}`,
        '/api/needs',
        `/api/people/${ninth.personId}`,
        `/api/people/${ninth.personId}/history`,
      ].map((url) => desk.app.inject({ url, headers: { authorization: `Bearer ${token}` } })),
    );
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(answers.map(() => 200));
    for (const { body } of answers) expect(body).not.toContain('4821');
  });

  test('counts what waits in each ward of one’s own, and shows what one has taken', async () => {
    const [own, other] = place.wards;
    await givenNeed({ areaId: own });
    await givenNeed({ areaId: other });
    const mine = await givenNeed({ areaId: own });
    const ofWard = await givenUser(db, { roles: ['field'], areas: [own] });
    await takeNeed(deps, ofWard, { needId: mine.needId, eventId: deps.newId() });
    clock.now = addHours(tenInTheMorning, 30);
    expect(await countDeliveries(deps, ofWard)).toEqual({
      mine: 1,
      wards: [{ areaId: own, area: { hi: 'वार्ड 1', en: 'Ward 1' }, waiting: 1, overdue: 1 }],
    });
    expect((await listDeliveries(deps, ofWard, { held: 'me', limit: 300 })).map(({ needId }) => needId)).toEqual([mine.needId]);
  });

  test('the code is for whoever speaks with the person', async () => {
    const { personId } = await givenNeed();
    const caller = await desk.signedIn();
    const card = await desk.app.inject({ url: `/api/people/${personId}`, headers: { authorization: `Bearer ${caller.token}` } });
    expect(card.json().needs).toMatchObject([{ kind: 'food', code: '4821' }]);
  });

  test('is no caller’s', async () => {
    const { client } = await desk.signedIn();
    const { needId } = await givenNeed();
    const not = { code: 'not-allowed' };
    await expect(client(needs.listDeliveries, { query: { held: 'me' } })).rejects.toMatchObject(not);
    await expect(client(needs.countDeliveries)).rejects.toMatchObject(not);
    const eventId = deps.newId();
    await expect(client(needs.takeNeed, { params: { needId }, body: { eventId } })).rejects.toMatchObject(not);
    const at = clock.now.toISOString();
    await expect(client(needs.deliverNeed, { params: { needId }, body: { eventId, at } })).rejects.toMatchObject(not);
    const failed = client(needs.failDelivery, { params: { needId }, body: { eventId, at, reason: 'other', giveBack: false } });
    await expect(failed).rejects.toMatchObject(not);
  });
});
