import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { lockTurn } from './queries.ts';
import type { ClaimShown } from './renew-claim.ts';
import { repoint } from './repoint-statement.ts';

/**
 * Gives a household back to its place at the head: the end of a shift, not a way to choose (the next claim gives the same one; putting
 * one aside is skipHousehold and costs a reason).
 * @throws AppError claim-lost
 */
export async function releaseClaim(deps: Deps, actor: Actor, { householdId, fence }: ClaimShown): Promise<void> {
  const { districtId, userId } = actor;
  await inScope(deps.app, actor, async (trx) => {
    const turn = await lockTurn(trx, districtId, householdId);
    if (turn?.state !== 'claimed' || turn.claimedBy !== userId || turn.fence !== fence) {
      throw new AppError('claim-lost', { householdId });
    }
    await repoint(trx, { districtId, householdIds: [householdId], now: deps.now(), release: true });
    await writeAudit(deps, trx, actor, { action: 'worklist.released', subjectKind: 'household', subjectId: householdId });
  });
}
