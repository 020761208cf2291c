import { addMinutes } from '@kshem/domain/time/instant.ts';
import { calledOutAgainAfter } from '@kshem/domain/transfer/step-deadline.ts';
import type { Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { insertTransferEvent, type LockedTransfer, lockLate, saveTransfer } from './queries.ts';
import { releasing } from './step-changes.ts';

/** Transfers that one sweep takes; more wait for the next, a minute later. */
const batch = 200;

/**
 * Every minute: a bed that was kept for too long without an ambulance is given back, and every step that is late calls the desk out, again
 * and again until it is taken. Repeating it is harmless.
 *
 * @returns how many were called out
 */
export function callOutLate(deps: Deps, districtId: number): Promise<number> {
  const now = deps.now();
  return deps.system.transaction().execute(async (trx) => {
    const found = await lockLate(trx, districtId, now, batch);
    for (const transfer of found) await callOut(deps, trx, districtId, transfer, now);
    return found.length;
  });
}

async function callOut(deps: Deps, trx: Trx, districtId: number, found: LockedTransfer, now: Date): Promise<void> {
  const expired = found.status === 'bed-held' && found.holdUntil !== null && found.holdUntil <= now;
  const change = expired
    ? { ...(await releasing(trx, districtId, found)), status: 'requested' as const, family_told_at: null }
    : {};
  const status = expired ? 'requested' : found.status;
  // In hospital the day's news is late, not somebody at home: the desk hears of it by the hour.
  const again = addMinutes(now, status === 'admitted' ? 60 : calledOutAgainAfter);
  await saveTransfer(trx, districtId, found.transferId, { ...change, due_at: again, late: found.late + 1, updated_at: now });
  const event = { district_id: districtId, transfer_id: found.transferId, area_id: found.areaId, status, at: now, by_user: null };
  const action = expired ? 'bed-time-ran-out' : 'step-late';
  await insertTransferEvent(trx, { ...event, id: deps.newId(), action });
}
