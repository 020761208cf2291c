import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { testDatabase } from '../testing/database.ts';
import { programme } from '../testing/given.ts';
import { countRows, givenOffice, row } from './given-list.ts';
import { messyList } from './testing/messy-list.ts';

const db = await testDatabase();
const office = await givenOffice(db);
const rows = () => Array.from(messyList({ seed: 3, people: 12_000, today: '2021-05-10' }), ({ cells }) => cells);

/** Imports in a process of its own; the promise is of the first batch that it says it took. */
function importElsewhere(path: string): { process: ChildProcess; firstBatch: Promise<unknown> } {
  const script = fileURLToPath(new URL('testing/import-elsewhere.ts', import.meta.url));
  const process = spawn(globalThis.process.execPath, [script, db.url, path, programme], { stdio: ['ignore', 'pipe', 'inherit'] });
  return { process, firstBatch: once(process.stdout as NodeJS.ReadableStream, 'data') };
}

test('an import whose server is killed half-way leaves nothing, and the list is imported afterwards', async () => {
  const path = await office.write('long.csv', rows());
  const before = await countRows(db);
  const { process: elsewhere, firstBatch } = importElsewhere(path);
  await firstBatch;
  elsewhere.kill('SIGKILL');
  await once(elsewhere, 'exit');
  expect(await countRows(db)).toEqual(before);
  expect(await db.owner.selectFrom('import_run').select('status').execute()).toEqual([{ status: 'running' }]);

  const run = await untilTheDeadConnectionIsGone(() => office.send([], { path, sourceCode: 'elsewhere' }));
  expect(run.counts.enrolled).toBeGreaterThan(11_000);
  const statuses = await db.owner.selectFrom('import_run').select(['status', 'failure']).orderBy('started_at').execute();
  expect(statuses).toEqual([
    { status: 'failed', failure: { code: 'server-stopped' } },
    { status: 'finished', failure: null },
  ]);
});

test('of five lists of one source at once one is taken, the others are told to wait, and nobody is enrolled twice', async () => {
  const lists = await Promise.all(
    [1, 2, 3, 4, 5].map((n) =>
      office.write(`at-once-${n}.csv`, [
        ['Name', 'Age', 'Sex', 'Mobile'],
        ['At Once', '35', 'M', '6100001001'],
        [`Own ${n}`, '40', 'F', `610000200${n}`],
      ]),
    ),
  );
  const sent = await Promise.allSettled(lists.map((path) => office.send([], { path, sourceCode: 'at-once', partial: true })));
  const refused = sent.filter((one) => one.status === 'rejected').map(({ reason }) => (reason as { code: string }).code);
  expect(sent.some(({ status }) => status === 'fulfilled')).toBe(true);
  expect(new Set(refused)).toEqual(new Set(refused.length > 0 ? ['import-running'] : []));
  const people = await db.owner.selectFrom('person').select('id').where('name', '=', 'At Once').execute();
  expect(people.length).toBe(1);
});

test('two sources that bring the same number at once give it one contact point', async () => {
  const both = await Promise.all(
    ['left', 'right'].map((name) =>
      office.send([row({ name: `Kin ${name}`, mobile: '6100003001' })], { sourceCode: `kin-${name}` }),
    ),
  );
  expect(both.map(({ counts }) => counts.enrolled)).toEqual([1, 1]);
  const points = await db.owner.selectFrom('contact_point').select('id').where('number', '=', '+916100003001').execute();
  expect(points.length).toBe(1);
});

/** PostgreSQL notices a killed client when it next speaks to it; until then the source is held. */
async function untilTheDeadConnectionIsGone<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if ((error as { code?: string }).code !== 'import-running' || tries === 1000) throw error;
    }
  }
}
