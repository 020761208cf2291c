import type { Insertable } from 'kysely';
import type { Trx } from '../db/transaction.ts';
import type { DB } from '../db/types.ts';

export async function insertAuditEvents(trx: Trx, rows: Insertable<DB['audit_event']>[]): Promise<void> {
  await trx.insertInto('audit_event').values(rows).execute();
}
