import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../db/embedded.ts';
import { buildTemplate } from './database.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    adminUrl: string;
  }
}

/** One real PostgreSQL for the whole run, with a migrated template database that each test file clones. */
export default async function setUp(project: TestProject): Promise<() => void> {
  const folder = join(tmpdir(), `kshem-test-${randomBytes(6).toString('hex')}`);
  // A test run may lose its database with the machine; it need not wait for the disk.
  const embedded = await startEmbedded(folder, [
    'fsync=off',
    'synchronous_commit=off',
    'full_page_writes=off',
    'max_connections=200',
  ]);
  await buildTemplate(embedded.url);
  project.provide('adminUrl', embedded.url);
  return () => {
    embedded.stop();
    rmSync(embedded.dataFolder, { recursive: true, force: true });
  };
}
