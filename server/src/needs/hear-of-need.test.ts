import * as needs from '@kshem/contract/needs.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../testing/database.ts';
import { type Desk, openDesk } from '../testing/desk.ts';
import { givenDistrict, givenPerson, givenUser, place, programme, testDeps, version } from '../testing/given.ts';
import { moveNeed } from './move-need.ts';
import { raiseNeed } from './raise-need.ts';

const db = await testDatabase();
const deps = testDeps(db);
let desk: Desk;

beforeAll(async () => {
  await givenDistrict(db);
  desk = await openDesk(db, deps);
});

/** Food that a supervisor says has been brought. */
async function givenBrought(): Promise<string> {
  const { personId, householdId, episodeId, areaId } = await givenPerson(db);
  const of = { districtId: place.district, personId, householdId, episodeId, areaId, programmeId: programme, version };
  await db.system.transaction().execute((trx) => raiseNeed(trx, deps, { ...of, kind: 'food', cause: 'person', by: null }));
  const { id } = await db.owner.selectFrom('need').select('id').where('person_id', '=', personId).executeTakeFirstOrThrow();
  await moveNeed(deps, await givenUser(db, { roles: ['supervisor'] }), { needId: id, action: 'fulfil', from: 'open' });
  return id;
}

describe('what a person says of a need that is said to have come', () => {
  test('is a caller’s to write down: it came, or it is open again', async () => {
    const { client } = await desk.signedIn({ roles: ['caller'] });
    const [came, never] = [await givenBrought(), await givenBrought()];
    expect(await client(needs.hearOfNeed, { params: { needId: came }, body: { came: true } })).toEqual({ status: 'confirmed' });
    expect(await client(needs.hearOfNeed, { params: { needId: never }, body: { came: false } })).toEqual({ status: 'open' });
    const again = client(needs.hearOfNeed, { params: { needId: came }, body: { came: true } });
    await expect(again).rejects.toMatchObject({ code: 'conflict' });
  });

  test('sent twice by a desk whose network came back, is heard once', async () => {
    const { client } = await desk.signedIn({ roles: ['caller'] });
    const needId = await givenBrought();
    const body = { came: false, eventId: deps.newId() };
    for (let i = 0; i < 2; i++) expect(await client(needs.hearOfNeed, { params: { needId }, body })).toEqual({ status: 'open' });
    const { reopened } = await db.owner.selectFrom('need').select('reopened').where('id', '=', needId).executeTakeFirstOrThrow();
    expect(reopened).toBe(1);
  });

  test('is not for whoever brought it to write down, whatever their roles', async () => {
    const { client, actor } = await desk.signedIn({ roles: ['supervisor'] });
    const needId = await givenBrought();
    await db.owner.updateTable('need').set({ delivered_by: actor.userId }).where('id', '=', needId).execute();
    const heard = client(needs.hearOfNeed, { params: { needId }, body: { came: true } });
    await expect(heard).rejects.toMatchObject({ code: 'own-delivery' });
    const moved = client(needs.moveNeed, { params: { needId }, body: { action: 'confirm', from: 'fulfilled' } });
    await expect(moved).rejects.toMatchObject({ code: 'own-delivery' });
  });

  test('is not a field team’s to write down', async () => {
    const { client } = await desk.signedIn({ roles: ['field'] });
    const asked = client(needs.hearOfNeed, { params: { needId: deps.newId() }, body: { came: true } });
    await expect(asked).rejects.toMatchObject({ code: 'not-allowed' });
  });
});
