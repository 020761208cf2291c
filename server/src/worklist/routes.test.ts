import * as calls from '@kshem/contract/calls.ts';
import * as worklist from '@kshem/contract/worklist.ts';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testDatabase } from '../testing/database.ts';
import { type Desk, openDesk } from '../testing/desk.ts';
import { type GivenPerson, givenDistrict, givenPerson, place, tenInTheMorning, testDay, testDeps } from '../testing/given.ts';
import { fillDay } from './fill-day.ts';
import { givenCheckIn } from './given-check-in.ts';

const db = await testDatabase();
const clock = { now: tenInTheMorning };
const deps = testDeps(db, clock);
let desk: Desk;

beforeAll(async () => {
  await givenDistrict(db);
  desk = await openDesk(db, deps);
});
beforeEach(() => {
  clock.now = tenInTheMorning;
});

/** Somebody due today in a ward of their own test, and a caller of that ward. */
async function givenDue(ward: number): Promise<{ person: GivenPerson; caller: Awaited<ReturnType<Desk['signedIn']>> }> {
  const person = await givenPerson(db, { areaId: ward });
  await givenCheckIn(db, person);
  await fillDay(deps, { districtId: place.district, day: testDay });
  return { person, caller: await desk.signedIn({ areas: [ward] }) };
}

async function claimed(caller: { client: Desk['anyone'] }) {
  const claim = await caller.client(worklist.claimNext);
  if (claim.kind !== 'claimed') throw new Error(`nothing to claim: ${claim.why}`);
  return claim;
}

describe('a caller’s turn over HTTP', () => {
  test('claim, call, no answer: the person is tried again later and the claim is over', async () => {
    const { person, caller } = await givenDue(place.wards[0]);
    const { householdId, fence, items, claimUntil } = await claimed(caller);
    expect(claimUntil).toBeInstanceOf(Date);
    expect(items).toMatchObject([{ personId: person.personId, attempts: 0 }]);
    const placed = await caller.client(calls.placeCall, { body: { householdId, fence } });
    expect(placed).toMatchObject({ dial: { kind: 'accepted', handover: { link: expect.stringMatching(/^tel:/) } } });
    await caller.client(worklist.renewClaim, { params: { householdId }, body: { fence } });
    const attemptId = placed.attempts[0]?.attemptId as string;
    const said = { params: { attemptId }, body: { disposition: 'no-answer' as const } };
    expect(await caller.client(calls.recordDisposition, said)).toMatchObject({ nextStep: { next: 'retry' }, repeated: false });
    expect(await caller.client(calls.recordDisposition, said)).toMatchObject({ repeated: true });
    expect(await caller.client(worklist.claimNext)).toMatchObject({ kind: 'nothing', why: 'nothing-ready' });
  });

  test('a household given back is the next one again; a fence of yesterday does nothing', async () => {
    const { caller } = await givenDue(place.wards[1]);
    const { householdId, fence } = await claimed(caller);
    await caller.client(worklist.releaseClaim, { params: { householdId }, body: { fence } });
    const stale = caller.client(worklist.releaseClaim, { params: { householdId }, body: { fence } });
    await expect(stale).rejects.toMatchObject({ code: 'claim-lost', status: 409 });
    expect(await claimed(caller)).toMatchObject({ householdId, fence: fence + 1 });
  });

  test('passing a household over costs a reason', async () => {
    const { caller } = await givenDue(place.wards[2]);
    const { householdId, fence } = await claimed(caller);
    const skip = (reason: string) => caller.client(worklist.skipHousehold, { params: { householdId }, body: { fence, reason } });
    await expect(skip('  ')).rejects.toMatchObject({
      code: 'bad-request',
      answer: { detail: { fields: [{ field: '/reason' }] } },
    });
    expect(await skip('I know this family')).toEqual({ skipsLeft: 9 });
  });

  test('outside the calling window nobody is offered, and it is said when calling begins', async () => {
    await givenDue(place.wards[3]);
    clock.now = new Date('2021-05-10T18:00:00Z');
    const { client } = await desk.signedIn({ areas: [place.wards[3]] });
    expect(await client(worklist.claimNext)).toMatchObject({ kind: 'nothing', why: 'outside-window', opensAt: expect.any(Date) });
  });

  test('an officer does not claim, a caller does not plan the day', async () => {
    const officer = await desk.signedIn({ roles: ['officer'] });
    await expect(officer.client(worklist.claimNext)).rejects.toMatchObject({ code: 'not-allowed' });
    const caller = await desk.signedIn();
    await expect(caller.client(worklist.prepareDay, { params: { day: testDay } })).rejects.toMatchObject({ code: 'not-allowed' });
  });

  test('a supervisor plans the day; the second time nothing is added', async () => {
    await givenPerson(db);
    const { client } = await desk.signedIn({ roles: ['supervisor'] });
    expect((await client(worklist.prepareDay, { params: { day: testDay } })).planned).toBeGreaterThan(0);
    expect(await client(worklist.prepareDay, { params: { day: testDay } })).toEqual({ planned: 0, items: 0 });
  });
});
