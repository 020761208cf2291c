import { allows } from '@kshem/domain/access/roles.ts';
import { type NeedAction, type NeedStatus, nextNeed } from '@kshem/domain/need/need-state.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inScope, type Trx } from '../db/transaction.ts';
import { violatedUnique } from '../db/violated-unique.ts';
import type { Deps } from '../deps.ts';
import { findRolesOver, insertNeedEvent, type LockedNeed, lockNeed, type NeedChange, saveNeed } from './queries.ts';

export type NeedMove = {
  readonly needId: string;
  readonly action: NeedAction;
  /** The status the mover saw: two who act on one need at once do not undo each other. */
  readonly from: NeedStatus;
  /** With `assign`: the member of the owner's unit who takes it on; the mover's own account when absent. */
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
 *   status) · assignee-not-possible · bad-request (a part that the action needs)
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
    const assignTo = action === 'assign' ? await checkAssignee(trx, actor, need, move) : null;
    await saveNeed(trx, actor.districtId, needId, changeBy(need, move, step.status, assignTo, deps.now()));
    await insertNeedEvent(trx, {
      ...{ district_id: actor.districtId, id: deps.newId(), need_id: needId, area_id: need.areaId, note },
      ...{ action: step.event, status: step.status, at: deps.now(), by_user: actor.userId, assigned_to: assignTo },
      promised_at: action === 'promise' ? (move.promisedAt ?? null) : null,
    });
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

/**
 * Given to somebody who sees the person and may move needs, of the unit that owns it; taken on by oneself also across units, because a
 * supervisor who drives by with the medicine need not ask first.
 */
async function checkAssignee(trx: Trx, actor: Actor, need: LockedNeed, { assignTo }: NeedMove): Promise<string> {
  const userId = assignTo ?? actor.userId;
  if (userId === null) throw missing('assignTo');
  const roles = await findRolesOver(trx, { districtId: actor.districtId, userId, areaId: need.areaId });
  const ofUnit = roles?.some((role) => role === need.ownerUnit) === true || userId === actor.userId;
  if (!roles || !ofUnit || !allows(roles, 'need.update')) throw new AppError('assignee-not-possible', { assignTo: userId });
  return userId;
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
