import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { openKysely } from '../db/connect.ts';
import { startEmbedded } from '../db/embedded.ts';
import { migrate } from '../db/migrate.ts';
import { ensureMonths } from '../db/partitions.ts';
import { type Deps, makeDeps } from '../deps.ts';

/** The day of every bench, ten in the morning in the programme's zone. */
export const benchDay = '2021-05-10';
export const benchNow = new Date('2021-05-10T04:30:00Z');

export type BenchDatabase = {
  readonly url: string;
  /** The tables' owner; makes the data. */
  readonly owner: pg.Pool;
  readonly deps: Deps;
};

/** A private PostgreSQL that waits for the disk as a real one does, migrated, for as long as `work` takes. */
export async function withBenchDatabase(work: (database: BenchDatabase) => Promise<void>): Promise<void> {
  const folder = join(tmpdir(), `kshem-bench-${randomBytes(6).toString('hex')}`);
  const embedded = await startEmbedded(folder, ['max_connections=200']);
  const owner = new pg.Pool({ connectionString: embedded.url, max: 4 });
  // The database may be stopped before the last idle connection has said goodbye.
  owner.on('error', () => undefined);
  const deps = makeDeps({ url: embedded.url, poolSize: 20, log: pino({ level: 'silent' }), now: () => benchNow });
  try {
    await migrate(embedded.url);
    await ensureMonths(openKysely(owner), '2021-04-01', 3);
    await work({ url: embedded.url, owner, deps });
  } finally {
    await deps.close();
    await owner.end();
    embedded.stop();
    rmSync(embedded.dataFolder, { recursive: true, force: true });
  }
}
