import * as episodes from '@kshem/contract/episodes.ts';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '../actor.ts';
import { at, clearDesk, givenOnDesk, mustClaim } from '../calls/given-call.ts';
import { planDay } from '../check-ins/plan-day.ts';
import { testDatabase } from '../testing/database.ts';
import { openDesk } from '../testing/desk.ts';
import {
  type Clock,
  type GivenPerson,
  givenDistrict,
  givenPerson,
  givenUser,
  place,
  tenInTheMorning,
  testDeps,
} from '../testing/given.ts';
import { claimNext } from '../worklist/claim-next.ts';
import { pauseEpisode } from './pause-episode.ts';
import { resumeEpisode } from './resume-episode.ts';

const db = await testDatabase();
const clock: Clock = { now: tenInTheMorning };
const deps = testDeps(db, clock);
let supervisor: Actor;

beforeAll(async () => {
  await givenDistrict(db);
  supervisor = await givenUser(db, { roles: ['supervisor'] });
});
beforeEach(async () => {
  clock.now = tenInTheMorning;
  await clearDesk(db);
  await db.owner.deleteFrom('episode').execute();
});

const pause = ({ episodeId }: GivenPerson) => pauseEpisode(deps, supervisor, { episodeId, reason: 'at a funeral' });
const resume = ({ episodeId }: GivenPerson) => resumeEpisode(deps, supervisor, { episodeId });
const checkIns = ({ episodeId }: GivenPerson) =>
  db.owner
    .selectFrom('check_in')
    .select(['state', 'kind', 'due_at'])
    .where('episode_id', '=', episodeId)
    .orderBy('slot')
    .execute();

describe('a paused episode', () => {
  test('is off the desk at once, and not planned', async () => {
    const person = await givenPerson(db);
    await givenOnDesk(db, deps, person);
    await pause(person);
    expect(await checkIns(person)).toMatchObject([{ state: 'cancelled' }]);
    expect(await claimNext(deps, await givenUser(db))).toMatchObject({ kind: 'nothing' });
    expect(await planDay(deps, { districtId: place.district, day: '2021-05-11' })).toEqual({ planned: 0 });
  });

  test('comes back onto the desk the same day when it is resumed', async () => {
    const person = await givenPerson(db);
    await givenOnDesk(db, deps, person);
    await pause(person);
    clock.now = at('12:00');
    expect(await resume(person)).toEqual({ dueToday: true });
    expect(await checkIns(person)).toMatchObject([{ state: 'cancelled' }, { state: 'due', kind: 'first', due_at: at('12:00') }]);
    expect(await mustClaim(deps, await givenUser(db))).toMatchObject({ householdId: person.householdId });
  });

  test('resumed after calling hours waits for the next morning’s plan', async () => {
    const person = await givenPerson(db);
    await pause(person);
    clock.now = at('21:00');
    expect(await resume(person)).toEqual({ dueToday: false });
    expect(await planDay(deps, { districtId: place.district, day: '2021-05-11' })).toEqual({ planned: 1 });
  });

  test('is not resumed for somebody who is not called any more', async () => {
    const person = await givenPerson(db, { person: { do_not_call_at: tenInTheMorning }, episode: { status: 'paused' } });
    await expect(resume(person)).rejects.toMatchObject({ code: 'not-called-any-more' });
  });

  test('is resumed once by twenty who press at once', async () => {
    const person = await givenPerson(db, { episode: { status: 'paused' } });
    const presses = await Promise.allSettled(Array.from({ length: 20 }, () => resume(person)));
    expect(presses.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await checkIns(person)).toHaveLength(1);
  });

  test('is paused and resumed over HTTP by a supervisor, not by a caller', async () => {
    const person = await givenPerson(db);
    const desk = await openDesk(db, deps);
    const params = { episodeId: person.episodeId };
    const caller = await desk.signedIn();
    await expect(caller.client(episodes.pauseEpisode, { params, body: { reason: 'asked' } })).rejects.toMatchObject({
      code: 'not-allowed',
    });
    const { client } = await desk.signedIn({ roles: ['supervisor'] });
    await client(episodes.pauseEpisode, { params, body: { reason: 'asked' } });
    expect(await client(episodes.resumeEpisode, { params })).toEqual({ dueToday: true });
    await expect(client(episodes.resumeEpisode, { params })).rejects.toMatchObject({ code: 'not-paused' });
  });
});

test('an ended episode is neither paused nor resumed', async () => {
  const person = await givenPerson(db, { episode: { status: 'ended', outcome: 'moved', ended_at: tenInTheMorning } });
  await expect(pause(person)).rejects.toMatchObject({ code: 'episode-ended' });
  await expect(resume(person)).rejects.toMatchObject({ code: 'not-paused' });
});
