import { join } from 'node:path';
import pg from 'pg';
import type { Config } from './config.ts';
import { startEmbedded } from './db/embedded.ts';
import { migrate } from './db/migrate.ts';
import { ensureMonths } from './db/partitions.ts';
import { withOwner } from './db/with-owner.ts';
import { StartError } from './start-error.ts';

export type OpenDatabase = {
  url: string;
  /** Stops the embedded PostgreSQL; does nothing for an outside one. */
  stop(): void;
  /** Stops it only when this process started it: a command beside a running desk leaves the desk's database alone. */
  leave(): void;
  /** Names of the migrations applied just now. */
  migrated: readonly string[];
};

/**
 * The embedded PostgreSQL, or the one DATABASE_URL names, checked, migrated and with its months made.
 * @throws StartError with what to do when it is too old, unreachable, or lacks a right.
 */
export async function openDatabase(config: Config, now: Date): Promise<OpenDatabase> {
  const embedded = config.databaseUrl ? undefined : await startEmbedded(join(config.dataFolder, 'pg'));
  const url = config.databaseUrl ?? (embedded?.url as string);
  await checkServer(url);
  const migrated = await migrate(url).catch(explainMigration);
  await withOwner(url, (owner) => ensureMonths(owner, now.toISOString().slice(0, 10)));
  return { url, migrated, stop: () => embedded?.stop(), leave: () => (embedded?.startedHere ? embedded.stop() : undefined) };
}

async function checkServer(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
  } catch (error) {
    throw new StartError(
      `The PostgreSQL of DATABASE_URL cannot be reached: ${(error as Error).message}.`,
      'Check that it runs and that host, port, user, password and database name are right.',
    );
  }
  try {
    await checkVersionAndEncoding(client);
  } finally {
    await client.end();
  }
}

async function checkVersionAndEncoding(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: number; encoding: string }>(
    `select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding`,
  );
  const [server] = rows;
  if (!server || server.version < 150_000) {
    throw new StartError(
      'This PostgreSQL is older than version 15.',
      'Upgrade it to 15 or newer, or unset DATABASE_URL to use the PostgreSQL that comes with Kshem.',
    );
  }
  if (server.encoding !== 'UTF8') {
    throw new StartError(
      `This database stores ${server.encoding}, which cannot hold Hindi.`,
      "Create it with: create database kshem encoding 'UTF8' template template0",
    );
  }
}

function explainMigration(error: Error & { code?: string }): never {
  if (error.code === '42501') {
    throw new StartError(
      `The user of DATABASE_URL lacks a right that a migration needs: ${error.message}.`,
      'Let an administrator run once: create role kshem_app nologin; create role kshem_system nologin; grant both to that user; create extension pg_trgm. Then start again.',
    );
  }
  throw error;
}
