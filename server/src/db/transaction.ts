import { sql, type Transaction } from 'kysely';
import type { Actor } from '../actor.ts';
import type { Db } from './connect.ts';
import type { DB } from './types.ts';

export type Trx = Transaction<DB>;

/**
 * Runs `work` in one transaction that sees only the actor's district and areas (row-level security).
 * SET LOCAL, not set_config(): the latter does not reach the workers of a distributed database.
 */
export function inScope<T>(db: Db, actor: Scope, work: (trx: Trx) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (trx) => {
    await sql.raw(setScope(actor)).execute(trx);
    return work(trx);
  });
}

export type Scope = Pick<Actor, 'districtId' | 'areas'>;

/** The statements that set a transaction's scope. Only digits and commas are let through. */
export function setScope({ districtId, areas }: Scope): string {
  const list = areas === 'all' ? '*' : areas.map((id) => digits(id)).join(',');
  return `set local kshem.district = '${digits(districtId)}'; set local kshem.areas = '${list}'`;
}

function digits(id: number): string {
  if (!Number.isSafeInteger(id) || id < 0) throw new Error('a scope holds whole, positive ids only');
  return String(id);
}
