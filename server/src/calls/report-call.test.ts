import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testDatabase } from '../testing/database.ts';
import { givenDistrict, givenPerson, givenUser, tenInTheMorning, testDeps } from '../testing/given.ts';
import { claimNext } from '../worklist/claim-next.ts';
import { clearDesk, givenCall, givenOnDesk } from './given-call.ts';
import { recordDisposition } from './record-disposition.ts';
import { reportCall } from './report-call.ts';

const db = await testDatabase();
const clock = { now: tenInTheMorning };
const deps = testDeps(db, clock);
beforeAll(() => givenDistrict(db));
beforeEach(async () => {
  clock.now = tenInTheMorning;
  await clearDesk(db);
});

async function givenTurn() {
  const person = await givenPerson(db);
  await givenOnDesk(db, deps, person);
  const caller = await givenUser(db);
  const claim = await claimNext(deps, caller);
  if (claim.kind !== 'claimed') throw new Error('there is somebody to call');
  const [item] = claim.items;
  if (!item) throw new Error('there is an item');
  const reported = {
    phoneCallId: deps.newId(),
    householdId: claim.householdId,
    fence: claim.fence,
    contactPointId: person.contactPointId,
    attempts: [{ attemptId: deps.newId(), itemId: item.itemId, checkInId: item.checkInId, checkInDueOn: item.checkInDueOn }],
    dialledAt: new Date('2021-05-10T08:00:00Z'),
    sentAt: new Date('2021-05-10T08:12:00Z'),
  };
  return { caller, person, reported, attemptId: reported.attempts[0]?.attemptId ?? '' };
}

const attempt = (id: string) => db.owner.selectFrom('call_attempt').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

describe('a call that was made without the server', () => {
  test('is written with its attempts, by our clock however wrong the device’s is, and is settled like any other', async () => {
    const { caller, reported, attemptId } = await givenTurn();
    expect(await reportCall(deps, caller, reported)).toEqual({ repeated: false, late: false });
    expect((await attempt(attemptId)).requested_at).toEqual(new Date(tenInTheMorning.getTime() - 12 * 60_000));
    const { nextStep } = await recordDisposition(deps, caller, { attemptId, disposition: 'no-answer' });
    expect(nextStep.next).toBe('retry');
  });

  test('told twice is one call', async () => {
    const { caller, reported } = await givenTurn();
    await reportCall(deps, caller, reported);
    expect(await reportCall(deps, caller, reported)).toEqual({ repeated: true, late: false });
    expect(await db.owner.selectFrom('phone_call').select('id').execute()).toHaveLength(1);
  });

  test('told by twenty requests at once is one call', async () => {
    const { caller, reported } = await givenTurn();
    await Promise.allSettled(Array.from({ length: 20 }, () => reportCall(deps, caller, reported)));
    expect(await db.owner.selectFrom('phone_call').select('id').execute()).toHaveLength(1);
    expect(await db.owner.selectFrom('call_attempt').select('id').execute()).toHaveLength(1);
  });

  test('of a household that went to somebody else meanwhile is late, and its person may be in another call', async () => {
    const { caller, reported, attemptId } = await givenTurn();
    await db.owner
      .updateTable('worklist_household')
      .set({ state: 'ready', claimed_by: null, claimed_at: null, claim_until: null })
      .execute();
    await givenCall(deps, await givenUser(db));
    expect(await reportCall(deps, caller, reported)).toEqual({ repeated: false, late: true });
    expect(await attempt(attemptId)).toMatchObject({ disposition: 'technical-failure', counts: false, late: true });
    await recordDisposition(deps, caller, { attemptId, disposition: 'busy' });
    expect(await attempt(attemptId)).toMatchObject({ disposition: 'busy', counts: true });
  });

  test('about nobody on the desk is refused', async () => {
    const { caller, reported } = await givenTurn();
    const attempts = reported.attempts.map((one) => ({ ...one, checkInId: deps.newId() }));
    await expect(reportCall(deps, caller, { ...reported, attempts })).rejects.toMatchObject({ code: 'not-found' });
  });
});
