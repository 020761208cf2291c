import type { Trx } from '../db/transaction.ts';
import { setMissed } from './queries.ts';

/**
 * Marks what was due on a day and not answered, in the transaction that closes the day. Holds those check-ins until it ends: an answer
 * that arrives meanwhile waits, and then completes a missed one, late.
 *
 * @returns how many were missed
 */
export function markMissed(
  trx: Trx,
  { districtId, day, episodeIds }: { districtId: number; day: string; episodeIds: readonly string[] },
): Promise<number> {
  return episodeIds.length === 0 ? Promise.resolve(0) : setMissed(trx, districtId, day, episodeIds);
}
