import { sql } from 'kysely';
import type { Trx } from '../db/transaction.ts';

/** Locks the turns of households, so that nobody claims one meanwhile. @returns those that a caller holds */
export async function lockTurns(trx: Trx, districtId: number, householdIds: readonly string[]): Promise<readonly string[]> {
  const rows = await trx
    .selectFrom('worklist_household')
    .select(['household_id as householdId', 'state'])
    .where('district_id', '=', districtId)
    .where(sql<boolean>`household_id = any (${householdIds}::uuid[])`)
    .orderBy('household_id')
    .forUpdate()
    .execute();
  return rows.filter(({ state }) => state === 'claimed').map(({ householdId }) => householdId);
}
