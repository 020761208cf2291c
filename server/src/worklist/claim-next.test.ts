import type { Insertable } from 'kysely';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { inScope } from '../db/transaction.ts';
import type { DB } from '../db/types.ts';
import { newId } from '../ids.ts';
import { testDatabase } from '../testing/database.ts';
import {
  type GivenPerson,
  givenDistrict,
  givenPerson,
  givenUser,
  place,
  programme,
  tenInTheMorning,
  testDay,
  testDeps,
} from '../testing/given.ts';
import { assertClaim } from './assert-claim.ts';
import { type Claimed, claimNext } from './claim-next.ts';
import { closeItems } from './close-items.ts';
import { deferItem } from './defer-item.ts';
import { expireClaims } from './expire-claims.ts';
import { fillDay } from './fill-day.ts';
import { givenCheckIn } from './given-check-in.ts';
import { releaseClaim } from './release-claim.ts';
import { renewClaim } from './renew-claim.ts';
import { skipHousehold } from './skip-household.ts';

const db = await testDatabase();
const clock = { now: tenInTheMorning };
const deps = testDeps(db, clock);
const districtId = place.district;
beforeAll(() => givenDistrict(db));
afterEach(async () => {
  clock.now = tenInTheMorning;
  for (const table of ['worklist_item', 'worklist_household', 'worklist_skip', 'check_in', 'phone_call'] as const) {
    await db.owner.deleteFrom(table).execute();
  }
});

/** Puts people on today's desk, each with the episode that the test is about. */
async function givenOnDesk(...people: GivenPerson[]): Promise<void> {
  for (const person of people) await givenCheckIn(db, person);
  await fillDay(deps, { districtId, day: testDay });
}

const answered = (about: Partial<Insertable<DB['episode']>>) => ({
  episode: { last_level: 'green', last_answered_at: at('09T05:00'), ...about },
});

async function mustClaim(actor: Parameters<typeof claimNext>[1]): Promise<Claimed> {
  const got = await claimNext(deps, actor);
  if (got.kind === 'nothing') throw new Error(`nothing to claim: ${got.why}`);
  return got;
}

async function finish(claim: Claimed): Promise<void> {
  await db.system.transaction().execute((trx) =>
    closeItems(trx, {
      districtId,
      itemIds: claim.items.map((item) => item.itemId),
      state: 'done',
      reason: 'answered',
      now: clock.now,
    }),
  );
}

const turn = (householdId: string) =>
  db.owner.selectFrom('worklist_household').selectAll().where('household_id', '=', householdId).executeTakeFirstOrThrow();

describe('the order of claims', () => {
  test('promised callbacks, red or silent high-risk people, new ones, watched ones, then the longest unheard', async () => {
    const recent = await givenPerson(db, answered({ last_answered_at: at('09T11:00') }));
    const long = await givenPerson(db, answered({ last_answered_at: at('09T04:00') }));
    const fresh = await givenPerson(db, { episode: { opened_at: at('10T03:00'), opened_on: testDay } });
    const watched = await givenPerson(db, answered({ last_level: 'yellow' }));
    const red = await givenPerson(db, answered({ last_level: 'red' }));
    const promised = await givenPerson(db, answered({}));
    await givenOnDesk(recent, long, fresh, watched, red, promised);
    await promise(promised, { dueAt: at('10T04:29'), callbackFor: null });

    const caller = await givenUser(db);
    const order: string[] = [];
    for (let i = 0; i < 6; i++) {
      const claim = await mustClaim(caller);
      order.push(claim.householdId);
      await finish(claim);
    }
    expect(order).toEqual([promised, red, fresh, watched, long, recent].map((person) => person.householdId));
    expect(await claimNext(deps, caller)).toEqual({ kind: 'nothing', why: 'nothing-ready' });
  });

  test('a household is offered once, with everybody who is due', async () => {
    const mother = await givenPerson(db, answered({ last_level: 'red' }));
    const son = await givenPerson(db, { householdWith: mother, ...answered({}) });
    const guest = await givenPerson(db, { householdWith: mother, ...answered({}) });
    await givenOnDesk(mother, son, guest);
    await promise(guest, { dueAt: at('10T09:00'), callbackFor: null });
    const claim = await mustClaim(await givenUser(db));
    expect(claim.items.map((item) => item.personId)).toEqual([mother.personId, son.personId]);
    expect(claim.items[0]).toMatchObject({ programmeId: programme, checkInDueOn: testDay, band: 1, attempts: 0 });
    expect(await claimNext(deps, await givenUser(db))).toEqual({ kind: 'nothing', why: 'nothing-ready' });
  });

  test("only the caller's wards and languages", async () => {
    const other = await givenPerson(db, { areaId: place.wards[1] });
    const urdu = await givenPerson(db, { language: 'ur' });
    await givenOnDesk(other, urdu);
    const hindi = await givenUser(db, { areas: [place.wards[0], place.wards[2]] });
    expect(await claimNext(deps, hindi)).toEqual({ kind: 'nothing', why: 'nothing-ready' });
    const both = await givenUser(db, { areas: [place.wards[0]], languages: ['hi', 'ur'] });
    expect((await mustClaim(both)).householdId).toBe(urdu.householdId);
    expect((await mustClaim(await givenUser(db, { areas: 'all' }))).householdId).toBe(other.householdId);
    expect(await claimNext(deps, { ...hindi, areas: [] })).toEqual({ kind: 'nothing', why: 'no-areas' });
  });

  test('outside the calling window nothing is offered, and it says when it opens', async () => {
    await givenOnDesk(await givenPerson(db));
    const caller = await givenUser(db);
    clock.now = at('10T15:00');
    expect(await claimNext(deps, caller)).toEqual({ kind: 'nothing', why: 'outside-window', opensAt: at('11T02:30') });
  });

  test('what a retry put off is not offered before its time', async () => {
    const person = await givenPerson(db);
    await givenOnDesk(person);
    const caller = await givenUser(db);
    await putOff(await mustClaim(caller), at('10T07:00'));
    expect(await claimNext(deps, caller)).toEqual({ kind: 'nothing', why: 'nothing-ready' });
    clock.now = at('10T07:00');
    expect(await mustClaim(caller)).toMatchObject({ householdId: person.householdId, items: [{ attempts: 1 }] });
  });

  test('a callback is its promiser’s for five minutes after its time, then anybody’s', async () => {
    const person = await givenPerson(db);
    await givenOnDesk(person);
    const promiser = await givenUser(db);
    const other = await givenUser(db);
    await promise(person, { dueAt: at('10T06:00'), callbackFor: promiser.userId });
    clock.now = at('10T05:59');
    expect(await claimNext(deps, promiser)).toMatchObject({ why: 'nothing-ready' });
    clock.now = at('10T06:04');
    expect(await claimNext(deps, other)).toMatchObject({ why: 'nothing-ready' });
    expect((await mustClaim(promiser)).householdId).toBe(person.householdId);

    await releaseClaim(deps, promiser, await mustClaim(promiser));
    clock.now = at('10T06:05');
    expect((await mustClaim(other)).householdId).toBe(person.householdId);
  });

  test('a better item of the same household that falls due takes the lead with the next sweep', async () => {
    const routine = await givenPerson(db, answered({}));
    const promised = await givenPerson(db, { householdWith: routine, ...answered({}) });
    await givenOnDesk(routine, promised);
    await promise(promised, { dueAt: at('10T06:00'), callbackFor: null });
    expect(await turn(routine.householdId)).toMatchObject({ band: 5, look_again_at: at('10T06:00') });
    clock.now = at('10T06:00');
    await expireClaims(deps, districtId);
    expect(await turn(routine.householdId)).toMatchObject({ band: 0, due_at: at('10T06:00'), look_again_at: null });
  });
});

describe('holding a claim', () => {
  test('twenty callers at once never hold the same household: 200 claims, 200 households', async () => {
    const people: GivenPerson[] = [];
    for (let i = 0; i < 200; i++) people.push(await givenPerson(db, { areaId: place.wards[i % 4] as number }));
    await givenOnDesk(...people);
    const callers = await Promise.all(Array.from({ length: 20 }, () => givenUser(db)));
    const claimed: Claimed[] = [];
    await Promise.all(
      callers.map(async (caller) => {
        for (let i = 0; i < 10; i++) {
          const claim = await mustClaim(caller);
          claimed.push(claim);
          await finish(claim);
        }
      }),
    );
    expect(new Set(claimed.map((claim) => claim.householdId)).size).toBe(200);
    expect(await claimNext(deps, callers[0] as (typeof callers)[0])).toMatchObject({ why: 'nothing-ready' });
  });

  test('a caller who asks again, also many times at once, gets the household that is held', async () => {
    await givenOnDesk(await givenPerson(db), await givenPerson(db));
    const caller = await givenUser(db);
    const first = await mustClaim(caller);
    expect(await mustClaim(caller)).toEqual(first);
    const other = await givenUser(db);
    const pressed = await Promise.all(Array.from({ length: 10 }, () => mustClaim(other)));
    expect(new Set(pressed.map((claim) => `${claim.householdId} ${claim.fence}`)).size).toBe(1);
    expect(pressed[0]?.householdId).not.toBe(first.householdId);
  });

  test('each claim is in the audit trail', async () => {
    await givenOnDesk(await givenPerson(db));
    const caller = await givenUser(db);
    const claim = await mustClaim(caller);
    const trail = await db.owner.selectFrom('audit_event').selectAll().where('actor_id', '=', caller.userId).execute();
    expect(trail).toMatchObject([{ action: 'worklist.claimed', subject_id: claim.householdId, at: tenInTheMorning }]);
  });

  test('a lease that ran out goes to the next caller, and the late writer is noticed by the fence', async () => {
    const person = await givenPerson(db);
    await givenOnDesk(person);
    const slow = await givenUser(db);
    const first = await mustClaim(slow);
    expect(first.claimUntil).toEqual(minutesLater(10));
    clock.now = minutesLater(10);
    expect(await standing(slow.userId, first)).toBe('lost');
    expect(await expireClaims(deps, districtId)).toBe(1);
    const second = await mustClaim(await givenUser(db));
    expect(second).toMatchObject({ householdId: person.householdId, fence: first.fence + 1 });
    expect(await standing(slow.userId, first)).toBe('lost');
    await expect(releaseClaim(deps, slow, first)).rejects.toMatchObject({ code: 'claim-lost' });
    await expect(renewClaim(deps, slow, first)).rejects.toMatchObject({ code: 'claim-lost' });
  });

  test('the same caller taking a household twice does not pass with the fence of the first time', async () => {
    await givenOnDesk(await givenPerson(db));
    const caller = await givenUser(db);
    const first = await mustClaim(caller);
    await releaseClaim(deps, caller, first);
    const second = await mustClaim(caller);
    expect([await standing(caller.userId, first), await standing(caller.userId, second)]).toEqual(['lost', 'held']);
  });

  test('a claim is renewed during a call only', async () => {
    const person = await givenPerson(db);
    await givenOnDesk(person);
    const caller = await givenUser(db);
    const claim = await mustClaim(caller);
    clock.now = minutesLater(5);
    await expect(renewClaim(deps, caller, claim)).rejects.toMatchObject({ code: 'claim-not-in-call' });
    await givenLiveCall(person, caller.userId, claim.fence);
    expect(await renewClaim(deps, caller, claim)).toEqual({ claimUntil: minutesLater(15) });
    clock.now = minutesLater(14);
    expect(await expireClaims(deps, districtId)).toBe(0);
  });

  test('a released household goes back to its place', async () => {
    const person = await givenPerson(db, answered({ last_level: 'red' }));
    await givenOnDesk(person, await givenPerson(db));
    const caller = await givenUser(db);
    await releaseClaim(deps, caller, await mustClaim(caller));
    expect(await turn(person.householdId)).toMatchObject({ state: 'ready', claimed_by: null, band: 1 });
    expect((await mustClaim(caller)).householdId).toBe(person.householdId);
  });

  test('a claim ends by itself when nothing of the household is due any more', async () => {
    const mother = await givenPerson(db);
    const son = await givenPerson(db, { householdWith: mother });
    await givenOnDesk(mother, son);
    const claim = await mustClaim(await givenUser(db));
    const [first, second] = claim.items;
    await putOff({ ...claim, items: first ? [first] : [] }, at('10T07:00'));
    expect(await turn(mother.householdId)).toMatchObject({ state: 'claimed' });
    await finish({ ...claim, items: second ? [second] : [] });
    expect(await turn(mother.householdId)).toMatchObject({ state: 'ready', due_at: at('10T07:00'), claimed_by: null });
  });

  test('two writers that each close one item of a household leave it idle', async () => {
    for (let round = 0; round < 10; round++) {
      const mother = await givenPerson(db);
      const son = await givenPerson(db, { householdWith: mother });
      await givenOnDesk(mother, son);
      const claim = await mustClaim(await givenUser(db));
      await Promise.all(claim.items.map((item) => finish({ ...claim, items: [item] })));
      expect(await turn(mother.householdId)).toMatchObject({ state: 'idle', claimed_by: null });
    }
  });

  test('a clock set back by an hour frees what was claimed before, and a household is still held by one', async () => {
    const person = await givenPerson(db);
    await givenOnDesk(person);
    const before = await givenUser(db);
    const first = await mustClaim(before);
    clock.now = minutesLater(-60);
    expect(await claimNext(deps, await givenUser(db))).toMatchObject({ why: 'nothing-ready' });
    expect(await expireClaims(deps, districtId)).toBe(1);
    const second = await mustClaim(await givenUser(db));
    expect(second.householdId).toBe(person.householdId);
    expect(second.fence).toBeGreaterThan(first.fence);
    expect(await standing(before.userId, first)).toBe('lost');
  });

  test('a clock a few seconds behind does not end a claim that another server just gave', async () => {
    await givenOnDesk(await givenPerson(db));
    await mustClaim(await givenUser(db));
    clock.now = new Date(tenInTheMorning.getTime() - 5_000);
    expect(await expireClaims(deps, districtId)).toBe(0);
  });

  test("a household of two wards goes on to the other ward's caller after the sweep", async () => {
    const here = await givenPerson(db, { areaId: place.wards[0], ...answered({ last_level: 'red' }) });
    const there = await givenPerson(db, { areaId: place.wards[1], householdWith: here });
    await givenOnDesk(here, there);
    const own = await givenUser(db, { areas: [place.wards[0]] });
    const claim = await mustClaim(own);
    expect(claim.items.map((item) => item.personId)).toEqual([here.personId]);
    await inScope(db.app, own, (trx) =>
      closeItems(trx, {
        districtId,
        itemIds: claim.items.map((item) => item.itemId),
        state: 'done',
        reason: 'answered',
        now: clock.now,
      }),
    );
    await expireClaims(deps, districtId);
    const other = await mustClaim(await givenUser(db, { areas: [place.wards[1]] }));
    expect(other.items.map((item) => item.personId)).toEqual([there.personId]);
  });
});

describe('skipping', () => {
  test('a skipped household is offered to others, and to this caller again only tomorrow', async () => {
    const red = await givenPerson(db, answered({ last_level: 'red' }));
    const green = await givenPerson(db, answered({}));
    await givenOnDesk(red, green);
    const caller = await givenUser(db);
    const claim = await mustClaim(caller);
    await expect(skipHousehold(deps, caller, { ...claim, reason: ' ' })).rejects.toMatchObject({ code: 'bad-request' });
    expect(await skipHousehold(deps, caller, { ...claim, reason: 'my neighbour' })).toEqual({ skipsLeft: 9 });
    expect((await mustClaim(caller)).householdId).toBe(green.householdId);
    expect((await mustClaim(await givenUser(db))).householdId).toBe(red.householdId);
    expect(await db.owner.selectFrom('worklist_skip').select('reason').execute()).toEqual([{ reason: 'my neighbour' }]);
  });

  test('the day has ten skips', async () => {
    const people: GivenPerson[] = [];
    for (let i = 0; i < 11; i++) people.push(await givenPerson(db));
    await givenOnDesk(...people);
    const caller = await givenUser(db);
    for (let i = 0; i < 10; i++) await skipHousehold(deps, caller, { ...(await mustClaim(caller)), reason: 'no network' });
    const last = await mustClaim(caller);
    await expect(skipHousehold(deps, caller, { ...last, reason: 'no network' })).rejects.toMatchObject({
      code: 'skip-budget-used',
    });
    expect(await mustClaim(caller)).toEqual(last);
  });
});

async function standing(userId: string, { householdId, fence }: Claimed): Promise<'held' | 'lost'> {
  return db.system.transaction().execute((trx) => assertClaim(trx, { districtId, householdId, userId, fence, now: clock.now }));
}

async function promise(person: GivenPerson, { dueAt, callbackFor }: { dueAt: Date; callbackFor: string | null }): Promise<void> {
  const item = await db.owner
    .selectFrom('worklist_item')
    .select('id')
    .where('person_id', '=', person.personId)
    .executeTakeFirstOrThrow();
  await db.system.transaction().execute((trx) =>
    deferItem(trx, {
      districtId,
      itemId: item.id,
      dueAt,
      band: 0,
      disposition: 'callback',
      nextContactPointId: null,
      callbackFor,
      closesAt: at('10T15:00'),
      now: clock.now,
    }),
  );
}

async function putOff(claim: Claimed, dueAt: Date): Promise<void> {
  for (const item of claim.items) {
    await db.system.transaction().execute((trx) =>
      deferItem(trx, {
        districtId,
        itemId: item.itemId,
        dueAt,
        band: item.band,
        disposition: 'no-answer',
        nextContactPointId: null,
        callbackFor: null,
        closesAt: at('10T15:00'),
        now: clock.now,
      }),
    );
  }
}

async function givenLiveCall(person: GivenPerson, callerId: string, fence: number): Promise<void> {
  await db.owner
    .insertInto('phone_call')
    .values({
      district_id: districtId,
      id: newId(clock.now),
      household_id: person.householdId,
      contact_point_id: person.contactPointId,
      caller_id: callerId,
      fence,
      channel: 'simulated',
      state: 'answered',
      requested_at: clock.now,
      deadline_at: at('10T15:00'),
    })
    .execute();
}

/** `10T09:00` = the 10th of the test month, 09:00 UTC. */
function at(text: string): Date {
  return new Date(`2021-05-${text}:00Z`);
}

function minutesLater(minutes: number): Date {
  return new Date(tenInTheMorning.getTime() + minutes * 60_000);
}
