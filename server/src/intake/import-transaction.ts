import { finished } from 'node:stream/promises';
import { sql } from 'kysely';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { openKysely } from '../db/connect.ts';
import type { Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';

export type Cell = string | number | boolean | null;

/** The one transaction of an import: statements by `trx`, many new rows at once by `add` and `flush`, on the same connection. */
export type ImportTrx = {
  readonly trx: Trx;
  /** Hands rows of a table over; they are in it after the next flush, tables in the order of their first rows. */
  readonly add: (table: string, columns: readonly string[], rows: readonly (readonly Cell[])[]) => Promise<void>;
  readonly flush: () => Promise<void>;
};

/**
 * Runs `work` in one transaction as kshem_system. All of an import is in it, so that one that dies half-way, with its server or its
 * database, leaves nothing.
 */
export async function inImportTransaction<T>(deps: Deps, work: (handle: ImportTrx) => Promise<T>): Promise<T> {
  const client = await deps.systemPool.connect();
  let broken = true;
  try {
    const result = await openKysely(poolOf(client))
      .transaction()
      .execute(async (trx) => {
        // The person's name index takes its new entries at the end instead of merging them a few hundred at a time (0.6 s of 100,000 people).
        await sql`set local gin_pending_list_limit = '256MB'`.execute(trx);
        await sql`set local idle_in_transaction_session_timeout = '10min'`.execute(trx);
        const staged = new StagedRows(client);
        return work({ trx, add: (table, columns, rows) => staged.add(table, columns, rows), flush: () => staged.flush() });
      });
    broken = false;
    return result;
  } finally {
    // A connection whose COPY broke off may be in the middle of an answer: it is not given back.
    client.release(broken);
  }
}

/** One connection that looks like a pool, so that queries and COPY share it. */
function poolOf(client: pg.PoolClient): pg.Pool {
  const shared = { query: client.query.bind(client), release: () => undefined };
  return { connect: async () => shared, end: async () => undefined } as unknown as pg.Pool;
}

/**
 * COPY itself is refused on tables with row-level security, so rows go into a temporary table of the same columns and from there with
 * one INSERT: a tenth slower than COPY straight in, and the policies hold. Temporary tables end with the transaction or its connection.
 */
class StagedRows {
  readonly #client: pg.PoolClient;
  readonly #made = new Set<string>();
  #waiting: string[] = [];

  constructor(client: pg.PoolClient) {
    this.#client = client;
  }

  async add(table: string, columns: readonly string[], rows: readonly (readonly Cell[])[]): Promise<void> {
    if (rows.length === 0) return;
    const names = columns.join(', ');
    const staged = `pg_temp.staged_${table}`;
    if (!this.#made.has(table)) {
      await this.#client.query(`create temp table staged_${table} on commit drop as select ${names} from ${table} with no data`);
      this.#made.add(table);
    }
    const stream = this.#client.query(copyFrom(`copy ${staged} (${names}) from stdin`));
    stream.end(rows.map(copyLine).join(''));
    await finished(stream);
    this.#waiting.push(`insert into ${table} (${names}) select ${names} from ${staged}; truncate ${staged}`);
  }

  /** All in one message, so that the database works through them without this process, which meanwhile reads on. */
  async flush(): Promise<void> {
    const statements = this.#waiting.join(';\n');
    this.#waiting = [];
    if (statements !== '') await this.#client.query(statements);
  }
}

/**
 * Runs lookups that are planned by how large the tables are by now: a plan kept from the first batch, when they may be empty, would scan
 * them all ever after. Not for what inserts: the checks of its foreign keys would be planned anew for every row, at twice the cost.
 */
export async function plannedAnew<T>(trx: Trx, lookUp: () => Promise<T>): Promise<T> {
  await sql`set local plan_cache_mode = force_custom_plan`.execute(trx);
  const found = await lookUp();
  await sql`set local plan_cache_mode = force_generic_plan`.execute(trx);
  return found;
}

/** A row as COPY's text format wants it. */
export function copyLine(cells: readonly Cell[]): string {
  let line = '';
  for (const cell of cells) line += `${line === '' ? '' : '\t'}${copyText(cell)}`;
  return `${line}\n`;
}

const SPECIAL = /[\\\t\n\r]/;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function copyText(cell: Cell): string {
  if (cell === null) return '\\N';
  if (typeof cell !== 'string') return String(cell);
  return SPECIAL.test(cell) ? cell.replace(/[\\\t\n\r]/g, (found) => ESCAPES[found] ?? '') : cell;
}

/** JSON that the database can hold: no zero character, no half of a pair. */
export function storableJson(value: unknown): string {
  const json = JSON.stringify(value);
  if (!json.includes('\\u')) return json;
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'string' ? part.toWellFormed().replaceAll('\0', '') : part,
  );
}
