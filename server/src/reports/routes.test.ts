import * as reports from '@kshem/contract/reports.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../testing/database.ts';
import { type Desk, openDesk } from '../testing/desk.ts';
import { givenDistrict, givenPerson, place, programme, tenInTheMorning, testDay, testDeps } from '../testing/given.ts';
import { fillDay } from '../worklist/fill-day.ts';
import { givenCheckIn } from '../worklist/given-check-in.ts';

const db = await testDatabase();
const clock = { now: tenInTheMorning };
const deps = testDeps(db, clock);
let desk: Desk;

beforeAll(async () => {
  await givenDistrict(db);
  desk = await openDesk(db, deps);
  for (const ward of place.wards) await givenCheckIn(db, await givenPerson(db, { areaId: ward }));
  await fillDay(deps, { districtId: place.district, day: testDay });
});

const params = { day: testDay };

describe('the day over HTTP', () => {
  test('the board shows what is on the desk now and says when it was read', async () => {
    const { client } = await desk.signedIn({ roles: ['supervisor'] });
    const board = await client(reports.readBoard, { query: { day: testDay, by: 'area' } });
    expect(board.readAt).toEqual(clock.now);
    expect(board.lines.map(({ areaId, desk }) => [areaId, desk.ready])).toEqual(place.wards.map((ward) => [ward, 1]));
  });

  test('a day is closed once, after hours or with a reason; each reader sees the rows of their own wards', async () => {
    const supervisor = await desk.signedIn({ roles: ['supervisor'] });
    const close = (reason?: string) =>
      supervisor.client(reports.closeDay, { params, body: { programmeId: programme, ...(reason && { reason }) } });
    await expect(close()).rejects.toMatchObject({ code: 'day-still-open' });
    const closed = await close('the exchange is down');
    expect(closed).toMatchObject({ revision: 1, totals: { due: 4 } });
    await expect(close()).rejects.toMatchObject({ code: 'day-already-closed' });

    const query = { programmeId: programme };
    const page = await supervisor.client(reports.readLedger, { params, query: { ...query, limit: 3 } });
    expect(page).toMatchObject({ revision: 1, reason: 'the exchange is down', totals: closed.totals });
    expect(page.items).toHaveLength(3);
    const rest = await supervisor.client(reports.readLedger, { params, query: { ...query, after: page.next as string } });
    expect(rest).toMatchObject({ items: [{ status: 'not-attempted', why: 'not-called' }], next: null });

    const ofWard = await desk.signedIn({ roles: ['officer'], areas: [place.wards[1]] });
    const seen = await ofWard.client(reports.readLedger, { params, query });
    expect(seen.items.map(({ areaId }) => areaId)).toEqual([place.wards[1]]);
  });

  test('a caller neither closes the day nor reads its ledger or board', async () => {
    const { client } = await desk.signedIn();
    const refused = { code: 'not-allowed', status: 403 };
    await expect(client(reports.closeDay, { params, body: { programmeId: programme } })).rejects.toMatchObject(refused);
    await expect(client(reports.readLedger, { params, query: { programmeId: programme } })).rejects.toMatchObject(refused);
    await expect(client(reports.readBoard, { query: { day: testDay } })).rejects.toMatchObject(refused);
  });
});

describe('what leads to a closed day', () => {
  const open = '2021-05-11';
  const query = { programmeId: programme };

  test('whoever is about to close it sees who would stay unexplained, and that people may still be called', async () => {
    clock.now = new Date('2021-05-11T04:30:00Z');
    const { client } = await desk.signedIn({ roles: ['supervisor'] });
    for (const ward of place.wards) await givenCheckIn(db, await givenPerson(db, { areaId: ward }), { due_on: open });
    const outlook = await client(reports.readCloseOutlook, { params: { day: open }, query });
    expect(outlook).toMatchObject({ due: 4, answered: 0, tried: 0, outcomeMissing: 0, notCalled: 4, revisions: 0 });
    expect(outlook.callsUntil).not.toBeNull();
    clock.now = new Date('2021-05-12T04:30:00Z');
    const nextDay = (await desk.signedIn({ roles: ['supervisor'] })).client;
    expect(await nextDay(reports.readCloseOutlook, { params: { day: open }, query })).toMatchObject({ callsUntil: null });
    await expect(nextDay(reports.readCloseOutlook, { params: { day: '2021-05-20' }, query })).rejects.toMatchObject({
      code: 'day-not-begun',
    });
  });

  test('closed days are listed latest first with their last revision, each revision with its reason', async () => {
    const { client } = await desk.signedIn({ roles: ['supervisor'] });
    await client(reports.closeDay, { params: { day: open }, body: query });
    await client(reports.closeDay, { params: { day: open }, body: { ...query, reason: 'a late answer' } });
    const first = await client(reports.listClosedDays, { query: { limit: 1 } });
    expect(first.items).toMatchObject([{ day: open, revision: 2, reason: 'a late answer', totals: { due: 8 } }]);
    const rest = await client(reports.listClosedDays, { query: { after: first.next ?? '' } });
    expect(rest).toMatchObject({ items: [{ day: testDay, revision: 1 }], next: null });
    const { items } = await client(reports.readClosedDay, { params: { day: open }, query });
    expect(items.map(({ revision, reason }) => [revision, reason])).toEqual([
      [1, null],
      [2, 'a late answer'],
    ]);
    expect(items[1]?.closedBy).toEqual({ hi: 'परीक्षण', en: 'Test User' });
    await expect(client(reports.readClosedDay, { params: { day: '2021-05-01' }, query })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  test('a figure opens into its rows, with names for those who may read people', async () => {
    const { client } = await desk.signedIn({ roles: ['supervisor'] });
    const rows = (filter: object) => client(reports.readLedger, { params: { day: open }, query: { ...query, ...filter } });
    expect((await rows({ status: 'not-attempted' })).items.map(({ personName }) => personName)).toContainEqual(
      expect.stringContaining('Test Person'),
    );
    expect((await rows({ attempted: 'yes' })).items).toEqual([]);
    expect((await rows({ level: 'red' })).items).toEqual([]);
    expect((await rows({ areaId: place.block })).items).toHaveLength(8);
  });

  test('is not for callers', async () => {
    const { client } = await desk.signedIn();
    const refused = { code: 'not-allowed', status: 403 };
    await expect(client(reports.listClosedDays, {})).rejects.toMatchObject(refused);
    await expect(client(reports.readClosedDay, { params, query })).rejects.toMatchObject(refused);
    await expect(client(reports.readCloseOutlook, { params, query })).rejects.toMatchObject(refused);
  });
});
