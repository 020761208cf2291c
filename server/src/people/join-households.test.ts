import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { clearDesk, givenOnDesk, mustClaim } from '../calls/given-call.ts';
import { placeCall } from '../calls/place-call.ts';
import { givenAnswers } from '../check-ins/given-answers.ts';
import { submitAnswers } from '../check-ins/submit-answers.ts';
import { raiseNeed } from '../needs/raise-need.ts';
import { testDatabase } from '../testing/database.ts';
import {
  type GivenPerson,
  givenDistrict,
  givenPerson,
  givenUser,
  place,
  programme,
  testDeps,
  version,
} from '../testing/given.ts';
import { joinHouseholds } from './join-households.ts';
import { lockPeopleAndRoofs } from './lock-people.ts';

const db = await testDatabase();
const deps = testDeps(db);
const districtId = place.district;
beforeAll(() => givenDistrict(db));
beforeEach(() => clearDesk(db));

function join(...people: GivenPerson[]) {
  const householdIds = people.map(({ householdId }) => householdId);
  return deps.system.transaction().execute((trx) => joinHouseholds(deps, trx, { districtId, householdIds }));
}

async function householdsOf(personId: string) {
  const { rows } = await db.owner.executeQuery<{ household_id: string }>(
    db.owner
      .selectFrom('person')
      .select('household_id')
      .where('id', '=', personId)
      .union(db.owner.selectFrom('episode').select('household_id').where('person_id', '=', personId))
      .union(db.owner.selectFrom('check_in').select('household_id').where('person_id', '=', personId))
      .union(db.owner.selectFrom('worklist_item').select('household_id').where('person_id', '=', personId))
      .union(db.owner.selectFrom('need').select('household_id').where('person_id', '=', personId))
      .compile(),
  );
  return rows.map(({ household_id }) => household_id);
}

const turnOf = (householdId: string) =>
  db.owner
    .selectFrom('worklist_household')
    .select(['state', 'claimed_by'])
    .where('household_id', '=', householdId)
    .executeTakeFirst();

describe('joining households', () => {
  test('moves people with everything that is due and open of them, into the oldest', async () => {
    const [first, second] = [await givenPerson(db), await givenPerson(db, { areaId: place.wards[1] })];
    await givenOnDesk(db, deps, first, second);
    await deps.system.transaction().execute((trx) =>
      raiseNeed(trx, deps, {
        ...second,
        districtId,
        programmeId: programme,
        version,
        kind: 'home-visit',
        cause: 'silence',
        by: null,
      }),
    );
    const [stays, gone] = [first.householdId, second.householdId].sort() as [string, string];
    expect(await join(second, first)).toEqual({ kind: 'joined', householdId: stays });
    expect(await householdsOf(second.personId)).toEqual([stays]);
    expect(await householdsOf(first.personId)).toEqual([stays]);
    expect(await turnOf(gone)).toMatchObject({ state: 'idle' });
    const claim = await mustClaim(deps, await givenUser(db));
    expect(claim.items.map(({ personId }) => personId).sort()).toEqual([first.personId, second.personId].sort());
    expect(await db.owner.selectFrom('household').select('id').where('id', '=', gone).execute()).toEqual([]);
  });

  test('the one that a caller holds stays, and the caller’s answers for everybody under it are in time', async () => {
    const [free, held] = [await givenPerson(db), await givenPerson(db)];
    await givenOnDesk(db, deps, held);
    const caller = await givenUser(db);
    const claim = await mustClaim(deps, caller);
    await givenOnDesk(db, deps, free);
    const placed = await placeCall(deps, caller, { householdId: claim.householdId, fence: claim.fence });
    expect(await join(free, held)).toEqual({ kind: 'joined', householdId: held.householdId });
    expect(await turnOf(held.householdId)).toEqual({ state: 'claimed', claimed_by: caller.userId });
    const [attempt] = placed.attempts;
    if (!attempt) throw new Error('nobody was asked');
    const checkIn = { checkInId: attempt.checkInId, dueOn: attempt.checkInDueOn };
    const submitted = await submitAnswers(
      deps,
      caller,
      givenAnswers(checkIn, { attemptId: attempt.attemptId, fence: claim.fence }),
    );
    expect(submitted).toMatchObject({ late: false });
  });

  test('two that are held are left as they are', async () => {
    const two = [await givenPerson(db), await givenPerson(db)] as const;
    await givenOnDesk(db, deps, ...two);
    await mustClaim(deps, await givenUser(db));
    await mustClaim(deps, await givenUser(db));
    expect(await join(...two)).toEqual({ kind: 'being-called' });
    expect(await householdsOf(two[0].personId)).toEqual([two[0].householdId]);
    expect(await householdsOf(two[1].personId)).toEqual([two[1].householdId]);
  });

  test('twenty pairs of one chain at once: one household in the end', async () => {
    const people = await Promise.all(Array.from({ length: 21 }, () => givenPerson(db)));
    await givenOnDesk(db, deps, ...people);
    const pairs = people.slice(1).map((person, index) => [people[index] as GivenPerson, person] as const);
    const again = async (pair: readonly GivenPerson[], tries = 0): Promise<unknown> =>
      deps.system
        .transaction()
        .execute(async (trx) => {
          const rows = await lockPeopleAndRoofs(
            trx,
            districtId,
            pair.map((one) => one.personId),
          );
          return joinHouseholds(deps, trx, { districtId, householdIds: rows.map((row) => row.householdId) });
        })
        .catch((error: unknown) => {
          if (tries > 50) throw error;
          return again(pair, tries + 1);
        });
    await Promise.all(pairs.map((pair) => again(pair)));
    const roofs = await Promise.all(people.map(({ personId }) => householdsOf(personId)));
    expect(new Set(roofs.flat()).size).toBe(1);
    const claim = await mustClaim(deps, await givenUser(db));
    expect(claim.items).toHaveLength(21);
  });
});
