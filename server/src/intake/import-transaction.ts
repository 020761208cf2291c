import { finished } from 'node:stream/promises';
import { sql } from 'kysely';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { openKysely } from '../db/connect.ts';
import type { Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';

export type Cell = string | number | boolean | null;

/** The one transaction of an import: statements by `trx`, many new rows at once by `add`, on the same connection. */
export type ImportTrx = {
  readonly trx: Trx;
  readonly add: (table: string, columns: readonly string[], rows: readonly (readonly Cell[])[]) => Promise<void>;
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
        // Each batch is planned by how large the tables are by then: a plan kept from the first one, when they may be empty, scans them all.
        await sql`set local plan_cache_mode = force_custom_plan`.execute(trx);
        await sql`set local idle_in_transaction_session_timeout = '10min'`.execute(trx);
        const staged = new Set<string>();
        return work({ trx, add: (table, columns, rows) => stageRows(client, staged, table, columns, rows) });
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
async function stageRows(
  client: pg.PoolClient,
  staged: Set<string>,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
): Promise<void> {
  if (rows.length === 0) return;
  const names = columns.join(', ');
  if (!staged.has(table)) {
    await client.query(`create temp table staged_${table} on commit drop as select ${names} from ${table} with no data`);
    staged.add(table);
  }
  const stream = client.query(copyFrom(`copy pg_temp.staged_${table} (${names}) from stdin`));
  stream.end(rows.map(copyLine).join(''));
  await finished(stream);
  await client.query(`insert into ${table} (${names}) select ${names} from pg_temp.staged_${table}`);
  await client.query(`truncate pg_temp.staged_${table}`);
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
