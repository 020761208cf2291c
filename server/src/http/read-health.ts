import type { Health } from '@kshem/contract/health.ts';
import { sql } from 'kysely';
import type * as z from 'zod';
import { exchangeState } from '../calls/channel.ts';
import { migrations } from '../db/migrate.ts';
import type { Deps } from '../deps.ts';

type Checks = Omit<z.output<typeof Health>['checks'], 'telephone'>;

const expected = migrations().map(({ name }) => name);

/** What the server can do now. Asks the database only for itself, never for anything about people. */
export async function readHealth(
  { app, telephony }: Pick<Deps, 'app' | 'telephony'>,
  version: string,
): Promise<z.output<typeof Health>> {
  const checks = await check(app);
  const ready = checks.database === 'writable' && checks.migrations === 'current' && checks.protocols === 'present';
  return { live: true, ready, version, checks: { ...checks, telephone: exchangeState(telephony) } };
}

async function check(app: Deps['app']): Promise<Checks> {
  try {
    const { rows } = await sql<{ readOnly: boolean; applied: string[]; protocols: boolean }>`
      select pg_is_in_recovery() or current_setting('transaction_read_only') = 'on' as "readOnly",
        array(select name from migration) as applied,
        exists (select from protocol_version) as protocols`.execute(app);
    const found = rows[0];
    if (!found) return unknown;
    return {
      database: found.readOnly ? 'read-only' : 'writable',
      migrations: expected.every((name) => found.applied.includes(name)) ? 'current' : 'behind',
      protocols: found.protocols ? 'present' : 'none',
    };
  } catch {
    return unknown;
  }
}

const unknown: Checks = { database: 'unreachable', migrations: 'unknown', protocols: 'unknown' };
