import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../testing/database.ts';
import { givenDistrict, givenPerson, place, tenInTheMorning, testDay, testDeps } from '../testing/given.ts';
import { findSilent } from './find-silent.ts';
import { clearDesk } from './given-call.ts';

const db = await testDatabase();
const clock = { now: tenInTheMorning };
const deps = testDeps(db, clock);
const about = { districtId: place.district, day: testDay };
beforeAll(() => givenDistrict(db));
afterEach(async () => {
  await clearDesk(db);
  await db.owner.updateTable('episode').set({ status: 'paused' }).where('status', '=', 'active').execute();
});
const visits = () => db.owner.selectFrom('need').select(['kind', 'person_id', 'cause', 'owner_unit']).execute();

describe('people who have gone silent', () => {
  test('after two whole days unheard somebody goes there, once', async () => {
    // Opened on the 8th; unheard on the 8th and the 9th.
    const person = await givenPerson(db);
    expect(await findSilent(deps, about)).toEqual({ raised: 1 });
    expect(await findSilent(deps, about)).toEqual({ raised: 0 });
    expect(await visits()).toEqual([{ kind: 'home-visit', person_id: person.personId, cause: 'silence', owner_unit: 'field' }]);
  });

  test('today does not count yet, and who answered yesterday is not silent', async () => {
    await givenPerson(db, { episode: { opened_on: '2021-05-09' } });
    await givenPerson(db, { episode: { last_answered_at: new Date('2021-05-09T05:00:00Z'), last_level: 'green' } });
    expect(await findSilent(deps, about)).toEqual({ raised: 0 });
  });

  test('a person last heard at red is not left to a second silent day', async () => {
    await givenPerson(db, { episode: { last_answered_at: new Date('2021-05-08T05:00:00Z'), last_level: 'red' } });
    expect(await findSilent(deps, about)).toEqual({ raised: 1 });
  });

  test('a visit that was made is not asked for again until the person has been heard and gone silent anew', async () => {
    const person = await givenPerson(db);
    await findSilent(deps, about);
    await db.owner
      .updateTable('need')
      .set({ status: 'declined', closed_at: clock.now })
      .where('person_id', '=', person.personId)
      .execute();
    expect(await findSilent(deps, about)).toEqual({ raised: 0 });
    await db.owner
      .updateTable('episode')
      .set({ last_answered_at: new Date('2021-05-10T07:00:00Z'), last_level: 'green' })
      .where('id', '=', person.episodeId)
      .execute();
    expect(await findSilent(deps, { ...about, day: '2021-05-13' })).toEqual({ raised: 1 });
  });

  test('who is not followed any more is not visited', async () => {
    await givenPerson(db, { episode: { status: 'paused' } });
    await givenPerson(db, { episode: { status: 'ended', outcome: 'moved', ended_at: clock.now } });
    expect(await findSilent(deps, about)).toEqual({ raised: 0 });
  });
});
