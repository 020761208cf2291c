import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { type Db, openKysely, openPool } from '../db/connect.ts';
import { migrate } from '../db/migrate.ts';
import { ensureMonths } from '../db/partitions.ts';

export type TestDatabase = { url: string; appPool: pg.Pool; systemPool: pg.Pool; app: Db; system: Db; owner: Db };

const template = 'kshem_template';

export async function buildTemplate(adminUrl: string): Promise<void> {
  await asAdmin(adminUrl, `create database ${template}`);
  const url = databaseUrl(adminUrl, template);
  await migrate(url);
  const owner = openKysely(new pg.Pool({ connectionString: url, max: 1 }));
  // The test day is 2021-05-10; its month and its neighbours.
  await ensureMonths(owner, '2021-03-01', 4);
  await owner.destroy();
}

/** A database of one's own for the test file that calls it, cloned from the template; dropped after the file. */
export async function testDatabase(): Promise<TestDatabase> {
  const adminUrl = inject('adminUrl');
  const name = `t_${randomBytes(6).toString('hex')}`;
  await asAdmin(adminUrl, `create database ${name} template ${template}`);
  const url = databaseUrl(adminUrl, name);
  const appPool = openPool(url, 'kshem_app', 10, fail);
  const systemPool = openPool(url, 'kshem_system', 5, fail);
  const ownerPool = new pg.Pool({ connectionString: url, max: 2 });
  ownerPool.on('error', fail);
  afterAll(async () => {
    await Promise.all([appPool.end(), systemPool.end(), ownerPool.end()]);
    await asAdmin(adminUrl, `drop database ${name} with (force)`);
  });
  return { url, appPool, systemPool, app: openKysely(appPool), system: openKysely(systemPool), owner: openKysely(ownerPool) };
}

/** A connection ended by the test itself (a killed backend) is not a failure of the test. */
function fail(error: Error): void {
  if (!/terminat|ECONNRESET|EPIPE/.test(error.message)) throw error;
}

async function asAdmin(adminUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function databaseUrl(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
