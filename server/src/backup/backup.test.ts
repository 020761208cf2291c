import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tables } from '../db/tables.ts';
import { testDatabase } from '../testing/database.ts';
import { givenDistrict, givenPerson, givenUser, tenInTheMorning } from '../testing/given.ts';
import { backUp } from './back-up.ts';
import { restore } from './restore.ts';

const from = await testDatabase();
const to = await testDatabase();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kshem backup '));
  await givenDistrict(from);
  await givenUser(from);
  for (let i = 0; i < 300; i++) await givenPerson(from);
});
afterAll(() => rm(folder, { recursive: true }));

test('a restored database holds what the backup saw, and the file shows none of it', async () => {
  const file = join(folder, 'day.kshem');
  const made = await backUp(from.url, folder, file, tenInTheMorning);
  expect(made.keyIsNew).toBe(true);
  expect((await readFile(file)).includes('Test Person')).toBe(false);

  await restore(to.url, file, made.keyFile);
  for (const table of Object.keys(tables) as (keyof typeof tables)[]) {
    if (table === 'migration') continue;
    const counts = await Promise.all(
      [from, to].map((db) =>
        db.owner
          .selectFrom(table)
          .select((e) => e.fn.countAll().as('n'))
          .executeTakeFirstOrThrow(),
      ),
    );
    expect(counts[1], table).toEqual(counts[0]);
  }
  const people = await Promise.all([from, to].map((db) => db.owner.selectFrom('person').selectAll().orderBy('id').execute()));
  expect(people[1]).toEqual(people[0]);
});

test('a database that holds data is never overwritten', async () => {
  await expect(restore(from.url, join(folder, 'day.kshem'), join(folder, 'backup.key'))).rejects.toThrow('already holds data');
});

test('a damaged, shortened or foreign file and a wrong key restore nothing', async () => {
  const empty = await testDatabase();
  const whole = await readFile(join(folder, 'day.kshem'));
  const changed = Buffer.from(whole);
  changed[whole.length >> 1] = (changed[whole.length >> 1] as number) ^ 1;
  const cases: Record<string, Buffer> = {
    changed,
    short: whole.subarray(0, whole.length - 1),
    half: whole.subarray(0, whole.length >> 1),
    foreign: randomBytes(5000),
    empty: Buffer.alloc(0),
  };
  for (const [name, bytes] of Object.entries(cases)) {
    const file = join(folder, `${name}.kshem`);
    await writeFile(file, bytes);
    await expect(restore(empty.url, file, join(folder, 'backup.key')), name).rejects.toThrow('cannot be restored');
  }
  await writeFile(join(folder, 'other.key'), randomBytes(32).toString('base64'));
  await expect(restore(empty.url, join(folder, 'day.kshem'), join(folder, 'other.key'))).rejects.toThrow('cannot be restored');
  expect(await empty.owner.selectFrom('area').select('id').execute()).toEqual([]);
});
