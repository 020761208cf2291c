import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Config } from '../config.ts';
import { startEmbedded } from '../db/embedded.ts';
import { migrate } from '../db/migrate.ts';
import { makeMonths } from './queries.ts';

/**
 * Runs `work` on a new, migrated database that is gone afterwards: on the server of DATABASE_URL, else on a PostgreSQL of its own in the
 * system's folder for temporary files. Nothing in it survives the machine, so it does not wait for the disk.
 *
 * @param day months before and after it are made
 */
export async function withTemporaryDatabase<T>(
  { databaseUrl }: Pick<Config, 'databaseUrl'>,
  day: string,
  work: (url: string) => Promise<T>,
): Promise<T> {
  const place = databaseUrl === undefined ? await ownServer() : await onServer(databaseUrl);
  try {
    await migrate(place.url);
    await makeMonths(place.url, monthBefore(day), 3);
    return await work(place.url);
  } finally {
    await place.remove();
  }
}

type Place = { readonly url: string; remove(): Promise<void> };

async function ownServer(): Promise<Place> {
  const folder = join(tmpdir(), `kshem-day-${randomBytes(6).toString('hex')}`);
  const unsafe = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];
  // A day passes in minutes: tables grow as fast, and their plans must keep up.
  const server = await startEmbedded(folder, [...unsafe, 'autovacuum_naptime=5s']);
  return {
    url: server.url,
    remove: async () => {
      server.stop();
      rmSync(server.dataFolder, { recursive: true, force: true });
    },
  };
}

async function onServer(serverUrl: string): Promise<Place> {
  const name = `kshem_day_${randomBytes(6).toString('hex')}`;
  await administer(serverUrl, `create database ${name} encoding 'UTF8' template template0`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return { url: url.href, remove: () => administer(serverUrl, `drop database ${name} with (force)`) };
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function monthBefore(day: string): string {
  const date = new Date(`${day.slice(0, 7)}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() - 1);
  return date.toISOString().slice(0, 10);
}
