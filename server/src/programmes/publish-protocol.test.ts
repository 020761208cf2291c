import { expect, test } from 'vitest';
import { loadProtocol } from '../../../protocols/load.ts';
import { testDatabase } from '../testing/database.ts';
import { testDeps } from '../testing/given.ts';
import { publishProtocol } from './publish-protocol.ts';
import { publishShipped } from './publish-shipped.ts';

const db = await testDatabase();
const deps = testDeps(db);
const title = { hi: 'परीक्षण', en: 'Test' };
const protocol = loadProtocol('covid-home-isolation', 'mohfw-2022-01');

test('twenty who publish the same version at once publish it once', async () => {
  const all = await Promise.all(Array.from({ length: 20 }, () => publishProtocol(deps, { protocol, title })));
  expect(all.filter(({ isNew }) => isNew)).toHaveLength(1);
  expect(new Set(all.map(({ sha256 }) => sha256)).size).toBe(1);
});

test('a published version cannot change, not by one letter and not by the server', async () => {
  const changed = { ...protocol, title: { ...protocol.title, en: `${protocol.title.en}.` } };
  await expect(publishProtocol(deps, { protocol: changed, title })).rejects.toMatchObject({ code: 'protocol-published' });
  await expect(deps.system.updateTable('protocol_version').set({ sha256: 'x' }).execute()).rejects.toThrow('permission denied');
  await expect(deps.system.deleteFrom('protocol_version').execute()).rejects.toThrow('permission denied');
});

test('a draft is refused', async () => {
  const { approval: _, ...draft } = { ...protocol, version: 'draft' };
  await expect(publishProtocol(deps, { protocol: draft, title })).rejects.toMatchObject({ code: 'protocol-not-publishable' });
});

test('the shipped versions are published once', async () => {
  expect(await publishShipped(deps)).toBeGreaterThan(3);
  expect(await publishShipped(deps)).toBe(0);
});
