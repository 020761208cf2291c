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
    expect(page.rows).toHaveLength(3);
    const rest = await supervisor.client(reports.readLedger, { params, query: { ...query, after: page.next as string } });
    expect(rest).toMatchObject({ rows: [{ status: 'not-attempted', why: 'not-called' }], next: null });

    const ofWard = await desk.signedIn({ roles: ['officer'], areas: [place.wards[1]] });
    const seen = await ofWard.client(reports.readLedger, { params, query });
    expect(seen.rows.map(({ areaId }) => areaId)).toEqual([place.wards[1]]);
  });

  test('a caller neither closes the day nor reads its ledger or board', async () => {
    const { client } = await desk.signedIn();
    const refused = { code: 'not-allowed', status: 403 };
    await expect(client(reports.closeDay, { params, body: { programmeId: programme } })).rejects.toMatchObject(refused);
    await expect(client(reports.readLedger, { params, query: { programmeId: programme } })).rejects.toMatchObject(refused);
    await expect(client(reports.readBoard, { query: { day: testDay } })).rejects.toMatchObject(refused);
  });
});
