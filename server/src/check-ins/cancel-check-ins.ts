import type { Trx } from '../db/transaction.ts';
import { setCancelled } from './queries.ts';

/** Cancels what is planned or due of an episode from the day of an instant on, in the transaction that stops it. @returns how many */
export function cancelCheckIns(
  trx: Trx,
  { districtId, episodeId, from }: { districtId: number; episodeId: string; from: Date },
): Promise<number> {
  return setCancelled(trx, districtId, episodeId, from);
}
