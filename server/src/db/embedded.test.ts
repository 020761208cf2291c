import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { type Embedded, startEmbedded } from './embedded.ts';

const folder = join(mkdtempSync(join(tmpdir(), 'kshem with space ')), 'pg');
const opened: Embedded[] = [];
afterAll(() => {
  for (const one of opened) {
    one.stop();
    rmSync(one.dataFolder, { recursive: true, force: true });
  }
});

async function open(): Promise<Embedded> {
  const embedded = await startEmbedded(folder, ['fsync=off']);
  opened.push(embedded);
  return embedded;
}

async function ask(url: string, text: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  client.on('error', () => {});
  try {
    return (await client.query(text)).rows[0];
  } finally {
    await client.end();
  }
}

test('it starts in a path with a space, knows Devanagari, and listens on loopback only', async () => {
  const { url, startedHere } = await open();
  expect(startedHere).toBe(true);
  await ask(url, 'create extension pg_trgm');
  expect(await ask(url, `select similarity('दुर्गेश वर्मा', 'दुर्गेस वर्मा') > 0.5 as alike`)).toEqual({ alike: true });
  expect(await ask(url, 'show listen_addresses')).toEqual({ listen_addresses: '127.0.0.1' });
});

test('a second start finds the running server, and only the first says it started it', async () => {
  const again = await open();
  expect(again.startedHere).toBe(false);
  expect(await ask(again.url, 'select 1 as one')).toEqual({ one: 1 });
});

test('after kill -9 of the whole server the next start recovers what was committed', async () => {
  const before = await open();
  await ask(before.url, 'create table kept (n int)');
  await ask(before.url, 'insert into kept values (7)');
  const pid = Number(readFileSync(join(before.dataFolder, 'postmaster.pid'), 'utf8').split('\n')[0]);
  process.kill(pid, 'SIGKILL');
  // The postmaster is gone at once; its children notice and leave, and until then hold the folder.
  await expect.poll(async () => (await open().catch(() => null))?.startedHere, { timeout: 20_000 }).toBe(true);
  expect(await ask((await open()).url, 'select n from kept')).toEqual({ n: 7 });
});

test('data of another major version is refused with what to do', async () => {
  const { stop, dataFolder } = await open();
  stop();
  const file = join(dataFolder, 'PG_VERSION');
  const real = readFileSync(file, 'utf8');
  writeFileSync(file, '15\n');
  await expect(startEmbedded(folder)).rejects.toMatchObject({
    name: 'StartError',
    message: expect.stringContaining('PostgreSQL 15'),
  });
  writeFileSync(file, real);
});

test('a folder that cannot be made is refused with what to do', async () => {
  const file = join(tmpdir(), `kshem-file-${randomBytes(4).toString('hex')}`);
  writeFileSync(file, '');
  await expect(startEmbedded(join(file, 'pg'))).rejects.toMatchObject({ name: 'StartError' });
  expect(existsSync(file)).toBe(true);
  rmSync(file);
});
