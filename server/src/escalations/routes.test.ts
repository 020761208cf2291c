import * as checkIns from '@kshem/contract/check-ins.ts';
import * as escalations from '@kshem/contract/escalations.ts';
import * as needs from '@kshem/contract/needs.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../testing/database.ts';
import { type Desk, openDesk } from '../testing/desk.ts';
import { givenDistrict, givenPerson, place, tenInTheMorning, testDeps } from '../testing/given.ts';
import { givenCheckIn } from '../worklist/given-check-in.ts';

const db = await testDatabase();
const deps = testDeps(db);
let desk: Desk;

beforeAll(async () => {
  await givenDistrict(db);
  desk = await openDesk(db, deps);
});

/** Somebody whose answers are red: an escalation and a need for an ambulance. */
async function givenRed(areaId: number) {
  const { personId, ...person } = await givenPerson(db, { areaId });
  const { checkInId, dueOn } = await givenCheckIn(db, { personId, ...person });
  const { client } = await desk.signedIn({ areas: [areaId] });
  const informant = { kind: 'self' as const };
  const said = { informant, answers: { breathless: true }, saidAt: tenInTheMorning.toISOString() };
  await client(checkIns.submitAnswers, { body: { ...said, submissionId: deps.newId(), checkInId, checkInDueOn: dueOn } });
  return { personId, caller: client };
}

describe('what red answers raise, over HTTP', () => {
  test('a doctor resolves the escalation only after taking it on by name', async () => {
    const [ward] = place.wards;
    const { personId } = await givenRed(ward);
    const { client, actor } = await desk.signedIn({ roles: ['doctor'], areas: [ward] });
    const { items } = await client(escalations.listEscalations);
    expect(items).toMatchObject([{ personId, level: 'red', status: 'raised', overdue: false }]);
    const params = { escalationId: items[0]?.escalationId as string };
    const resolve = () =>
      client(escalations.resolveEscalation, { params, body: { resolution: 'sent to the district hospital' } });
    await expect(resolve()).rejects.toMatchObject({ code: 'acknowledge-first' });
    expect(await client(escalations.acknowledgeEscalation, { params })).toEqual({ status: 'acknowledged' });
    expect((await client(escalations.listEscalations)).items).toMatchObject([{ acknowledgedBy: actor.userId }]);
    expect(await resolve()).toEqual({ status: 'resolved' });
    expect((await client(escalations.listEscalations)).items).toEqual([]);
  });

  test('a need is assigned once when two act on what they both saw', async () => {
    const ward = place.wards[1];
    const { personId } = await givenRed(ward);
    const workers = await Promise.all([1, 2].map(() => desk.signedIn({ roles: ['field'], areas: [ward] })));
    const { items } = await (workers[0] as (typeof workers)[number]).client(needs.listNeeds);
    expect(items).toMatchObject([{ personId, status: 'open' }]);
    const params = { needId: items[0]?.needId as string };
    const moves = await Promise.allSettled(
      workers.map(({ client }) => client(needs.moveNeed, { params, body: { action: 'assign', from: 'open' } })),
    );
    const codes = moves.map((move) => (move.status === 'fulfilled' ? move.value.status : move.reason.code));
    expect(codes.toSorted((a, b) => a.localeCompare(b))).toEqual(['assigned', 'conflict']);
  });

  test('a caller neither sees escalations nor moves needs', async () => {
    const { caller } = await givenRed(place.wards[2]);
    await expect(caller(escalations.listEscalations)).rejects.toMatchObject({ code: 'not-allowed' });
    const { items } = await caller(needs.listNeeds);
    const move = caller(needs.moveNeed, {
      params: { needId: items[0]?.needId as string },
      body: { action: 'fulfil', from: 'open' },
    });
    await expect(move).rejects.toMatchObject({ code: 'not-allowed' });
  });
});
