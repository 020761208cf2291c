import * as calls from '@kshem/contract/calls.ts';
import * as checkIns from '@kshem/contract/check-ins.ts';
import * as worklist from '@kshem/contract/worklist.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../testing/database.ts';
import { type Desk, openDesk } from '../testing/desk.ts';
import { givenDistrict, givenPerson, place, tenInTheMorning, testDay, testDeps } from '../testing/given.ts';
import { fillDay } from '../worklist/fill-day.ts';
import { givenCheckIn } from '../worklist/given-check-in.ts';

const db = await testDatabase();
const deps = testDeps(db);
let desk: Desk;

beforeAll(async () => {
  await givenDistrict(db);
  desk = await openDesk(db, deps);
});

/** Somebody due in a ward of their own test, claimed and called. */
async function givenCalled(ward: number) {
  const person = await givenPerson(db, { areaId: ward });
  const { checkInId, dueOn } = await givenCheckIn(db, person);
  await fillDay(deps, { districtId: place.district, day: testDay });
  const { client } = await desk.signedIn({ areas: [ward] });
  const claim = await client(worklist.claimNext);
  if (claim.kind !== 'claimed') throw new Error(`nothing to claim: ${claim.why}`);
  const { attempts } = await client(calls.placeCall, { body: { householdId: claim.householdId, fence: claim.fence } });
  return { client, person, checkInId, dueOn, attemptId: attempts[0]?.attemptId as string, fence: claim.fence };
}

const said = { informant: { kind: 'self' as const }, saidAt: tenInTheMorning.toISOString() };

describe('a check-in over HTTP', () => {
  test('is read with its questionnaire, previewed as often as one likes, and submitted once', async () => {
    const { client, checkInId, dueOn, attemptId, fence, person } = await givenCalled(place.wards[0]);
    const checkIn = await client(checkIns.readCheckIn, { params: { dueOn, checkInId } });
    expect(checkIn).toMatchObject({ personId: person.personId, version: 'mohfw-2022-01' });
    expect(checkIn.questionnaire.item.length).toBeGreaterThan(0);
    expect(checkIn.judgedWith).toMatchObject({ past: [], person: { conditions: [] }, timeZone: 'Asia/Kolkata' });
    expect(checkIn.advice.filter(({ readableBy }) => readableBy === 'doctor')).toEqual([]);

    const answers = { spo2: 88 };
    const preview = await client(checkIns.previewTriage, { params: { dueOn, checkInId }, body: { ...said, answers } });
    expect(preview).toMatchObject({ level: 'red', complete: false });
    expect(await db.owner.selectFrom('submission').select('id').where('check_in_id', '=', checkInId).execute()).toEqual([]);

    const body = { ...said, answers, submissionId: deps.newId(), checkInId, checkInDueOn: dueOn, attemptId, fence };
    const submitted = await client(checkIns.submitAnswers, { body });
    expect(submitted).toMatchObject({
      level: 'red',
      escalation: { to: 'doctor', dueAt: expect.any(Date) },
      late: false,
      repeated: false,
    });
    expect(await client(checkIns.submitAnswers, { body })).toEqual({ ...submitted, repeated: true });
  });

  test('of another ward is not found, nor are answers taken for it', async () => {
    const { checkInId, dueOn } = await givenCalled(place.wards[1]);
    const stranger = await desk.signedIn({ areas: [place.wards[2]] });
    const params = { dueOn, checkInId };
    await expect(stranger.client(checkIns.readCheckIn, { params })).rejects.toMatchObject({ code: 'not-found' });
    const preview = stranger.client(checkIns.previewTriage, { params, body: { ...said, answers: {} } });
    await expect(preview).rejects.toMatchObject({ code: 'not-found' });
    const body = { ...said, answers: {}, submissionId: deps.newId(), checkInId, checkInDueOn: dueOn };
    await expect(stranger.client(checkIns.submitAnswers, { body })).rejects.toMatchObject({ code: 'not-found' });
  });

  test('is not an officer’s to answer', async () => {
    const officer = await desk.signedIn({ roles: ['officer'] });
    const params = { dueOn: testDay, checkInId: deps.newId() };
    await expect(officer.client(checkIns.readCheckIn, { params })).rejects.toMatchObject({ code: 'not-allowed' });
    const body = { ...said, answers: {}, submissionId: deps.newId(), checkInId: params.checkInId, checkInDueOn: testDay };
    await expect(officer.client(checkIns.submitAnswers, { body })).rejects.toMatchObject({ code: 'not-allowed' });
  });
});
