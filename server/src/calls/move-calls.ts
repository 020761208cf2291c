import { sql } from 'kysely';
import type { Trx } from '../db/transaction.ts';

/** Calls that are not over go with their people under another roof. Live calls are as many as callers at most: their index is read whole. */
export async function moveCalls(
  trx: Trx,
  {
    districtId,
    fromHouseholdIds,
    toHouseholdId,
  }: { districtId: number; fromHouseholdIds: readonly string[]; toHouseholdId: string },
): Promise<void> {
  await trx
    .updateTable('phone_call')
    .set({ household_id: toHouseholdId })
    .where('district_id', '=', districtId)
    .where('state', '<>', 'ended')
    .where(sql<boolean>`household_id = any (${fromHouseholdIds}::uuid[])`)
    .execute();
}

/** Whether somebody is on the line for a person, or its outcome is not written down yet. Plan: index call_attempt_one_live. */
export async function isOnTheLine(trx: Trx, districtId: number, personId: string): Promise<boolean> {
  const row = await trx
    .selectFrom('call_attempt')
    .select('id')
    .where('district_id', '=', districtId)
    .where('person_id', '=', personId)
    .where('disposition', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}
