import * as people from '@kshem/contract/people.ts';
import { nameKey } from '@kshem/domain/name/name-key.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../testing/database.ts';
import { type Desk, openDesk } from '../testing/desk.ts';
import { givenDistrict, givenPerson, place, testDeps } from '../testing/given.ts';

const db = await testDatabase();
const deps = testDeps(db);
let desk: Desk;

beforeAll(async () => {
  await givenDistrict(db);
  desk = await openDesk(db, deps);
});

describe('people over HTTP', () => {
  test('a caller finds somebody by another spelling, opens the card and sees the number only for a reason', async () => {
    const { personId, contactPointId } = await givenPerson(db, {
      person: { name: 'Laxmi Verma', name_key: nameKey('Laxmi Verma').key },
    });
    const { client } = await desk.signedIn();
    const found = await client(people.searchPeople, { body: { text: 'लक्ष्मी वर्मा' } });
    expect(found.items.map((one) => one.personId)).toContain(personId);

    const card = await client(people.readPersonCard, { params: { personId } });
    expect(card).toMatchObject({ personId, name: 'Laxmi Verma', numbers: [{ masked: true }], episodes: [{ status: 'active' }] });
    expect(card.numbers[0]?.number).not.toMatch(/6100/);

    const params = { personId, contactPointId };
    await expect(client(people.revealNumber, { params, body: {} })).rejects.toMatchObject({ code: 'reason-needed' });
    const { number } = await client(people.revealNumber, { params, body: { reason: 'dial-by-hand' } });
    expect(number).toMatch(/^\+9161000\d{5}$/);
  });

  test('who opened a card is in the trail', async () => {
    const { personId } = await givenPerson(db);
    const { client, actor } = await desk.signedIn();
    await client(people.readPersonCard, { params: { personId } });
    const rows = await db.owner
      .selectFrom('audit_event')
      .select(['action', 'actor_id'])
      .where('subject_id', '=', personId)
      .execute();
    expect(rows).toEqual([{ action: 'person.viewed', actor_id: actor.userId }]);
  });

  test('a supervisor gives a person another number; a caller may not', async () => {
    const { personId } = await givenPerson(db, { areaId: place.wards[1] });
    const body = { number: '61000 09999' };
    const caller = await desk.signedIn();
    await expect(caller.client(people.changeNumber, { params: { personId }, body })).rejects.toMatchObject({
      code: 'not-allowed',
    });
    const { client } = await desk.signedIn({ roles: ['supervisor'] });
    await expect(client(people.changeNumber, { params: { personId }, body: { number: 'none' } })).rejects.toMatchObject({
      code: 'number-unreadable',
    });
    await client(people.changeNumber, { params: { personId }, body });
    const card = await client(people.readPersonCard, { params: { personId } });
    expect(card.numbers.map(({ number }) => number)).toContain('+916100009999');
  });

  test('an administrator sees no person', async () => {
    const { personId } = await givenPerson(db);
    const { client } = await desk.signedIn({ roles: ['administrator'] });
    await expect(client(people.readPersonCard, { params: { personId } })).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(client(people.searchPeople, { body: { text: 'Test' } })).rejects.toMatchObject({ code: 'not-allowed' });
  });
});
