import { finished } from 'node:stream/promises';
import { sql } from 'kysely';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { openKysely } from '../db/connect.ts';
import type { Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';

export type Cell = string | number | boolean | null;

/** The one transaction of an import: statements by `trx`, new rows by COPY on the same connection. */
export type ImportTrx = {
  readonly trx: Trx;
  readonly copy: (table: string, columns: readonly string[], rows: readonly (readonly Cell[])[]) => Promise<void>;
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
        return work({ trx, copy: (table, columns, rows) => copyRows(client, table, columns, rows) });
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

async function copyRows(
  client: pg.PoolClient,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
): Promise<void> {
  if (rows.length === 0) return;
  const stream = client.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin`));
  stream.end(rows.map(copyLine).join(''));
  await finished(stream);
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
