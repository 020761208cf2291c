import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testDatabase } from '../testing/database.ts';
import {
  type Clock,
  type GivenPerson,
  givenDistrict,
  givenPerson,
  place,
  programme,
  tenInTheMorning,
  testDay,
  testDeps,
  version,
} from '../testing/given.ts';
import { planDay } from './plan-day.ts';

const db = await testDatabase();
const clock: Clock = { now: tenInTheMorning };
const deps = testDeps(db, clock);
const plan = (day = testDay) => planDay(deps, { districtId: place.district, day });

beforeAll(() => givenDistrict(db));
beforeEach(async () => {
  for (const table of ['check_in', 'day_counter', 'episode'] as const) await db.owner.deleteFrom(table).execute();
});

const checkIns = ({ episodeId }: GivenPerson) =>
  db.owner.selectFrom('check_in').selectAll().where('episode_id', '=', episodeId).orderBy('slot').execute();
const episode = ({ episodeId }: GivenPerson) =>
  db.owner.selectFrom('episode').selectAll().where('id', '=', episodeId).executeTakeFirstOrThrow();
const due = async () => (await db.owner.selectFrom('day_counter').select('n').where('name', '=', 'due').executeTakeFirst())?.n;
const answered = (on: string, level = 'green') => ({
  episode: { last_level: level, last_answered_at: new Date(`${on}T06:00:00Z`) },
});

describe('the plan of a day', () => {
  test('has a check-in for everybody who is followed, with who and where they are', async () => {
    const person = await givenPerson(db, { areaId: place.wards[2] });
    expect(await plan()).toEqual({ planned: 1 });
    expect(await checkIns(person)).toMatchObject([
      {
        state: 'planned',
        kind: 'first',
        slot: 0,
        due_on: testDay,
        person_id: person.personId,
        household_id: person.householdId,
        area_id: place.wards[2],
        due_at: new Date('2021-05-10T02:30:00Z'),
      },
    ]);
    expect(await due()).toBe(1);
  });

  test('asks those who are worse more often', async () => {
    const person = await givenPerson(db, answered('2021-05-09', 'red'));
    expect(await plan()).toEqual({ planned: 3 });
    expect((await checkIns(person)).map(({ slot, kind }) => [slot, kind])).toEqual([
      [0, 'monitoring'],
      [1, 'monitoring'],
      [2, 'monitoring'],
    ]);
  });

  test('made again adds only who was enrolled meanwhile', async () => {
    await givenPerson(db);
    await plan();
    const late = await givenPerson(db, { episode: { opened_at: tenInTheMorning, opened_on: testDay } });
    expect(await plan()).toEqual({ planned: 1 });
    expect(await checkIns(late)).toMatchObject([{ due_at: tenInTheMorning }]);
    expect(await plan()).toEqual({ planned: 0 });
  });

  test('made by twenty at once is one', async () => {
    const people = await Promise.all(Array.from({ length: 30 }, () => givenPerson(db)));
    const plans = await Promise.all(Array.from({ length: 20 }, () => plan()));
    expect(plans.reduce((sum, { planned }) => sum + planned, 0)).toBe(people.length);
    expect(await due()).toBe(people.length);
  });

  test('leaves out who is paused, ended, or heard today', async () => {
    await givenPerson(db, { episode: { status: 'paused' } });
    await givenPerson(db, { episode: { status: 'ended', outcome: 'moved', ended_at: tenInTheMorning } });
    await givenPerson(db, answered(testDay));
    expect(await plan()).toEqual({ planned: 0 });
  });

  test('goes on with somebody who did not answer yesterday', async () => {
    const person = await givenPerson(db, answered('2021-05-08'));
    await plan('2021-05-09');
    await plan('2021-05-10');
    expect((await checkIns(person)).map(({ due_on }) => due_on)).toEqual(['2021-05-09', '2021-05-10']);
  });
});

describe('follow-up that has run its days', () => {
  const old = { opened_at: new Date('2021-04-28T05:00:00Z'), opened_on: '2021-04-28', sample_on: '2021-04-28' };

  test('ends by itself when the last answers met the ending rule', async () => {
    const person = await givenPerson(db, { episode: { ...old, ...answered('2021-05-09').episode, may_end: true } });
    expect(await plan()).toEqual({ planned: 0 });
    expect(await episode(person)).toMatchObject({ status: 'ended', outcome: 'completed', ended_at: tenInTheMorning });
    const trail = await db.owner.selectFrom('audit_event').selectAll().where('subject_id', '=', person.episodeId).execute();
    expect(trail).toMatchObject([{ action: 'episode.ended', actor_id: null, detail: { by: 'ending-rule' } }]);
  });

  test('goes on while they did not', async () => {
    const person = await givenPerson(db, { episode: { ...old, ...answered('2021-05-09').episode } });
    expect(await plan()).toEqual({ planned: 1 });
    expect(await episode(person)).toMatchObject({ status: 'active' });
  });
});

test('more people than one step takes are all planned, each once', async () => {
  const { episodeId } = await givenPerson(db);
  const count = 11_000;
  await db.owner.deleteFrom('episode').where('id', '<>', episodeId).execute();
  await db.systemPool.query(
    `insert into household select district_id, ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, created_at
       from household, generate_series(1, $1) n where id = (select household_id from episode where id = $2)`,
    [count, episodeId],
  );
  await db.systemPool.query(
    `insert into person (district_id, id, household_id, area_id, name, name_key, age_approximate, language, conditions, high_risk,
       created_at, updated_at)
     select district_id, id, id, $2, 'Test Person', 'test', false, 'hi', '{}', false, created_at, created_at
     from household where id < '00000000-0000-7000-8000-100000000000' and $1 > 0`,
    [count, place.wards[0]],
  );
  await db.systemPool.query(
    `insert into episode (district_id, id, person_id, household_id, programme_id, version, area_id, opened_at, opened_on, status, high_risk,
       updated_at)
     select district_id, id, id, household_id, $1, $2, area_id, created_at, '2021-05-10', 'active', false, created_at
     from person where id < '00000000-0000-7000-8000-100000000000'`,
    [programme, version],
  );
  expect(await plan()).toEqual({ planned: count + 1 });
  expect(await due()).toBe(count + 1);
  expect(await plan()).toEqual({ planned: 0 });
});
