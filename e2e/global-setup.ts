import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { browserPath } from '../scripts/browser.mjs';
import { startEmbedded } from '../server/src/db/embedded.ts';
import { migrate } from '../server/src/db/migrate.ts';
import { ensureMonths } from '../server/src/db/partitions.ts';
import { withOwner } from '../server/src/db/with-owner.ts';
import { seedDemo } from '../server/src/demo/seed-demo.ts';
import { makeDeps } from '../server/src/deps.ts';
import { makeLog } from '../server/src/log.ts';
import { publishShipped } from '../server/src/programmes/publish-shipped.ts';
import { elevenInTheMorning } from './clock.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A server of databases, and the name of the one that holds the demo district as it is at eleven in the morning. */
    roomsUrl: string;
    browser: string;
  }
}

export const templateName = 'kshem_demo_template';

/** The real thing once for all stories: the screens built, PostgreSQL started, the demo district seeded; each story clones it. */
export default async function setUp(project: TestProject): Promise<() => void> {
  project.provide('browser', browserPath());
  const built = spawnSync(process.execPath, [join(import.meta.dirname, '../scripts/build-web.mjs')], { stdio: 'inherit' });
  if (built.status !== 0) throw new Error('the screens could not be built');
  const folder = join(tmpdir(), `kshem-e2e-${randomBytes(6).toString('hex')}`);
  // A test run may lose its database with the machine; it need not wait for the disk.
  const embedded = await startEmbedded(folder, [
    'fsync=off',
    'synchronous_commit=off',
    'full_page_writes=off',
    'max_connections=200',
  ]);
  await seedTemplate(embedded.url);
  project.provide('roomsUrl', embedded.url);
  return () => {
    embedded.stop();
    rmSync(embedded.dataFolder, { recursive: true, force: true });
  };
}

async function seedTemplate(adminUrl: string): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(`create database ${templateName}`);
  await admin.end();
  const address = new URL(adminUrl);
  address.pathname = `/${templateName}`;
  const url = address.href;
  await migrate(url);
  await withOwner(url, (owner) => ensureMonths(owner, elevenInTheMorning.toISOString().slice(0, 10)));
  const deps = makeDeps({ url, poolSize: 4, log: makeLog('silent'), now: () => elevenInTheMorning });
  try {
    await publishShipped(deps);
    await seedDemo(deps);
  } finally {
    await deps.close();
  }
}
