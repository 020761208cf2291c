import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { hasLiveCall, lockTurn } from './queries.ts';
import { repoint } from './repoint-statement.ts';

export type TakingBack = {
  readonly householdId: string;
  /** The claim that was seen: one that has changed hands since is left alone. */
  readonly fence: number;
  readonly reason: string;
};

/**
 * Puts a household that an absent caller holds back on the desk before its lease runs out. Their answers, should they still send them, are
 * taken and marked late. A call that is on the line is not taken from anybody.
 * @throws AppError not-found · conflict (nobody holds it, or somebody else by now) · being-called
 */
export async function takeBackClaim(deps: Deps, actor: Actor, { householdId, fence, reason }: TakingBack): Promise<void> {
  const { districtId } = actor;
  await inScope(deps.app, actor, async (trx) => {
    const turn = await lockTurn(trx, districtId, householdId);
    if (!turn) throw new AppError('not-found', { householdId });
    if (turn.state !== 'claimed' || turn.claimedBy === null || turn.fence !== fence)
      throw new AppError('conflict', { householdId });
    if (await hasLiveCall(trx, districtId, householdId, turn.claimedBy)) throw new AppError('being-called', { householdId });
    await repoint(trx, { districtId, householdIds: [householdId], now: deps.now(), release: true });
    const subject = { subjectKind: 'household', subjectId: householdId };
    await writeAudit(deps, trx, actor, { action: 'worklist.taken-back', ...subject, detail: { from: turn.claimedBy, reason } });
  });
}
