import { expect, test } from 'vitest';
import { loadProtocol } from '../../../protocols/load.ts';
import { givenAnswers } from '../check-ins/given-answers.ts';
import { planDay } from '../check-ins/plan-day.ts';
import { submitAnswers } from '../check-ins/submit-answers.ts';
import { testDatabase } from '../testing/database.ts';
import { givenDistrict, givenPerson, givenUser, place, programme, testDay, testDeps, version } from '../testing/given.ts';
import { dryRunProtocol } from './dry-run-protocol.ts';

const db = await testDatabase();
const deps = testDeps(db);
await givenDistrict(db);
const caller = await givenUser(db);

async function givenSpo2(spo2: number): Promise<void> {
  const { episodeId } = await givenPerson(db);
  await planDay(deps, { districtId: place.district, day: testDay });
  const { id } = await db.owner.selectFrom('check_in').select('id').where('episode_id', '=', episodeId).executeTakeFirstOrThrow();
  await submitAnswers(deps, caller, givenAnswers({ checkInId: id, dueOn: testDay }, { answers: { spo2 } }));
}

test("a past day's answers are triaged under the thresholds of another version, and nothing is written", async () => {
  await givenSpo2(97);
  await givenSpo2(94);
  const before = await db.owner.selectFrom('submission').selectAll().orderBy('id').execute();
  // 94 is watched in January 2022 (93 and below is urgent) and red in July 2020 (below 95).
  const draft = loadProtocol(programme, 'mohfw-2020-07');
  const strict = await dryRunProtocol(deps, caller, { programmeId: programme, day: testDay, draft });
  expect(strict).toMatchObject({ version: 'mohfw-2020-07', submissions: 2, changed: 1, moreUrgent: 1, lessUrgent: 0 });
  expect(strict.matrix).toContainEqual({ before: 'yellow', after: 'red', n: 1 });
  expect(strict.rows[0]?.gained).toContain('S3');

  const same = await dryRunProtocol(deps, caller, { programmeId: programme, day: testDay, version });
  expect(same).toMatchObject({ submissions: 2, changed: 0 });
  expect(await db.owner.selectFrom('submission').selectAll().orderBy('id').execute()).toEqual(before);
});

test('a version that was never published is not found', async () => {
  await expect(dryRunProtocol(deps, caller, { programmeId: programme, day: testDay, version: 'none' })).rejects.toMatchObject({
    code: 'not-found',
  });
});
