import { beforeAll, describe, expect, test } from 'vitest';
import { givenCall, givenOnDesk } from '../calls/given-call.ts';
import { recordDisposition } from '../calls/record-disposition.ts';
import { testDatabase } from '../testing/database.ts';
import { givenDistrict, givenPerson, givenUser, place, programme, testDay, testDeps } from '../testing/given.ts';
import { claimNext } from '../worklist/claim-next.ts';
import { count } from './count.ts';
import { readBoard } from './read-board.ts';

const db = await testDatabase();
const deps = testDeps(db);
const [first, second] = place.wards;
beforeAll(() => givenDistrict(db));

describe('the board', () => {
  test('adds up what was counted, beside what is on the desk now', async () => {
    const everywhere = await givenUser(db, { roles: ['supervisor'] });
    await givenOnDesk(db, deps, await givenPerson(db), await givenPerson(db), await givenPerson(db, { areaId: second }));
    const caller = await givenUser(db, { areas: [first] });
    const { attemptId } = await givenCall(deps, caller);
    await recordDisposition(deps, caller, { attemptId, disposition: 'no-answer' });
    await claimNext(deps, caller);
    const { lines } = await readBoard(deps, everywhere, { day: testDay, by: 'area' });
    expect(lines).toMatchObject([
      { areaId: first, programmeId: null, counts: { attempts: 1, reached: 0 }, desk: { ready: 1, claimed: 1, notYetTried: 1 } },
      { areaId: second, counts: { attempts: 0 }, desk: { ready: 1, claimed: 0, notYetTried: 1 } },
    ]);
    const whole = await readBoard(deps, everywhere, { day: testDay, by: 'programme' });
    expect(whole.lines).toMatchObject([{ areaId: null, programmeId: programme, desk: { ready: 2, claimed: 1, notYetTried: 2 } }]);
  });

  test('shows nobody more than their own wards', async () => {
    const there = await givenUser(db, { roles: ['supervisor'], areas: [second] });
    const { lines } = await readBoard(deps, there, { day: testDay, by: 'district' });
    expect(lines).toMatchObject([{ counts: { attempts: 0 }, desk: { ready: 1 } }]);
  });

  test('twenty that count the same things at once lose none', async () => {
    const one = { districtId: place.district, day: '2021-05-12', programmeId: programme };
    const both = [second, first].map((areaId) => ({ ...one, areaId, name: 'reached' as const, by: 1 }));
    await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        deps.system.transaction().execute((trx) => count(trx, i % 2 ? [...both, ...both] : [...both].reverse())),
      ),
    );
    const board = await readBoard(deps, await givenUser(db), { day: '2021-05-12', by: 'area', programmeId: programme });
    expect(board.lines.map((line) => line.counts.reached)).toEqual([30, 30]);
  });
});
