import * as access from '@kshem/contract/access.ts';
import * as areas from '@kshem/contract/areas.ts';
import * as programmes from '@kshem/contract/programmes.ts';
import * as settings from '@kshem/contract/settings.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { whoMayBeCalled } from '../calls/who-may-be-called.ts';
import { planDay } from '../check-ins/plan-day.ts';
import { testDatabase } from '../testing/database.ts';
import { type Desk, openDesk } from '../testing/desk.ts';
import {
  givenDistrict,
  givenPerson,
  givenProgramme,
  place,
  programme,
  tenInTheMorning,
  testDeps,
  version,
} from '../testing/given.ts';

import { claimNext } from '../worklist/claim-next.ts';
import { fillDay } from '../worklist/fill-day.ts';

const db = await testDatabase();
const clock = { now: tenInTheMorning };
const deps = testDeps(db, clock);
let desk: Desk;

beforeAll(async () => {
  await givenDistrict(db);
  await givenProgramme(db, programme, 'mohfw-2020-07');
  desk = await openDesk(db, deps);
});

const administrator = () => desk.signedIn({ roles: ['administrator'] });
const noHours = { callsFrom: null, callsUntil: null, closedWeekdays: [], closedDays: [] };

describe('a rule that a role needs a second factor', () => {
  test('holds for sessions already open, from their next request on, and no longer once it is lifted', async () => {
    const admin = await administrator();
    const doctor = await desk.signedIn({ roles: ['doctor'] });
    const set = await admin.client(settings.setSecondFactorRoles, { body: { roles: ['doctor'] } });
    expect(set).toMatchObject({ secondFactorRoles: ['doctor'], changedBy: admin.actor.userId });
    await expect(doctor.client(access.listSessions)).rejects.toMatchObject({ code: 'second-factor-must-be-added' });
    await expect(admin.client(access.listSessions)).resolves.toBeDefined();
    await admin.client(settings.setSecondFactorRoles, { body: { roles: [] } });
    await expect(doctor.client(access.listSessions)).resolves.toBeDefined();
  });
});

describe('a district’s own calling hours', () => {
  test('are kept beside the rule for second factors, and each leaves the other', async () => {
    const { client } = await administrator();
    await client(settings.setSecondFactorRoles, { body: { roles: ['officer'] } });
    const own = { callsFrom: '10:00', callsUntil: '18:00', closedWeekdays: [7], closedDays: ['2021-05-14'] };
    expect(await client(settings.setCallingHours, { body: own })).toMatchObject({ ...own, secondFactorRoles: ['officer'] });
    await client(settings.setSecondFactorRoles, { body: { roles: [] } });
    expect(await client(settings.readSettings)).toMatchObject(own);
    await client(settings.setCallingHours, { body: noHours });
  });

  test('hold at the desk: nobody is planned for a holiday, nobody is claimed or dialled outside them', async () => {
    const admin = await administrator();
    const caller = await desk.signedIn({ areas: [place.wards[2]] });
    const person = await givenPerson(db, { areaId: place.wards[2] });
    const { districtId } = caller.actor;
    const setHours = (own: object) => admin.client(settings.setCallingHours, { body: { ...noHours, ...own } });
    await setHours({ closedDays: ['2021-05-10'] });
    expect(await planDay(deps, { districtId, day: '2021-05-10' })).toEqual({ planned: 0 });
    await setHours({ callsFrom: '11:00' });
    await planDay(deps, { districtId, day: '2021-05-10' });
    await fillDay(deps, { districtId, day: '2021-05-10' });
    // The hours are read anew after a minute.
    clock.now = new Date(tenInTheMorning.getTime() + 61_000);
    expect(await claimNext(deps, caller.actor)).toMatchObject({
      kind: 'nothing',
      why: 'outside-window',
      opensAt: new Date('2021-05-10T05:30:00Z'),
    });
    const { householdId } = person;
    const may = () =>
      deps.system.transaction().execute((trx) => whoMayBeCalled(deps, trx, { districtId, householdId, personIds: null }));
    expect((await may()).candidates).toMatchObject([{ answer: { may: false, why: 'outside-window' } }]);
    clock.now = new Date('2021-05-10T05:31:00Z');
    expect((await may()).candidates).toMatchObject([{ answer: { may: true } }]);
    expect(await claimNext(deps, caller.actor)).toMatchObject({ kind: 'claimed', householdId });
    clock.now = tenInTheMorning;
    await setHours({});
  });

  test('that leave nothing of a programme’s are refused', async () => {
    const { client } = await administrator();
    const late = client(settings.setCallingHours, { body: { ...noHours, callsFrom: '23:00' } });
    await expect(late).rejects.toMatchObject({ code: 'no-hours-left', status: 400 });
  });
});

describe('areas', () => {
  const names = { nameEn: 'New Colony', nameHi: 'नई कॉलोनी', lgdCode: '248001' };

  test('a ward is added under a block and serves people at once; its code is given once', async () => {
    const { client } = await administrator();
    const { areaId } = await client(settings.addArea, { body: { parentId: place.block, level: 'ward', ...names } });
    const row = await db.owner.selectFrom('area').selectAll().where('id', '=', areaId).executeTakeFirstOrThrow();
    expect(row).toMatchObject({ name_hi: 'नई कॉलोनी', path: [9000, place.district, place.block, areaId] });
    const again = client(settings.addArea, { body: { parentId: place.block, level: 'village', ...names } });
    await expect(again).rejects.toMatchObject({ code: 'area-code-taken', answer: { detail: { areaId } } });
    const renamed = { ...names, nameEn: 'New Colony West' };
    await client(settings.renameArea, { params: { areaId }, body: renamed });
    const after = await db.owner.selectFrom('area').select('name_en').where('id', '=', areaId).executeTakeFirst();
    expect(after).toEqual({ name_en: 'New Colony West' });
  });

  test('are listed as a tree, each parent before its children, with what is one’s own marked', async () => {
    const { client } = await desk.signedIn({ areas: [place.wards[1]] });
    const { items } = await client(areas.listAreas);
    expect(items[0]).toMatchObject({ areaId: place.district, parentId: null, depth: 0, own: false });
    const wards = items.filter(({ parentId }) => parentId === place.block);
    expect(wards.length).toBeGreaterThanOrEqual(4);
    expect(wards.filter(({ own }) => own)).toMatchObject([{ areaId: place.wards[1], level: 'ward', depth: 2 }]);
    const order = items.map(({ areaId }) => areaId);
    expect(items.every(({ areaId, parentId }) => parentId === null || order.indexOf(parentId) < order.indexOf(areaId))).toBe(
      true,
    );
  });

  test('nothing is put under a ward, above one’s own areas, or into the state', async () => {
    const { client } = await administrator();
    const ward = await desk.signedIn({ roles: ['administrator'], areas: [place.wards[1]] });
    const plain = { ...names, lgdCode: null };
    const under = (parentId: number) => client(settings.addArea, { body: { parentId, level: 'village', ...plain } });
    await expect(under(place.wards[0])).rejects.toMatchObject({ code: 'not-found' });
    await expect(under(9000)).rejects.toMatchObject({ code: 'not-found' });
    const foreign = ward.client(settings.renameArea, { params: { areaId: place.wards[0] }, body: plain });
    await expect(foreign).rejects.toMatchObject({ code: 'not-found' });
  });

  test('people are counted by area and language, with the callers who could speak with them', async () => {
    const { client } = await administrator();
    const [, , , ward] = place.wards;
    await givenPerson(db, { areaId: ward });
    await givenPerson(db, { areaId: ward, language: 'cg' });
    await desk.signedIn({ roles: ['caller'], areas: [ward], languages: ['hi'] });
    const { items, speakers } = await client(settings.countPeopleByArea);
    const here = items.filter(({ areaId }) => areaId === ward);
    expect(here).toMatchObject([
      { language: 'cg', people: 1, callers: 0 },
      { language: 'hi', people: 1 },
    ]);
    expect(here[1]?.callers).toBeGreaterThan(0);
    expect(speakers).toContainEqual({ language: 'cg', callers: 0 });
  });
});

describe('the version of new episodes', () => {
  test('is assigned by who may publish, and the trail says so', async () => {
    const { client, actor } = await administrator();
    const params = { programmeId: programme };
    await client(programmes.assignVersion, { params, body: { version: 'mohfw-2020-07' } });
    const { items } = await client(programmes.listProgrammes);
    expect(items).toMatchObject([{ version: 'mohfw-2020-07', activeFrom: '2021-01-01' }]);
    const trail = await db.owner
      .selectFrom('audit_event')
      .select(['action', 'detail'])
      .where('actor_id', '=', actor.userId)
      .execute();
    expect(trail).toEqual([{ action: 'programme.version-assigned', detail: { version: 'mohfw-2020-07' } }]);
    await client(programmes.assignVersion, { params, body: { version } });
    await expect(client(programmes.assignVersion, { params, body: { version: 'draft' } })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

for (const endpoint of [
  settings.setSecondFactorRoles,
  settings.setCallingHours,
  settings.addArea,
  settings.renameArea,
  settings.countPeopleByArea,
  programmes.assignVersion,
]) {
  test(`a supervisor may not: ${endpoint.name}`, async () => {
    const { token } = await desk.signedIn({ roles: ['caller', 'supervisor', 'doctor', 'officer'] });
    const url = endpoint.path.replace(/:\w+/, '1');
    const answer = await desk.app.inject({ method: endpoint.method, url, headers: { authorization: `Bearer ${token}` } });
    expect(answer.json()).toMatchObject({ error: { code: 'not-allowed' } });
  });
}
