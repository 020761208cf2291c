import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { testDatabase } from '../testing/database.ts';
import { type GivenPerson, givenDistrict, givenPerson, givenUser, tenInTheMorning, testDeps } from '../testing/given.ts';
import { type Claimed, claimNext } from '../worklist/claim-next.ts';
import { at, clearDesk, givenOnDesk, mustClaim } from './given-call.ts';
import { placeCall } from './place-call.ts';
import { recordDisposition } from './record-disposition.ts';

const db = await testDatabase();
const clock = { now: tenInTheMorning };
const deps = testDeps(db, clock);
beforeAll(() => givenDistrict(db));
afterEach(async () => {
  clock.now = tenInTheMorning;
  await clearDesk(db);
});

const code = (error: unknown) => (error instanceof AppError ? error.code : String(error));

describe('placing a call', () => {
  test('one call asks everybody of the household who is due, with an attempt each, written before it is dialled', async () => {
    const caller = await givenUser(db);
    const mother = await givenPerson(db);
    const son = await givenPerson(db, { householdWith: mother });
    await givenOnDesk(db, deps, mother, son);
    const { householdId, fence } = await mustClaim(deps, caller);
    const placed = await placeCall(deps, caller, { householdId, fence });
    expect(placed.dial).toMatchObject({ kind: 'accepted', handover: { link: expect.stringMatching(/^tel:\+916100/) } });
    expect(new Set(placed.attempts.map((a) => a.personId))).toEqual(new Set([mother.personId, son.personId]));
    const call = await db.owner.selectFrom('phone_call').selectAll().executeTakeFirstOrThrow();
    expect(call).toMatchObject({ id: placed.phoneCallId, state: 'dialling', caller_id: caller.userId, fence });
    const counted = await db.owner.selectFrom('day_counter').select('n').where('name', '=', 'attempts').executeTakeFirst();
    expect(counted?.n).toBe(2);
  });

  test('of twenty at once only one call is placed', async () => {
    const caller = await givenUser(db);
    await givenOnDesk(db, deps, await givenPerson(db));
    const { householdId, fence } = await mustClaim(deps, caller);
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => placeCall(deps, caller, { householdId, fence })));
    expect(results.filter((r) => r.status === 'fulfilled')).toHaveLength(1);
    for (const r of results) if (r.status === 'rejected') expect(code(r.reason)).toBe('already-being-called');
    expect(await db.owner.selectFrom('phone_call').select('id').execute()).toHaveLength(1);
  });

  test('whoever is on the line already is told with whom, so that a page that was closed can go on', async () => {
    const caller = await givenUser(db);
    await givenOnDesk(db, deps, await givenPerson(db));
    const { householdId, fence } = await mustClaim(deps, caller);
    const { phoneCallId, contactPointId, attempts } = await placeCall(deps, caller, { householdId, fence });
    await expect(placeCall(deps, caller, { householdId, fence })).rejects.toMatchObject({
      code: 'already-being-called',
      detail: { phoneCallId, contactPointId, attempts },
    });
  });

  test('the same phone under two households is rung by one caller at a time', async () => {
    const one = await givenPerson(db);
    const other = await givenPerson(db);
    await db.owner
      .updateTable('person_contact_point')
      .set({ contact_point_id: one.contactPointId })
      .where('person_id', '=', other.personId)
      .execute();
    await givenOnDesk(db, deps, one, other);
    const callers = [await givenUser(db), await givenUser(db)];
    const claims: Claimed[] = [];
    for (const caller of callers) claims.push(await mustClaim(deps, caller));
    expect(claims[0]?.householdId).not.toBe(claims[1]?.householdId);
    const results = await Promise.allSettled(
      callers.map((caller, i) =>
        placeCall(deps, caller, { householdId: claims[i]?.householdId ?? '', fence: claims[i]?.fence ?? 0 }),
      ),
    );
    expect(results.map((r) => r.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(results.flatMap((r) => (r.status === 'rejected' ? [code(r.reason)] : []))).toEqual(['already-being-called']);
    // Whoever lost is not offered the same household again at once.
    await placeCall(deps, callers[0] as Actor, claims[0] as Claimed).catch(() => null);
    await placeCall(deps, callers[1] as Actor, claims[1] as Claimed).catch(() => null);
    const waiting = await db.owner.selectFrom('worklist_item').select('due_at').where('due_at', '>', clock.now).execute();
    expect(waiting).toEqual([{ due_at: at('10:05') }]);
  });

  test('a claim that ran out, or was never held, rings nobody', async () => {
    const [caller, stranger] = [await givenUser(db), await givenUser(db)];
    await givenOnDesk(db, deps, await givenPerson(db));
    const { householdId, fence } = await mustClaim(deps, caller);
    await expect(placeCall(deps, stranger, { householdId, fence })).rejects.toThrow(new AppError('claim-lost'));
    await expect(placeCall(deps, caller, { householdId, fence: fence - 1 })).rejects.toThrow(new AppError('claim-lost'));
    clock.now = at('10:11');
    await expect(placeCall(deps, caller, { householdId, fence })).rejects.toThrow(new AppError('claim-lost'));
    expect(await db.owner.selectFrom('call_attempt').select('id').execute()).toEqual([]);
  });

  test('a household claimed in the last minute of calling hours is not rung after them', async () => {
    const caller = await givenUser(db);
    await givenOnDesk(db, deps, await givenPerson(db));
    clock.now = at('20:29');
    const { householdId, fence } = await mustClaim(deps, caller);
    clock.now = at('20:30');
    const refused = await placeCall(deps, caller, { householdId, fence }).catch((e: unknown) => e);
    expect(refused).toMatchObject({ code: 'outside-calling-window', detail: { opensAt: at('08:00', '2021-05-11') } });
  });

  test('a person who has died, asked not to be called, or is paused is not rung, and leaves the desk', async () => {
    const caller = await givenUser(db);
    const people: GivenPerson[] = [];
    while (people.length < 3) people.push(await givenPerson(db, people[0] ? { householdWith: people[0] } : {}));
    const [dead, silent, paused] = people as [GivenPerson, GivenPerson, GivenPerson];
    await givenOnDesk(db, deps, ...people);
    const { householdId, fence } = await mustClaim(deps, caller);
    await db.owner.updateTable('person').set({ deceased_at: clock.now }).where('id', '=', dead.personId).execute();
    await db.owner.updateTable('person').set({ do_not_call_at: clock.now }).where('id', '=', silent.personId).execute();
    await db.owner.updateTable('episode').set({ status: 'paused' }).where('id', '=', paused.episodeId).execute();
    const refused = await placeCall(deps, caller, { householdId, fence }).catch((e: unknown) => e);
    expect(refused).toMatchObject({ code: 'nobody-to-call' });
    const items = await db.owner.selectFrom('worklist_item').select(['state', 'close_reason']).execute();
    expect(new Set(items.map((item) => `${item.state} ${item.close_reason}`))).toEqual(
      new Set(['dropped deceased', 'dropped do-not-call', 'dropped not-followed']),
    );
  });

  test('between two tries at a person the gap passes, and the household waits for it', async () => {
    const caller = await givenUser(db);
    await givenOnDesk(db, deps, await givenPerson(db));
    const { householdId, fence } = await mustClaim(deps, caller);
    const { attempts } = await placeCall(deps, caller, { householdId, fence });
    clock.now = at('10:01');
    await recordDisposition(deps, caller, { attemptId: attempts[0]?.attemptId ?? '', disposition: 'no-answer' });
    await db.owner.updateTable('worklist_item').set({ due_at: clock.now }).execute();
    await db.owner.updateTable('worklist_household').set({ due_at: clock.now, state: 'ready' }).execute();
    clock.now = at('10:05');
    const again = await mustClaim(deps, caller);
    await expect(placeCall(deps, caller, { householdId, fence: again.fence })).rejects.toMatchObject({ code: 'nobody-to-call' });
    const item = await db.owner.selectFrom('worklist_item').select('due_at').executeTakeFirstOrThrow();
    expect(item.due_at).toEqual(at('10:10'));
    expect(await claimNext(deps, caller)).toMatchObject({ kind: 'nothing' });
  });

  test('a person without a number that works gets somebody to find one', async () => {
    const caller = await givenUser(db);
    const person = await givenPerson(db);
    await givenOnDesk(db, deps, person);
    await db.owner
      .updateTable('contact_point')
      .set({ state: 'not-in-service' })
      .where('id', '=', person.contactPointId)
      .execute();
    const { householdId, fence } = await mustClaim(deps, caller);
    await expect(placeCall(deps, caller, { householdId, fence })).rejects.toMatchObject({ code: 'no-usable-number' });
    expect(await db.owner.selectFrom('need').select(['kind', 'person_id']).execute()).toEqual([
      { kind: 'trace-number', person_id: person.personId },
    ]);
    expect(await claimNext(deps, caller)).toMatchObject({ kind: 'nothing' });
  });
});
