import type { NeedStatus } from '@kshem/domain/need/need-state.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { insertNeedEvent, lockNeed } from './queries.ts';

/**
 * Adds a remark to a need, whatever its status: "the house was locked". It moves nothing.
 * @throws AppError not-found · bad-request (no remark)
 */
export async function noteNeed(
  deps: Deps,
  actor: Actor,
  { needId, note }: { needId: string; note: string | undefined },
): Promise<{ status: NeedStatus }> {
  if ((note ?? '').trim() === '') throw new AppError('bad-request', { fields: ['note'] });
  return inScope(deps.app, actor, async (trx) => {
    const need = await lockNeed(trx, actor.districtId, needId);
    if (!need) throw new AppError('not-found', { needId });
    const { areaId: area_id, status } = need;
    const event = { district_id: actor.districtId, id: deps.newId(), need_id: needId, area_id, note: note ?? null };
    await insertNeedEvent(trx, { ...event, action: 'need-noted', status, at: deps.now(), by_user: actor.userId });
    await writeAudit(deps, trx, actor, { action: 'need.noted', subjectKind: 'need', subjectId: needId });
    return { status };
  });
}
