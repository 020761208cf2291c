import type { NeedStatus } from '@kshem/domain/need/need-state.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { insertNeedEvent, lockNeed, takeIfFree } from './queries.ts';

export type Taking = {
  readonly needId: string;
  /** Made where it was taken: sent twice, it is taken once. */
  readonly eventId: string;
};

/**
 * Takes a need that nobody has, to bring it oneself. Of several teams one gets it.
 * @throws AppError not-found · need-taken (another team has it) · conflict (it waits for nobody any more) · not-allowed (the server itself)
 */
export async function takeNeed(deps: Deps, actor: Actor, { needId, eventId }: Taking): Promise<{ status: NeedStatus }> {
  const { districtId, userId } = actor;
  if (userId === null) throw new AppError('not-allowed');
  const now = deps.now();
  return inScope(deps.app, actor, async (trx) => {
    const taken = await takeIfFree(trx, { districtId, needId, userId, now });
    if (!taken) return { status: await whyNot(trx, actor, needId) };
    const event = { district_id: districtId, id: eventId, need_id: needId, area_id: taken.areaId, note: null };
    await insertNeedEvent(trx, {
      ...event,
      ...{ action: 'need-assigned', status: 'assigned', at: now, by_user: userId, assigned_to: userId },
    });
    await writeAudit(deps, trx, actor, { action: 'need.taken', subjectKind: 'need', subjectId: needId });
    return { status: 'assigned' };
  });
}

/** Taken by oneself before, as by a letter that was sent twice, is as good as taken now. */
async function whyNot(trx: Parameters<typeof lockNeed>[0], actor: Actor, needId: string): Promise<NeedStatus> {
  const need = await lockNeed(trx, actor.districtId, needId);
  if (!need) throw new AppError('not-found', { needId });
  if (need.assignedTo === actor.userId) return need.status;
  throw need.assignedTo !== null && need.status === 'assigned'
    ? new AppError('need-taken', { needId })
    : new AppError('conflict', { needId, status: need.status });
}
