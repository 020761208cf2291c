import { sql } from 'kysely';
import type { Db } from './connect.ts';
import { tables } from './tables.ts';

/**
 * Makes the monthly partitions of every history table for the month of `day` (YYYY-MM-DD) and the next `ahead` months.
 * Runs as the tables' owner, at every start and nightly; rows never meet a month that is not there.
 */
export async function ensureMonths(owner: Db, day: string, ahead = 2): Promise<void> {
  for (const [table, about] of Object.entries(tables)) {
    if (!('month' in about)) continue;
    for (let i = 0; i <= ahead; i++) await ensureMonth(owner, table, addMonths(day, i));
  }
}

async function ensureMonth(owner: Db, table: string, first: string): Promise<void> {
  const name = `${table}_${first.slice(0, 7).replace('-', '_')}`;
  await sql`create table if not exists ${sql.table(name)} partition of ${sql.table(table)}
    for values from (${sql.lit(first)}) to (${sql.lit(addMonths(first, 1))})`.execute(owner);
  // A partition has policies and rights of its own; without them it would be reachable past its parent's.
  await sql`revoke all on ${sql.table(name)} from public`.execute(owner);
}

/** First day of the month `count` months after that of `day`. */
function addMonths(day: string, count: number): string {
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + count;
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}-01`;
}
