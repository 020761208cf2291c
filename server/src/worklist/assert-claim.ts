import { standing } from '@kshem/domain/worklist/claim-state.ts';
import type { Trx } from '../db/transaction.ts';
import { lockTurn } from './queries.ts';

/**
 * Whether a writer still holds the household it claimed. Locks the row, so the answer holds to the end of the transaction: nobody
 * claims or expires it meanwhile.
 */
export async function assertClaim(
  trx: Trx,
  claim: { districtId: number; householdId: string; userId: string; fence: number; now: Date },
): Promise<'held' | 'lost'> {
  const turn = await lockTurn(trx, claim.districtId, claim.householdId);
  return turn && turn.claimedBy === claim.userId && standing(turn, claim.fence, claim.now) === 'holder' ? 'held' : 'lost';
}
