import { outcomesOf } from '@kshem/domain/help-desk/outcomes.ts';
import { isWaitedFor, type NeedStatus } from '@kshem/domain/need/need-state.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { delivered } from '../needs/delivered.ts';
import { insertNeedEvent, lockNeed, saveNeed, wasWritten } from '../needs/queries.ts';

export type RecordedOutcome = {
  readonly needId: string;
  /** Made on the device: sent twice, it is recorded once. */
  readonly eventId: string;
  readonly outcome: string;
  /** Local date. */
  readonly on: string;
  readonly note?: string;
};

/**
 * Writes down what came of a vaccination or a test. One that meets the request has it wait for the person's own word; recorded again, it is
 * corrected, also when the request is closed.
 *
 * @throws AppError not-found · conflict (it was declined) · bad-request for an outcome that the kind does not have
 */
export async function recordOutcome(deps: Deps, actor: Actor, recorded: RecordedOutcome): Promise<{ status: NeedStatus }> {
  const { districtId, userId } = actor;
  const { needId, eventId, outcome, on, note = null } = recorded;
  return inScope(deps.app, actor, async (trx) => {
    const need = await lockNeed(trx, districtId, needId);
    if (!need) throw new AppError('not-found', { needId });
    if (await wasWritten(trx, districtId, eventId)) return { status: need.status };
    if (need.status === 'declined') throw new AppError('conflict', { needId, status: need.status });
    const found = outcomesOf(need.kind).find(({ code }) => code === outcome);
    if (!found) throw new AppError('bad-request', { fields: ['outcome'] });
    const now = deps.now();
    const meets = found.meets && isWaitedFor(need.status);
    const status: NeedStatus = meets ? 'fulfilled' : need.status;
    const met = meets ? { status, assigned_to: need.assignedTo ?? userId, ...delivered(userId, 'note', now) } : {};
    await saveNeed(trx, districtId, needId, { updated_at: now, outcome, outcome_on: on, ...met });
    await insertNeedEvent(trx, {
      ...{ district_id: districtId, id: eventId, need_id: needId, area_id: need.areaId, action: 'need-outcome', status, note },
      ...{ at: now, by_user: userId, detail: JSON.stringify({ outcome, on }) },
    });
    await writeAudit(deps, trx, actor, {
      action: 'need.outcome-recorded',
      subjectKind: 'need',
      subjectId: needId,
    });
    return { status };
  });
}
