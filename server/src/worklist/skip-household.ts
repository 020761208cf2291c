import { localDate } from '@kshem/domain/time/local-date.ts';
import { instantAt } from '@kshem/domain/time/local-time.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { assertClaim } from './assert-claim.ts';
import { skipsPerDay } from './lease.ts';
import { programmeHours } from './programme-hours.ts';
import { countSkipsSince, insertSkip } from './queries.ts';
import type { ClaimShown } from './renew-claim.ts';
import { repoint } from './repoint-statement.ts';

/**
 * Puts a claimed household aside for this caller until tomorrow; others are offered it at once. Costs a written reason and one of the
 * day's skips (one caller holds one household, so the count cannot be raced past).
 *
 * @returns how many skips are left today
 * @throws AppError bad-request (no reason) · claim-lost · skip-budget-used
 */
export async function skipHousehold(
  deps: Deps,
  actor: Actor,
  { householdId, fence, reason }: ClaimShown & { readonly reason: string },
): Promise<{ skipsLeft: number }> {
  const { districtId, userId } = actor;
  if (userId === null) throw new AppError('not-allowed');
  if (reason.trim() === '') throw new AppError('bad-request', { field: 'reason' });
  const { zone } = await programmeHours(deps, districtId);
  const now = deps.now();
  return inScope(deps.app, actor, async (trx) => {
    const standing = await assertClaim(trx, { districtId, householdId, userId, fence, now });
    if (standing === 'lost') throw new AppError('claim-lost', { householdId });
    const used = await countSkipsSince(trx, districtId, userId, instantAt(localDate(now, zone), '00:00', zone));
    if (used >= skipsPerDay) throw new AppError('skip-budget-used', { skipsPerDay });
    const id = deps.newId();
    await insertSkip(trx, {
      district_id: districtId,
      id,
      household_id: householdId,
      user_id: userId,
      reason: reason.trim(),
      skipped_at: now,
    });
    await repoint(trx, { districtId, householdIds: [householdId], now, release: true });
    // The reason is free text and stays in its own row.
    await writeAudit(deps, trx, actor, {
      action: 'worklist.skipped',
      subjectKind: 'household',
      subjectId: householdId,
      detail: { skipId: id },
    });
    return { skipsLeft: skipsPerDay - used - 1 };
  });
}
