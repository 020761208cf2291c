import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import pg from 'pg';

const folder = new URL('./migrations/', import.meta.url);
/** Any number of servers may start at once; one of them migrates. */
const migrationLock = 726_261;

/**
 * Applies the plain SQL files of migrations/ in the order of their numbers, each once and each in a transaction. A file that ran and was changed
 * afterwards stops the start: what is in the database is then not what the code believes.
 */
export async function migrate(ownerUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    await client.query(
      'create table if not exists migration (name text primary key, sha256 text not null, applied_at timestamptz not null default now())',
    );
    return await applyAll(client);
  } finally {
    await client.end();
  }
}

async function applyAll(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; sha256: string }>('select name, sha256 from migration');
  const applied = new Map(rows.map((row) => [row.name, row.sha256]));
  const fresh: string[] = [];
  for (const { name, text, sha256 } of migrations()) {
    if (applied.get(name) === sha256) continue;
    if (applied.has(name)) {
      throw new Error(
        `Migration ${name} was changed after it had been applied. Restore the file as it was and put the change in a new migration.`,
      );
    }
    await client.query('begin');
    await client.query(text);
    await client.query('insert into migration (name, sha256) values ($1, $2)', [name, sha256]);
    await client.query('commit');
    fresh.push(name);
  }
  return fresh;
}

export function migrations(): { name: string; text: string; sha256: string }[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const text = readFileSync(new URL(name, folder), 'utf8');
      return { name, text, sha256: createHash('sha256').update(text).digest('hex') };
    });
}
