import * as episodes from '@kshem/contract/episodes.ts';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../actor.ts';
import { testDatabase } from '../testing/database.ts';
import { type Desk, openDesk } from '../testing/desk.ts';
import { givenDistrict, givenPerson, givenUser, place, programme, tenInTheMorning, testDeps } from '../testing/given.ts';
import { enrolKnownPerson } from './enrol-known-person.ts';
import { tellDeath } from './tell-death.ts';
import { askUndoDeath, confirmUndoDeath, readUndoDeath } from './undo-death.ts';

const db = await testDatabase();
const deps = testDeps(db);
let desk: Desk;
let one: Actor & { userId: string };
let other: Actor & { userId: string };

beforeAll(async () => {
  await givenDistrict(db);
  desk = await openDesk(db, deps);
  one = await givenUser(db, { roles: ['supervisor'] });
  other = await givenUser(db, { roles: ['doctor'] });
});

async function givenToldDead() {
  const person = await givenPerson(db);
  await tellDeath(deps, one, person);
  return person;
}
const state = async (personId: string) => {
  const { rows } = await sql`select p.deceased_at "deceasedAt", e.status from person p join episode e on e.person_id = p.id
    where p.id = ${personId}`.execute(db.owner);
  return rows;
};

describe('a death that was told wrongly', () => {
  test('is undone by a second person, and the follow-up goes on', async () => {
    const { personId, episodeId } = await givenToldDead();
    await askUndoDeath(deps, one, { personId, reason: 'he answered the phone himself' });
    expect(await readUndoDeath(deps, one, { personId })).toMatchObject({ asked: { mine: true } });
    await expect(confirmUndoDeath(deps, one, { personId })).rejects.toMatchObject({ code: 'needs-a-second' });
    expect(await state(personId)).toEqual([{ deceasedAt: tenInTheMorning, status: 'ended' }]);
    expect(await confirmUndoDeath(deps, other, { personId })).toEqual({ reopened: [episodeId] });
    expect(await state(personId)).toEqual([{ deceasedAt: null, status: 'active' }]);
    expect(await readUndoDeath(deps, one, { personId })).toEqual({ asked: null });
    const needs = await db.owner.selectFrom('need').select(['kind', 'status']).where('person_id', '=', personId).execute();
    expect(needs).toEqual([{ kind: 'bereavement', status: 'declined' }]);
  });

  test('is not undone by one in the database either', async () => {
    const { personId } = await givenToldDead();
    await askUndoDeath(deps, one, { personId, reason: 'wrong person' });
    const alone = sql`update death_undo set confirmed_by = asked_by, confirmed_at = asked_at
      where district_id = ${place.district} and person_id = ${personId}`;
    await expect(alone.execute(db.system)).rejects.toThrow(/death_undo_by_two/);
  });

  test('is asked for once and confirmed once, however many press at once', async () => {
    const { personId } = await givenToldDead();
    const people = await Promise.all(Array.from({ length: 20 }, () => givenUser(db, { roles: ['supervisor'] })));
    const asked = await Promise.allSettled(people.map((who) => askUndoDeath(deps, who, { personId, reason: 'wrong' })));
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const confirmed = await Promise.allSettled(people.map((who) => confirmUndoDeath(deps, who, { personId })));
    expect(confirmed.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('needs to have been told, and somebody to have asked', async () => {
    const { personId } = await givenPerson(db);
    await expect(askUndoDeath(deps, one, { personId, reason: 'x' })).rejects.toMatchObject({ code: 'not-dead' });
    const dead = await givenToldDead();
    await expect(confirmUndoDeath(deps, other, dead)).rejects.toMatchObject({ code: 'conflict' });
    await expect(
      enrolKnownPerson(deps, one, { personId: dead.personId, programmeId: programme, onsetOn: null, sampleOn: null }),
    ).rejects.toMatchObject({
      code: 'not-called-any-more',
    });
  });
});

test('over HTTP it is for those who may end a follow-up', async () => {
  const { personId } = await givenToldDead();
  const params = { personId };
  const supervisor = await desk.signedIn({ roles: ['supervisor'] });
  await supervisor.client(episodes.askUndoDeath, { params, body: { reason: 'mistaken identity' } });
  const doctor = await desk.signedIn({ roles: ['doctor'] });
  expect(await doctor.client(episodes.readUndoDeath, { params })).toMatchObject({
    asked: { mine: false, reason: 'mistaken identity' },
  });
  expect((await doctor.client(episodes.confirmUndoDeath, { params })).reopened).toHaveLength(1);
  const caller = await desk.signedIn();
  const asked = caller.client(episodes.askUndoDeath, { params, body: { reason: 'x' } });
  await expect(asked).rejects.toMatchObject({ code: 'not-allowed' });
  await expect(caller.client(episodes.readUndoDeath, { params })).rejects.toMatchObject({ code: 'not-allowed' });
  await expect(caller.client(episodes.confirmUndoDeath, { params })).rejects.toMatchObject({ code: 'not-allowed' });
});
