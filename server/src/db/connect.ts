import { createHash } from 'node:crypto';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { DB } from './types.ts';

export type Db = Kysely<DB>;

// A date is a date, not local midnight; a count fits a JavaScript number; a measured value is a number.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);

export type Role = 'kshem_app' | 'kshem_system';

/**
 * A pool that works as one of the two database roles (never as the tables' owner).
 * kshem_app: what people do, row-level security by the transaction's scope. kshem_system: jobs over whole districts.
 */
export function openPool(url: string, role: Role, size: number, onError: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    // plan_cache_mode: statements with array parameters are otherwise planned anew each time, at half the speed.
    // jit: a generic plan's guessed cost passes its threshold on a large desk, and a claim would wait for a compiler.
    options: `-c role=${role} -c plan_cache_mode=force_generic_plan -c jit=off -c idle_in_transaction_session_timeout=60000 -c statement_timeout=${role === 'kshem_app' ? 15_000 : 600_000}`,
    application_name: role,
    keepAlive: true,
    Client: NamedStatements as unknown as typeof pg.Client,
    // Lets a scoped transaction go out in one round trip (db/one-trip.ts); COPY, used by kshem_system, cannot share it.
    ...({ pipeline: role === 'kshem_app' } as object),
  });
  // Without a listener an idle connection's end (a PostgreSQL restart) would stop the whole server.
  pool.on('error', onError);
  // The pool listens for the idle ones only; one that ends while it is in use would stop the server just the same. Its work is told by
  // the statement that fails.
  pool.on('connect', (client) => client.on('error', onError));
  return pool;
}

export function openKysely(pool: pg.Pool): Db {
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
}

const names = new Map<string, string>();

/** Kysely sends bare text; naming it by its hash lets PostgreSQL keep the plan: about twice the queries a second. */
class NamedStatements extends pg.Client {
  override query(...args: unknown[]): never {
    const [text, values, callback] = args;
    const send = super.query.bind(this) as (...args: unknown[]) => never;
    if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0) return send(...args);
    return send({ name: statementName(text), text, values }, callback);
  }
}

/** A stable name for a statement's text; undefined once there are too many texts for a server to remember each. */
export function statementName(text: string): string | undefined {
  let name = names.get(text);
  if (name === undefined && names.size < 2000) {
    name = createHash('sha1').update(text).digest('base64url');
    names.set(text, name);
  }
  return name;
}
