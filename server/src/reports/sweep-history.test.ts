import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { at, clearDesk, givenCall, givenOnDesk, mustClaim } from '../calls/given-call.ts';
import { placeCall } from '../calls/place-call.ts';
import { recordDisposition } from '../calls/record-disposition.ts';
import { traceCall } from '../calls/trace-call.ts';
import { testDatabase } from '../testing/database.ts';
import { givenDistrict, givenPerson, givenUser, place, programme, tenInTheMorning, testDay, testDeps } from '../testing/given.ts';
import { closeDay } from './close-day.ts';
import { ledger } from './ledger.ts';
import { sweepHistory } from './sweep-history.ts';

const db = await testDatabase();
const clock = { now: tenInTheMorning };
const deps = testDeps(db, clock);
const districtId = place.district;
const tomorrow = '2021-05-11';
beforeAll(() => givenDistrict(db));
afterEach(async () => {
  clock.now = tenInTheMorning;
  await clearDesk(db);
  for (const table of ['day_ledger_row', 'day_ledger'] as const) await db.owner.deleteFrom(table).execute();
});

const left = async () => ({
  items: (await db.owner.selectFrom('worklist_item').select('id').execute()).length,
  attempts: (await db.owner.selectFrom('call_attempt').select('id').execute()).length,
  calls: (await db.owner.selectFrom('phone_call').select('id').execute()).length,
});

describe('sweeping the desk into history', () => {
  test('what is over for past days moves once, with all it says, and the ledger can still be revised from it', async () => {
    const caller = await givenUser(db);
    await givenOnDesk(db, deps, await givenPerson(db));
    const { attemptId } = await givenCall(deps, caller);
    await recordDisposition(deps, caller, { attemptId, disposition: 'refused' });
    clock.now = at('21:00');
    await closeDay(deps, caller, { day: testDay, programmeId: programme });
    const before = await ledger(deps, caller, { day: testDay, programmeId: programme });
    expect(await sweepHistory(deps, { districtId, before: testDay })).toEqual({ items: 0, attempts: 0, calls: 0 });
    expect(await sweepHistory(deps, { districtId, before: tomorrow })).toEqual({ items: 1, attempts: 1, calls: 1 });
    expect(await sweepHistory(deps, { districtId, before: tomorrow })).toEqual({ items: 0, attempts: 0, calls: 0 });
    expect(await left()).toEqual({ items: 0, attempts: 0, calls: 0 });
    const kept = await db.owner.selectFrom('call_attempt_history').selectAll().execute();
    expect(kept).toMatchObject([{ id: attemptId, day: testDay, channel: 'handset', disposition: 'refused', counts: true }]);
    await closeDay(deps, caller, { day: testDay, programmeId: programme, reason: 'checking' });
    const after = await ledger(deps, caller, { day: testDay, programmeId: programme });
    expect(after.rows).toEqual(before.rows);
    expect((await traceCall(deps, caller, attemptId)).lines.map((line) => line.what)).toContain('attempt-recorded');
  });

  test('a live call, an attempt without an outcome and an open item stay, however old', async () => {
    const caller = await givenUser(db);
    const [mother, son] = [await givenPerson(db), await givenPerson(db)];
    await givenOnDesk(db, deps, mother, son);
    const { householdId, fence } = await mustClaim(deps, caller);
    await placeCall(deps, caller, { householdId, fence });
    await sweepHistory(deps, { districtId, before: '2021-05-20' });
    expect(await left()).toEqual({ items: 2, attempts: 1, calls: 1 });
  });

  test('four sweeps at once lose nothing and move nothing twice', async () => {
    const caller = await givenUser(db);
    for (let i = 0; i < 5; i++) {
      await givenOnDesk(db, deps, await givenPerson(db));
      const { attemptId } = await givenCall(deps, caller);
      await recordDisposition(deps, caller, { attemptId, disposition: 'refused' });
    }
    const swept = await Promise.all([1, 2, 3, 4].map(() => sweepHistory(deps, { districtId, before: tomorrow })));
    await sweepHistory(deps, { districtId, before: tomorrow });
    expect(swept.reduce((sum, one) => sum + one.attempts, 0)).toBe(5);
    expect(await db.owner.selectFrom('call_attempt_history').select('id').execute()).toHaveLength(5);
    expect(await db.owner.selectFrom('worklist_item_history').select('id').execute()).toHaveLength(5);
    expect(await left()).toEqual({ items: 0, attempts: 0, calls: 0 });
  });
});
