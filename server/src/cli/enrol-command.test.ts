import { Command } from 'commander';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { testDatabase } from '../testing/database.ts';
import { givenDistrict, givenUser, place, programme } from '../testing/given.ts';
import { addEnrolCommand } from './enrol-command.ts';

const db = await testDatabase();
beforeAll(() => givenDistrict(db));
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

async function kshem(...args: string[]): Promise<unknown> {
  vi.stubEnv('DATABASE_URL', db.url);
  let printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  const program = new Command('kshem').exitOverride();
  addEnrolCommand(program);
  await program.parseAsync(['enrol', '--json', ...args], { from: 'user' });
  return JSON.parse(printed);
}

const who = [
  '--name',
  'दुलारी बाई',
  '--age',
  '8 months',
  '--sex',
  'महिला',
  '--area',
  String(place.wards[0]),
  '--programme',
  programme,
];

test('somebody is enrolled by one command, in a user’s name and with what lists write', async () => {
  const { userId } = await givenUser(db, { roles: ['supervisor'] });
  const { login } = await db.owner.selectFrom('app_user').select('login').where('id', '=', userId).executeTakeFirstOrThrow();
  const enrolled = await kshem(...who, '--phone', '+91 61000 09701', '61000 09702', '--sample', '01/05/2021', '--as', login);
  expect(enrolled).toMatchObject({ version: 'mohfw-2022-01', contactPointIds: [expect.any(String), expect.any(String)] });
  const { personId } = enrolled as { personId: string };
  const person = await db.owner.selectFrom('person').selectAll().where('id', '=', personId).executeTakeFirst();
  expect(person).toMatchObject({ name: 'दुलारी बाई', sex: 'female', age_years: 0.67 });
  const trail = await db.owner.selectFrom('audit_event').select('actor_id').where('action', '=', 'person.enrolled').execute();
  expect(trail).toEqual([{ actor_id: userId }]);
});

test('a refusal says its code and ends with 1', async () => {
  await kshem('--name', 'Some Body', '--phone', '61000 09703', '--area', String(place.wards[0]), '--programme', programme);
  const again = ['--name', 'Some Body', '--phone', '61000 09703', '--area', String(place.wards[0]), '--programme', programme];
  expect(await kshem(...again)).toMatchObject({ error: { code: 'may-be-known' } });
  expect(process.exitCode).toBe(1);
  expect(await kshem(...who, '--phone', '12345')).toMatchObject({ error: { code: 'number-unreadable' } });
  expect(await kshem(...who, '--age', 'old')).toMatchObject({ error: { code: 'cannot-start' } });
});
