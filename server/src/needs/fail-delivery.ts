import type { FailedDelivery } from '@kshem/domain/need/failed-delivery.ts';
import { type NeedStatus, nextNeed } from '@kshem/domain/need/need-state.ts';
import { earlier } from '@kshem/domain/time/instant.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { insertNeedEvent, lockNeed, saveNeed, wasWritten } from './queries.ts';

export type Failed = {
  readonly needId: string;
  readonly eventId: string;
  readonly at: Date;
  readonly reason: FailedDelivery;
  readonly note?: string;
  /** Left for another team; else whoever has it keeps it and goes again. */
  readonly giveBack: boolean;
};

/**
 * Writes down that somebody went and came back with it, and why. The need stays open with the same deadline; how often it happened is
 * counted.
 *
 * @throws AppError not-found · need-taken (another team has it) · conflict (it waits for nobody any more)
 */
export async function failDelivery(deps: Deps, actor: Actor, failed: Failed): Promise<{ status: NeedStatus }> {
  const { districtId, userId } = actor;
  const { needId, eventId, reason, note = null, giveBack } = failed;
  return inScope(deps.app, actor, async (trx) => {
    const need = await lockNeed(trx, districtId, needId);
    if (!need) throw new AppError('not-found', { needId });
    if (await wasWritten(trx, districtId, eventId)) return { status: need.status };
    const step = nextNeed(need.status, 'fail');
    if (step.kind === 'refused') throw new AppError('conflict', { needId, status: need.status });
    if (need.assignedTo !== null && need.assignedTo !== userId) throw new AppError('need-taken', { needId });
    const free = giveBack || need.status === 'open';
    const status: NeedStatus = free ? 'open' : step.status;
    const now = deps.now();
    await saveNeed(trx, districtId, needId, {
      ...{ status, updated_at: now, failed: need.failed + 1 },
      ...(free && { assigned_to: null }),
    });
    await insertNeedEvent(trx, {
      ...{ district_id: districtId, id: eventId, need_id: needId, area_id: need.areaId, action: step.event, status, note },
      ...{ at: earlier(failed.at, now), by_user: userId, detail: JSON.stringify({ reason }) },
    });
    await writeAudit(deps, trx, actor, {
      action: 'need.not-delivered',
      subjectKind: 'need',
      subjectId: needId,
      detail: { reason, giveBack },
    });
    return { status };
  });
}
