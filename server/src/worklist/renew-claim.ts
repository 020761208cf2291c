import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { assertClaim } from './assert-claim.ts';
import { leaseEnd } from './lease.ts';
import { hasLiveCall, setClaimUntil } from './queries.ts';

export type ClaimShown = { readonly householdId: string; readonly fence: number };

/**
 * Extends a claim during a call; outside one it runs out, so that nobody sits on a household.
 * @throws AppError claim-lost · claim-not-in-call
 */
export async function renewClaim(deps: Deps, actor: Actor, { householdId, fence }: ClaimShown): Promise<{ claimUntil: Date }> {
  const { districtId, userId } = actor;
  if (userId === null) throw new AppError('not-allowed');
  const now = deps.now();
  return inScope(deps.app, actor, async (trx) => {
    const standing = await assertClaim(trx, { districtId, householdId, userId, fence, now });
    if (standing === 'lost') throw new AppError('claim-lost', { householdId });
    if (!(await hasLiveCall(trx, districtId, householdId, userId))) throw new AppError('claim-not-in-call', { householdId });
    const claimUntil = leaseEnd(now);
    await setClaimUntil(trx, districtId, householdId, claimUntil);
    return { claimUntil };
  });
}
