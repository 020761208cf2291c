import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { clearDesk, givenOnDesk } from '../calls/given-call.ts';
import { testDatabase } from '../testing/database.ts';
import { type GivenPerson, givenDistrict, givenPerson, givenUser, place, tenInTheMorning, testDeps } from '../testing/given.ts';
import { claimNext } from './claim-next.ts';
import { expireClaims } from './expire-claims.ts';
import { releaseClaim } from './release-claim.ts';
import { reserveTurns } from './reserve-turns.ts';

const db = await testDatabase();
const clock = { now: tenInTheMorning };
const deps = testDeps(db, clock);
beforeAll(() => givenDistrict(db));
beforeEach(async () => {
  clock.now = tenInTheMorning;
  await clearDesk(db);
});

const calm = { last_level: 'green', last_answered_at: new Date('2021-05-09T06:00:00Z') } as const;

/** People in good health, and one who is red. */
async function givenDesk(well: number): Promise<GivenPerson> {
  const red = await givenPerson(db, { episode: { ...calm, last_level: 'red' } });
  const people = [red];
  for (let i = 0; i < well; i++) people.push(await givenPerson(db, { episode: calm }));
  await givenOnDesk(db, deps, ...people);
  return red;
}

describe('households kept for a time without a network', () => {
  test('are two of the least urgent, with the number to dial; the urgent one is still offered first', async () => {
    const red = await givenDesk(25);
    const caller = await givenUser(db);
    const { items } = await reserveTurns(deps, caller);
    expect(items).toHaveLength(2);
    for (const { dial, householdId, items: kept } of items) {
      expect(dial.link).toMatch(/^tel:\+916100/);
      expect(householdId).not.toBe(red.householdId);
      expect(kept).toHaveLength(1);
    }
    expect(await claimNext(deps, caller)).toMatchObject({ kind: 'claimed', householdId: red.householdId });
  });

  test('are the same ones when asked again, with a new lease', async () => {
    await givenDesk(25);
    const caller = await givenUser(db);
    const before = await reserveTurns(deps, caller);
    clock.now = new Date(tenInTheMorning.getTime() + 10 * 60_000);
    const after = await reserveTurns(deps, caller);
    expect(after.items.map(({ householdId }) => householdId).sort()).toEqual(
      before.items.map(({ householdId }) => householdId).sort(),
    );
    expect(after.items[0]?.claimUntil.getTime()).toBeGreaterThan(before.items[0]?.claimUntil.getTime() ?? 0);
  });

  test('are nobody else’s: of ten callers who keep and claim at once, none gets another’s', async () => {
    await givenDesk(60);
    const callers = await Promise.all(Array.from({ length: 10 }, () => givenUser(db)));
    const taken = await Promise.all(
      callers.map(async (caller) => {
        const [kept, claimed] = await Promise.all([reserveTurns(deps, caller), claimNext(deps, caller)]);
        return [
          ...kept.items.map(({ householdId }) => householdId),
          ...(claimed.kind === 'claimed' ? [claimed.householdId] : []),
        ];
      }),
    );
    expect(taken.flat().length).toBeGreaterThan(20);
    expect(new Set(taken.flat()).size).toBe(taken.flat().length);
  });

  test('are not held back from a desk that is nearly empty', async () => {
    await givenDesk(5);
    expect((await reserveTurns(deps, await givenUser(db))).items).toEqual([]);
  });

  test('go back when their time is over, or when they are given back', async () => {
    await givenDesk(25);
    const caller = await givenUser(db);
    const { items } = await reserveTurns(deps, caller);
    const [first, second] = items;
    if (!first || !second) throw new Error('two are kept');
    await releaseClaim(deps, caller, first);
    clock.now = new Date(tenInTheMorning.getTime() + 45 * 60_000);
    expect(await expireClaims(deps, place.district)).toBe(1);
    const held = await db.owner.selectFrom('worklist_household').select('household_id').where('state', '=', 'claimed').execute();
    expect(held).toEqual([]);
  });
});
