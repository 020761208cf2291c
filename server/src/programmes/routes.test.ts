import * as programmes from '@kshem/contract/programmes.ts';
import { allItems } from '@kshem/domain/questionnaire/enabled-items.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../testing/database.ts';
import { type Desk, openDesk } from '../testing/desk.ts';
import { givenDistrict, givenProgramme, programme, testDeps, version } from '../testing/given.ts';

const db = await testDatabase();
let desk: Desk;

beforeAll(async () => {
  await givenDistrict(db);
  await givenProgramme(db, programme, 'mohfw-2020-07');
  desk = await openDesk(db, testDeps(db));
});

describe('programmes', () => {
  test('are listed with the version new episodes start on and every published one', async () => {
    const { client } = await desk.signedIn();
    const { items } = await client(programmes.listProgrammes);
    expect(items).toMatchObject([{ programmeId: programme, version, versions: [{}, {}] }]);
  });

  test('advice that is a doctor’s is read by a doctor and by nobody else', async () => {
    const doctorsOnly = async (role: 'caller' | 'doctor') => {
      const { client } = await desk.signedIn({ roles: [role] });
      const { protocol } = await client(programmes.readProtocol, { params: { programmeId: programme, version } });
      return protocol.advice.filter(({ readableBy }) => readableBy === 'doctor').length;
    };
    expect(await doctorsOnly('doctor')).toBeGreaterThan(0);
    expect(await doctorsOnly('caller')).toBe(0);
  });

  test('a version comes with its whole questionnaire; one never published is not found', async () => {
    const { client } = await desk.signedIn();
    const { protocol } = await client(programmes.readProtocol, { params: { programmeId: programme, version } });
    expect(allItems(protocol.questionnaire).length).toBeGreaterThan(5);
    const draft = client(programmes.readProtocol, { params: { programmeId: programme, version: 'draft' } });
    await expect(draft).rejects.toMatchObject({ code: 'not-found' });
  });

  test('two versions are compared by rule and question; one with itself differs in nothing', async () => {
    const { client } = await desk.signedIn();
    const compare = (from: string, to: string) =>
      client(programmes.compareVersions, { params: { programmeId: programme }, query: { from, to } });
    const { rules, parts } = await compare('mohfw-2020-07', version);
    expect([...rules.added, ...rules.removed, ...rules.changed].length).toBeGreaterThan(0);
    expect(parts).toContain('ending');
    const none = { added: [], removed: [], changed: [] };
    expect(await compare(version, version)).toEqual({
      rules: none,
      facts: none,
      questions: none,
      needKinds: none,
      advice: none,
      parts: [],
    });
  });
});
