import type { Outcome } from '@kshem/domain/episode/outcome.ts';
import { cancelCheckIns } from '../check-ins/cancel-check-ins.ts';
import type { Trx } from '../db/transaction.ts';
import { closeItems } from '../worklist/close-items.ts';
import { saveEpisodes } from './queries.ts';

/**
 * Ends an episode that the caller has locked and found open: nothing of it is due any more, and what is on the desk is taken off at
 * once. A call that is on the line is left to its caller.
 */
export async function endEpisode(
  trx: Trx,
  {
    districtId,
    episodeId,
    personId,
    outcome,
    at,
  }: { districtId: number; episodeId: string; personId: string; outcome: Outcome; at: Date },
): Promise<void> {
  await saveEpisodes(trx, districtId, [episodeId], { status: 'ended', outcome, now: at });
  await clearDesk(trx, { districtId, episodeId, personId, reason: 'episode-ended', at });
}

/** Cancels what is due of an episode and drops its items. */
export async function clearDesk(
  trx: Trx,
  {
    districtId,
    episodeId,
    personId,
    reason,
    at,
  }: { districtId: number; episodeId: string; personId: string; reason: string; at: Date },
): Promise<void> {
  await cancelCheckIns(trx, { districtId, episodeId, from: at });
  await closeItems(trx, { districtId, personId, episodeId, state: 'dropped', reason, now: at });
}
