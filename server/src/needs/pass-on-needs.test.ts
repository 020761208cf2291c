import { addHours } from '@kshem/domain/time/instant.ts';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testDatabase } from '../testing/database.ts';
import {
  type Clock,
  givenDistrict,
  givenPerson,
  givenUser,
  place,
  programme,
  tenInTheMorning,
  testDeps,
  version,
} from '../testing/given.ts';
import { hearOfNeed } from './hear-of-need.ts';
import { listNeeds } from './list-needs.ts';
import { moveNeed } from './move-need.ts';
import { passOnNeeds } from './pass-on-needs.ts';
import { raiseNeed } from './raise-need.ts';

const db = await testDatabase();
const clock: Clock = { now: tenInTheMorning };
const deps = testDeps(db, clock);

beforeAll(() => givenDistrict(db));
beforeEach(async () => {
  clock.now = tenInTheMorning;
  await db.owner.deleteFrom('need_event').execute();
  await db.owner.deleteFrom('need').execute();
});

async function givenNeed(kind: string): Promise<string> {
  const { personId, householdId, episodeId, areaId } = await givenPerson(db);
  const of = { districtId: place.district, personId, householdId, episodeId, areaId, programmeId: programme, version };
  await db.system.transaction().execute((trx) => raiseNeed(trx, deps, { ...of, kind, cause: 'person', by: null }));
  return (await db.owner.selectFrom('need').select('id').where('person_id', '=', personId).executeTakeFirstOrThrow()).id;
}
const need = (id: string) => db.owner.selectFrom('need').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const passedOn = async () =>
  (
    await db.owner
      .selectFrom('need_event')
      .select(['action', 'detail'])
      .where('action', 'like', 'need-%')
      .orderBy('at')
      .orderBy('id')
      .execute()
  )
    .filter(({ action }) => action === 'need-passed-on' || action === 'need-unconfirmed')
    .map(({ action, detail }) => [action, (detail as { to: string }).to]);

describe('a need that is not met in time', () => {
  test('goes to the supervisor by itself, then to the officer, and no further', async () => {
    const needId = await givenNeed('food');
    clock.now = addHours(tenInTheMorning, 23);
    expect(await passOnNeeds(deps, place.district)).toBe(0);
    clock.now = addHours(tenInTheMorning, 24);
    expect(await passOnNeeds(deps, place.district)).toBe(1);
    expect(await need(needId)).toMatchObject({ escalated_to: 'supervisor', status: 'open' });
    expect(await passOnNeeds(deps, place.district)).toBe(0);
    const officer = await givenUser(db, { roles: ['officer'] });
    clock.now = addHours(tenInTheMorning, 36);
    expect(await passOnNeeds(deps, place.district)).toBe(1);
    expect((await listNeeds(deps, officer, { limit: 10, escalatedTo: 'officer' })).items).toMatchObject([
      { needId, overdue: true },
    ]);
    clock.now = addHours(tenInTheMorning, 200);
    expect(await passOnNeeds(deps, place.district)).toBe(0);
    expect(await passedOn()).toEqual([
      ['need-passed-on', 'supervisor'],
      ['need-passed-on', 'officer'],
    ]);
  });

  test('is not passed on once it came, and begins anew when it had not', async () => {
    const needId = await givenNeed('food');
    const room = await givenUser(db, { roles: ['supervisor'] });
    clock.now = addHours(tenInTheMorning, 25);
    await passOnNeeds(deps, place.district);
    await moveNeed(deps, room, { needId, action: 'fulfil', from: 'open' });
    expect(await need(needId)).toMatchObject({ escalated_to: null });
    expect(await passOnNeeds(deps, place.district)).toBe(0);
    await hearOfNeed(deps, await givenUser(db), { needId, came: false });
    expect(await need(needId)).toMatchObject({
      status: 'open',
      escalated_to: null,
      escalate_at: addHours(clock.now, 24),
      reopened: 1,
    });
  });

  test('taken by two sweeps at once is passed on once', async () => {
    for (let i = 0; i < 30; i++) await givenNeed('food');
    clock.now = addHours(tenInTheMorning, 24);
    const swept = await Promise.all(Array.from({ length: 20 }, () => passOnNeeds(deps, place.district)));
    expect(swept.reduce((sum, n) => sum + n, 0)).toBe(30);
    expect(await passedOn()).toHaveLength(30);
  });
});

test('a delivery that nobody asked the person about comes back to the supervisor, until they are asked', async () => {
  const needId = await givenNeed('food');
  await moveNeed(deps, await givenUser(db, { roles: ['supervisor'] }), { needId, action: 'fulfil', from: 'open' });
  clock.now = addHours(tenInTheMorning, 48);
  expect(await passOnNeeds(deps, place.district)).toBe(1);
  expect(await need(needId)).toMatchObject({ status: 'fulfilled', escalated_to: 'supervisor', escalate_at: null });
  expect(await passedOn()).toEqual([['need-unconfirmed', 'supervisor']]);
  await hearOfNeed(deps, await givenUser(db), { needId, came: true });
  expect(await need(needId)).toMatchObject({ status: 'confirmed', escalate_at: null });
});
