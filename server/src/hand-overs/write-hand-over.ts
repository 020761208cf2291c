import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { listHeld } from '../escalations/held-queries.ts';
import { dropDuty, insertHandOver, isDoctorOf } from './queries.ts';

export type HandOverToWrite = { readonly handOverId: string; readonly toUserId: string | null; readonly note: string };

/**
 * Ends a doctor's shift: what the next one must know, with the escalations in the doctor's name. They stay in that name until somebody takes
 * over, so that none is without one. Writing it twice is writing it once.
 *
 * @throws AppError not-found (nobody of that account is a doctor here)
 */
export function writeHandOver(
  deps: Deps,
  actor: Actor,
  { handOverId, toUserId, note }: HandOverToWrite,
): Promise<{ escalations: number }> {
  const { districtId, userId } = actor;
  if (userId === null) throw new AppError('not-allowed');
  return inScope(deps.app, actor, async (trx) => {
    if (toUserId !== null && !(await isDoctorOf(trx, districtId, toUserId))) throw new AppError('not-found', { toUserId });
    const held = await listHeld(trx, districtId, userId);
    const now = deps.now();
    await insertHandOver(trx, {
      district_id: districtId,
      id: handOverId,
      by_user: userId,
      to_user: toUserId,
      note,
      area_ids: areasOf(held, actor),
      escalation_ids: held.map(({ id }) => id),
      written_at: now,
    });
    await dropDuty(trx, districtId, userId);
    await writeAudit(deps, trx, actor, {
      action: 'hand-over.written',
      subjectKind: 'hand-over',
      subjectId: handOverId,
      detail: { escalations: held.length, toUserId },
    });
    return { escalations: held.length };
  });
}

/** A note without escalations may speak of anybody of the writer's wards; an empty list is the whole district. */
function areasOf(held: readonly { areaId: number }[], { areas }: Actor): number[] {
  if (areas === 'all' && held.length === 0) return [];
  return [...new Set(held.length > 0 ? held.map(({ areaId }) => areaId) : (areas as readonly number[]))];
}
