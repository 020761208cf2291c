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

/** Food that the field team says it has brought. */
async function givenBrought(): Promise<string> {
  const { personId, householdId, episodeId, areaId } = await givenPerson(db);
  const of = { districtId: place.district, personId, householdId, episodeId, areaId, programmeId: programme, version };
  await db.system.transaction().execute((trx) => raiseNeed(trx, deps, { ...of, kind: 'food', cause: 'person', by: null }));
  const { id } = await db.owner.selectFrom('need').select('id').where('person_id', '=', personId).executeTakeFirstOrThrow();
  await moveNeed(deps, await givenUser(db, { roles: ['field'] }), { needId: id, action: 'fulfil', from: 'open' });
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

  test('is not an officer’s to write down', async () => {
    const { client } = await desk.signedIn({ roles: ['officer'] });
    const asked = client(needs.hearOfNeed, { params: { needId: deps.newId() }, body: { came: true } });
    await expect(asked).rejects.toMatchObject({ code: 'not-allowed' });
  });
});
