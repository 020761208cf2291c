import type { Trx } from '../db/transaction.ts';
import { repoint } from './repoint-statement.ts';

/**
 * Recomputes one household's turn from its open items, in the transaction that changed them. closeItems, deferItem and addItems do it
 * themselves; call it after a change they do not know of.
 */
export async function refreshHousehold(trx: Trx, districtId: number, householdId: string, now: Date): Promise<void> {
  await repoint(trx, { districtId, householdIds: [householdId], now, release: false });
}
