import * as registry from '@kshem/contract/registry.ts';
import { addHours, addMinutes } from '@kshem/domain/time/instant.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../actor.ts';
import { testDatabase } from '../testing/database.ts';
import { type Desk, openDesk } from '../testing/desk.ts';
import { type Clock, givenDistrict, givenPerson, givenUser, place, tenInTheMorning, testDeps } from '../testing/given.ts';
import { bedsOf, givenAmbulance, givenHospital } from '../testing/given-beds.ts';
import { moveTransfer } from '../transfers/move-transfer.ts';
import { requestTransfer } from '../transfers/open-transfer.ts';
import { listAmbulances, listFacilities } from './list-facilities.ts';
import { readOwnFacilities, receiveTransfer } from './own-facilities.ts';
import { reportBeds } from './report-beds.ts';
import { saveFacility } from './save-facility.ts';

const db = await testDatabase();
const clock: Clock = { now: tenInTheMorning };
const deps = testDeps(db, clock);
const { newId } = deps;
let desk: Desk;
let room: Actor & { userId: string };

beforeAll(async () => {
  await givenDistrict(db);
  desk = await openDesk(db, deps);
  room = await givenUser(db, { roles: ['supervisor'] });
});

const described = { kind: 'hospital', areaId: place.wards[0], phone: null, clerkIds: [], closed: false } as const;
const found = async (facilityId: string) => {
  const { items } = await listFacilities(deps, room, { limit: 500 });
  return items.find((item) => item.facilityId === facilityId);
};

describe('a hospital’s beds', () => {
  test('are not known until somebody tells, and stale again hours later', async () => {
    const facilityId = newId();
    const beds = [{ kind: 'oxygen', total: 12 }] as const;
    await saveFacility(deps, room, { ...described, facilityId, nameEn: 'Sun Hospital', nameHi: 'सन अस्पताल', beds });
    expect((await found(facilityId))?.beds).toMatchObject([{ total: 12, free: null, open: 0, trueAt: null, stale: true }]);
    await reportBeds(deps, room, { facilityId, beds: [{ kind: 'oxygen', free: 3 }] });
    const told = { free: 3, open: 3, trueAt: clock.now, stale: false, toldBy: { en: 'Test User' } };
    expect((await found(facilityId))?.beds).toMatchObject([told]);
    clock.now = addHours(tenInTheMorning, 6);
    expect((await found(facilityId))?.beds).toMatchObject([{ free: 3, stale: true }]);
    await reportBeds(deps, room, { facilityId, beds: [{ kind: 'oxygen', free: 3 }] });
    expect((await found(facilityId))?.beds).toMatchObject([{ free: 3, stale: false }]);
    const history = await db.owner.selectFrom('bed_report').selectAll().where('facility_id', '=', facilityId).execute();
    expect(history).toHaveLength(2);
    clock.now = tenInTheMorning;
  });

  test('are never more free than there are', async () => {
    const facilityId = await givenHospital(db, newId, { total: 4, free: 1 });
    const tell = (kind: 'oxygen' | 'icu', free: number) => reportBeds(deps, room, { facilityId, beds: [{ kind, free }] });
    await expect(tell('oxygen', 5)).rejects.toMatchObject({ code: 'more-than-total', detail: { total: 4 } });
    await expect(tell('icu', 1)).rejects.toMatchObject({ code: 'bed-kind-unknown' });
  });

  test('come with most open ones first, page by page, without those that are full or closed', async () => {
    const houses: string[] = [];
    for (const free of [7, 0, 9, 7, 2]) houses.push(await givenHospital(db, newId, { kind: 'dialysis', free }));
    const pages: string[] = [];
    let after: string | undefined;
    do {
      const { items, next } = await listFacilities(deps, room, { bed: 'dialysis', limit: 2, after });
      pages.push(...items.map(({ facilityId }) => facilityId));
      after = next ?? undefined;
    } while (after !== undefined);
    const [seven, , nine, other, two] = houses as [string, string, string, string, string];
    expect(pages).toEqual([nine, ...[seven, other].sort(), two]);
  });

  test('that are held are not taken from under people on their way', async () => {
    const { episodeId } = await givenPerson(db);
    const facilityId = await givenHospital(db, newId, { total: 3, free: 2 });
    const { transferId } = await requestTransfer(deps, room, { episodeId, bedKind: 'oxygen', reason: 'SpO2 88' });
    await moveTransfer(deps, room, { transferId, action: 'hold-bed', from: 'requested', facilityId });
    const save = (total: number, closed: boolean) =>
      saveFacility(deps, room, {
        ...{ ...described, facilityId, closed, nameEn: `Held ${facilityId}`, nameHi: 'x' },
        beds: [{ kind: 'oxygen', total }],
      });
    await expect(save(0, false)).rejects.toMatchObject({ code: 'beds-held' });
    await expect(save(3, true)).rejects.toMatchObject({ code: 'beds-held' });
    await save(1, false);
    expect(await bedsOf(db, facilityId)).toEqual({ free: 1, held: 1, open: 0 });
  });

  test('of two houses are not under one name', async () => {
    const save = (facilityId: string) =>
      saveFacility(deps, room, { ...described, facilityId, nameEn: 'Twice', nameHi: 'x', beds: [] });
    await save(newId());
    await expect(save(newId())).rejects.toThrow(/facility_name/);
  });
});

describe('a hospital’s clerk', () => {
  test('tells of their own house only, and sees who comes there without a word of illness', async () => {
    const { client, actor } = await desk.signedIn({ roles: ['clerk'] });
    const own = await givenHospital(db, newId, { total: 5, free: 2 });
    const other = await givenHospital(db, newId);
    await db.owner
      .insertInto('facility_clerk')
      .values({ district_id: place.district, facility_id: own, user_id: actor.userId })
      .execute();
    const body = { beds: [{ kind: 'oxygen' as const, free: 4 }] };
    expect(await client(registry.reportBeds, { params: { facilityId: own }, body })).toMatchObject({ beds: [{ free: 4 }] });
    await expect(client(registry.reportBeds, { params: { facilityId: other }, body })).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(client(registry.listFacilities)).rejects.toMatchObject({ code: 'not-allowed' });
    const { episodeId } = await givenPerson(db);
    const { transferId } = await requestTransfer(deps, room, { episodeId, bedKind: 'oxygen', reason: 'a secret of the patient' });
    await moveTransfer(deps, room, { transferId, action: 'hold-bed', from: 'requested', facilityId: own });
    const seen = await client(registry.readOwnFacilities);
    expect(seen.items).toMatchObject([
      { facility: { facilityId: own }, coming: [{ transferId, status: 'bed-held', confirmedBy: null }] },
    ]);
    expect(JSON.stringify(seen)).not.toContain('secret');
    await client(registry.receiveTransfer, { params: { transferId }, body: { action: 'confirm-bed' } });
    expect((await client(registry.readOwnFacilities)).items).toMatchObject([{ coming: [{ confirmedBy: 'Test User' }] }]);
  });

  test('receives somebody who is there before the desk knew that they were picked up', async () => {
    const clerk = await givenUser(db, { roles: ['clerk'] });
    const own = await givenHospital(db, newId);
    await db.owner
      .insertInto('facility_clerk')
      .values({ district_id: place.district, facility_id: own, user_id: clerk.userId })
      .execute();
    const { episodeId } = await givenPerson(db);
    const { transferId } = await requestTransfer(deps, room, { episodeId, bedKind: 'oxygen', reason: 'SpO2 88' });
    await moveTransfer(deps, room, { transferId, action: 'hold-bed', from: 'requested', facilityId: own });
    const sent = { ambulanceId: await givenAmbulance(db, newId), etaAt: addMinutes(clock.now, 20), handedTo: 'Santosh' };
    await moveTransfer(deps, room, { transferId, action: 'send-ambulance', from: 'bed-held', ...sent });
    await receiveTransfer(deps, clerk, { transferId, action: 'admit' });
    expect((await readOwnFacilities(deps, clerk)).items).toMatchObject([{ coming: [] }]);
    const transfer = await db.owner.selectFrom('transfer').selectAll().where('id', '=', transferId).executeTakeFirstOrThrow();
    expect(transfer).toMatchObject({ status: 'admitted', crew: 'Santosh', received_by: 'Test User' });
    const stranger = await givenUser(db, { roles: ['clerk'] });
    await expect(receiveTransfer(deps, stranger, { transferId, action: 'admit' })).rejects.toMatchObject({ code: 'not-found' });
  });
});

test('over HTTP the registry is kept by supervisors and administrators and read by those who need it', async () => {
  const supervisor = await desk.signedIn({ roles: ['supervisor'] });
  const params = { facilityId: newId() };
  const body = { kind: 'vaccination-centre', nameEn: 'School 4', nameHi: 'स्कूल 4', areaId: place.wards[1] } as const;
  await supervisor.client(registry.saveFacility, { params, body });
  const places = { day: '2021-05-11', kind: 'vaccination', slots: 100, free: 40 } as const;
  await supervisor.client(registry.reportPlaces, { params, body: places });
  await expect(supervisor.client(registry.reportPlaces, { params, body: { ...places, free: 101 } })).rejects.toMatchObject({
    code: 'more-than-total',
  });
  const ambulanceId = newId();
  const ambulance = { callSign: 'CG 04 TEST 1', kind: 'advanced', state: 'ready' } as const;
  await supervisor.client(registry.saveAmbulance, { params: { ambulanceId }, body: ambulance });
  await expect(
    supervisor.client(registry.saveAmbulance, { params: { ambulanceId: newId() }, body: ambulance }),
  ).rejects.toMatchObject({
    code: 'ambulance-known',
  });
  expect((await listAmbulances(deps, room)).items).toEqual(
    expect.arrayContaining([expect.objectContaining({ ambulanceId, state: 'ready', stale: false })]),
  );
  const doctor = await desk.signedIn({ roles: ['doctor'] });
  const { items } = await doctor.client(registry.listFacilities, { query: { kind: 'vaccination-centre', name: 'school' } });
  expect(items).toMatchObject([{ ...params, places: [{ free: 40, stale: false }] }]);
  expect((await doctor.client(registry.listAmbulances)).items.length).toBeGreaterThan(0);
  await expect(doctor.client(registry.saveFacility, { params, body })).rejects.toMatchObject({ code: 'not-allowed' });
  await expect(doctor.client(registry.reportBeds, { params, body: { beds: [{ kind: 'icu', free: 0 }] } })).rejects.toMatchObject({
    code: 'not-allowed',
  });
  const caller = await desk.signedIn();
  await expect(caller.client(registry.listFacilities)).rejects.toMatchObject({ code: 'not-allowed' });
});
