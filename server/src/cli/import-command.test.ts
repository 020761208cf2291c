import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { testDatabase } from '../testing/database.ts';
import { givenDistrict, programme } from '../testing/given.ts';
import { addImportCommand } from './import-command.ts';

const db = await testDatabase();
const folder = mkdtempSync(join(tmpdir(), 'kshem-import-'));
const list = join(folder, 'list.csv');
const rejects = join(folder, 'back.csv');
beforeAll(async () => {
  await givenDistrict(db);
  writeFileSync(list, 'Kaun,Age,Sex,Mobile\r\nSunita Sahu,35,F,6100001001\r\n,40,M,6100001002\r\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

async function kshem(...args: string[]): Promise<string> {
  vi.stubEnv('DATABASE_URL', db.url);
  let printed = '';
  const keep = (text: unknown) => {
    printed += String(text);
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(keep);
  vi.spyOn(process.stderr, 'write').mockImplementation(keep);
  const program = new Command('kshem').exitOverride();
  addImportCommand(program);
  await program.parseAsync(['import', ...args], { from: 'user' });
  return printed;
}

const whose = ['--source', 'cmho', '--programme', programme];

test('a list is taken by one command: columns named, rejected rows written where asked, totals told', async () => {
  expect(await kshem(list, '--preview', '--map', 'Kaun=name')).toMatch(/Kaun +name +1/);
  const said = await kshem(list, ...whose, '--map', 'Kaun=name', '--rejects', rejects);
  expect(said).toMatch(/enrolled 1 \(without a phone 0\), in 1 new households/);
  expect(said).toMatch(/rejected +1/);
  expect(said).toMatch(/1 {2}No name/);
  expect(readFileSync(rejects, 'utf8')).toContain('6100001002');
  expect(await kshem(list, ...whose)).toMatch(/This very file was imported before .* Nothing was changed/);
});

test('with --json it says the same to a program', async () => {
  const run = JSON.parse(await kshem(list, ...whose, '--json'));
  expect(run).toMatchObject({ status: 'finished', sourceCode: 'cmho', counts: { sameAs: expect.any(String) } });
});

test('what stops it is said with what to do', async () => {
  writeFileSync(join(folder, 'photo.xlsx'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0]));
  expect(await kshem(join(folder, 'photo.xlsx'), ...whose)).toMatch(/not a spreadsheet\.\nA list can be read as/);
  expect(process.exitCode).toBe(1);
  expect(await kshem(join(folder, 'absent.csv'), ...whose)).toMatch(/no such file/i);
  expect(await kshem(list)).toMatch(/Say whose list this is/);
  expect(await kshem(list, ...whose, '--map', 'Kaun=nom')).toMatch(/is not heading=field/);
  expect(JSON.parse(await kshem(list, ...whose, '--json', '--list-on', '2099-01-01'))).toMatchObject({
    error: { code: 'list-from-the-future' },
  });
});
