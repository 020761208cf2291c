import { type NeedAction, type NeedStatus, nextNeed } from '@kshem/domain/need/need-state.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inScope } from '../db/transaction.ts';
import { violatedUnique } from '../db/violated-unique.ts';
import type { Deps } from '../deps.ts';
import { findActiveUser, insertNeedEvent, type LockedNeed, lockNeed, type NeedChange, saveNeed } from './queries.ts';

export type NeedMove = {
  readonly needId: string;
  readonly action: NeedAction;
  /** The status the mover saw: two who act on one need at once do not undo each other. */
  readonly from: NeedStatus;
  /** With `assign`: the account that takes it on; the mover's own when absent. */
  readonly assignTo?: string;
  /** With `promise`: when the person was told it would come. */
  readonly promisedAt?: Date;
  /** With `decline`: why. Else a remark. */
  readonly note?: string;
};

/**
 * Moves a need by its state table, with an event of its own. Nothing is closed that the person has not confirmed, unless it was declined
 * with a reason.
 *
 * @throws AppError not-found · conflict (somebody moved it meanwhile, or another of the kind is open) · move-not-possible (not in this
 *   status) · bad-request (a part that the action needs)
 */
export async function moveNeed(deps: Deps, actor: Actor, move: NeedMove): Promise<{ status: NeedStatus }> {
  const { needId, action, from, note = null } = move;
  checkParts(move);
  const moved = inScope(deps.app, actor, async (trx) => {
    const need = await lockNeed(trx, actor.districtId, needId);
    if (!need) throw new AppError('not-found', { needId });
    if (need.status !== from) throw new AppError('conflict', { needId, status: need.status });
    const step = nextNeed(need.status, action);
    if (step.kind === 'refused') throw new AppError('move-not-possible', { needId, status: need.status, allowed: step.allowed });
    const assignTo = move.assignTo ?? actor.userId;
    if (action === 'assign' && (assignTo === null || !(await findActiveUser(trx, assignTo)))) throw missing('assignTo');
    await saveNeed(trx, actor.districtId, needId, changeBy(need, move, step.status, assignTo, deps.now()));
    const event = { district_id: actor.districtId, id: deps.newId(), need_id: needId, area_id: need.areaId, note };
    await insertNeedEvent(trx, { ...event, action: step.event, status: step.status, at: deps.now(), by_user: actor.userId });
    await writeAudit(deps, trx, actor, {
      action: 'need.moved',
      subjectKind: 'need',
      subjectId: needId,
      detail: { action, from },
    });
    return { status: step.status };
  });
  return moved.catch((error: unknown) => {
    throw violatedUnique(error) === 'need_one_open' ? new AppError('conflict', { needId }) : error;
  });
}

function checkParts({ action, promisedAt, note }: NeedMove): void {
  if (action === 'promise' && promisedAt === undefined) throw missing('promisedAt');
  if (action === 'decline' && (note ?? '').trim() === '') throw missing('note');
}

function missing(field: string): AppError {
  return new AppError('bad-request', { fields: [field] });
}

function changeBy(
  need: LockedNeed,
  { action, promisedAt }: NeedMove,
  status: NeedStatus,
  assignTo: string | null,
  now: Date,
): NeedChange {
  const closed_at = status === 'confirmed' || status === 'declined' ? now : null;
  const change = { status, closed_at, updated_at: now };
  if (action === 'assign') return { ...change, assigned_to: assignTo };
  if (action === 'promise') return { ...change, promised_at: promisedAt ?? null };
  if (action !== 'reopen') return change;
  // As long again as it had the first time.
  const due_at = new Date(now.getTime() + need.dueAt.getTime() - need.raisedAt.getTime());
  return { ...change, assigned_to: null, promised_at: null, due_at, reopened: need.reopened + 1 };
}
