/**
 * The demonstration writes a whole past at once, into tables that otherwise have one writer each: only into a district that nobody has
 * worked in, and only rows that those writers could have left behind.
 */
import { sql } from 'kysely';
import type { Db } from '../db/connect.ts';
import type { Trx } from '../db/transaction.ts';
import { type Rows, type WrittenTable, writtenTables } from './rows.ts';

const rowsAtOnce = 5000;

/** One statement a table and 5,000 rows: the rows travel as one JSON text and PostgreSQL reads them by the table's own columns. */
export async function writeRows(trx: Trx, rows: Rows): Promise<void> {
  for (const table of writtenTables) {
    for (let from = 0; from < rows[table].length; from += rowsAtOnce) {
      await writeBatch(trx, table, JSON.stringify(rows[table].slice(from, from + rowsAtOnce)));
    }
  }
}

async function writeBatch(trx: Trx, table: WrittenTable, json: string): Promise<void> {
  const into = sql.table(table);
  await sql`insert into ${into} select * from json_populate_recordset(null::${into}, ${json}::json)`.execute(trx);
}

/** Holds off a second server that starts on the same empty database. */
export async function holdSeeding(trx: Trx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('seed-demo', 0))`.execute(trx);
}

export async function hasDistrict(db: Db | Trx): Promise<boolean> {
  return (await db.selectFrom('district').select('id').limit(1).executeTakeFirst()) !== undefined;
}

export type Published = { programmeId: string; version: string; effectiveFrom: string };

/** Published versions of every programme with the local date from which episodes may start on each; newest last. */
export async function listPublished(db: Db): Promise<Published[]> {
  const { rows } = await sql<Published>`select programme_id "programmeId", version, body->>'effectiveFrom' "effectiveFrom"
    from protocol_version order by programme_id, body->>'effectiveFrom', version`.execute(db);
  return rows;
}
