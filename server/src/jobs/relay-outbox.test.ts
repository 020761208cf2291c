import { PgBoss } from 'pg-boss';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../ids.ts';
import { testDatabase } from '../testing/database.ts';
import { givenDistrict, place, tenInTheMorning, testDeps } from '../testing/given.ts';
import { relayOnce } from './relay-outbox.ts';

const db = await testDatabase();
const deps = testDeps(db);
const boss = new PgBoss({ connectionString: db.url, max: 2, supervise: false, schedule: false });

beforeAll(async () => {
  await givenDistrict(db);
  boss.on('error', () => {});
  await boss.start();
  await boss.createQueue('count-sheep', { policy: 'standard' });
});
afterAll(() => boss.stop({ graceful: false }));

async function givenRow(): Promise<string> {
  const id = newId(tenInTheMorning);
  const row = { district_id: place.district, id, job: 'count-sheep', payload: '{"flock":3}', created_at: tenInTheMorning };
  await deps.system.insertInto('outbox').values(row).execute();
  return id;
}

test('twenty relays at once hand every row on exactly once, with its id and district', async () => {
  const ids = await Promise.all(Array.from({ length: 30 }, givenRow));
  const relayed = await Promise.all(Array.from({ length: 20 }, () => relayOnce(deps, boss)));
  expect(relayed.reduce((sum, n) => sum + n, 0)).toBe(30);
  const jobs = await boss.fetch<{ flock: number; districtId: number }>('count-sheep', { batchSize: 100 });
  expect(jobs.map(({ id }) => id).sort()).toEqual(ids.sort());
  expect(jobs[0]?.data).toEqual({ flock: 3, districtId: place.district });
});

test('a crash between hand-over and commit makes no second job', async () => {
  const id = await givenRow();
  const dies: Pick<PgBoss, 'send'> = {
    send: (async (name: string, data: object, options: object) => {
      await boss.send(name, data, options);
      throw new Error('the server died here');
    }) as unknown as PgBoss['send'],
  };
  await expect(relayOnce(deps, dies)).rejects.toThrow('died here');
  expect(await relayOnce(deps, boss)).toBe(1);
  const jobs = await boss.fetch('count-sheep', { batchSize: 100 });
  expect(jobs.map((job) => job.id)).toEqual([id]);
});
