import { sql } from 'kysely';
import type pg from 'pg';
import { openKysely, openPool } from '../db/connect.ts';
import type { Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { StagedRows } from './staged-rows.ts';

export type Cell = string | number | boolean | null;

/** The one transaction of an import: statements by `trx`, many new rows at once by `add` and `flush`, on the same connection. */
export type ImportTrx = {
  readonly trx: Trx;
  readonly add: StagedRows['add'];
  readonly flush: StagedRows['flush'];
};

/**
 * Runs `work` in one transaction as kshem_system. All of an import is in it, so that one that dies half-way, with its server or its
 * database, leaves nothing. On a connection of its own: plans that a pooled one keeps from days when the tables were small would cost hours.
 */
export async function inImportTransaction<T>(deps: Deps, work: (handle: ImportTrx) => Promise<T>): Promise<T> {
  const pool = openPool(deps.ownerUrl, 'kshem_system', 1, (error) =>
    deps.log.warn({ reason: error.message }, 'an import lost its connection'),
  );
  try {
    const client = await pool.connect();
    return await openKysely(poolOf(client))
      .transaction()
      .execute(async (trx) => {
        // The person's name index takes its new entries at the end instead of merging them a few hundred at a time (0.6 s of 100,000 people).
        await sql`set local gin_pending_list_limit = '256MB'`.execute(trx);
        await sql`set local idle_in_transaction_session_timeout = '10min'`.execute(trx);
        const staged = new StagedRows(client);
        return work({ trx, add: (name, lines) => staged.add(name, lines), flush: (same) => staged.flush(same) });
      })
      .finally(() => client.release(true));
  } finally {
    await pool.end();
  }
}

/** One connection that looks like a pool, so that queries and COPY share it. */
function poolOf(client: pg.PoolClient): pg.Pool {
  const shared = { query: client.query.bind(client), release: () => undefined };
  return { connect: async () => shared, end: async () => undefined } as unknown as pg.Pool;
}

/** Rows as COPY's text format wants them. */
export function copyLines(rows: readonly (readonly Cell[])[]): string {
  return rows.map(copyLine).join('');
}

function copyLine(cells: readonly Cell[]): string {
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
