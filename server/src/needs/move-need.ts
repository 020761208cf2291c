import { allows } from '@kshem/domain/access/roles.ts';
import { isForTheRoom } from '@kshem/domain/need/desk-need-kinds.ts';
import { type NeedAction, type NeedStatus, nextNeed } from '@kshem/domain/need/need-state.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inScope, type Trx } from '../db/transaction.ts';
import { violatedUnique } from '../db/violated-unique.ts';
import type { Deps } from '../deps.ts';
import { delivered } from './delivered.ts';
import { knownKind } from './known-kind.ts';
import { findRolesOver, insertNeedEvent, type LockedNeed, lockNeed, type NeedChange, saveNeed, wasWritten } from './queries.ts';

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
  /** Made where it was written down: sent twice, it is done once. */
  readonly eventId?: string;
};

/**
 * Moves a need by its state table, with an event of its own. Nothing is closed that the person has not confirmed, unless it was declined
 * with a reason; and whoever brought it is not the one who writes down that they said so.
 *
 * @throws AppError not-found · conflict (somebody moved it meanwhile, or another of the kind is open) · move-not-possible (not in this
 *   status) · assignee-not-possible · own-delivery · proof-missing (a kind that wants one, by a field team) · not-allowed (to
 *   confirm) · bad-request (a part that the action needs)
 */
export async function moveNeed(deps: Deps, actor: Actor, move: NeedMove): Promise<{ status: NeedStatus }> {
  const { needId, action, from, note = null } = move;
  checkParts(move);
  const moved = inScope(deps.app, actor, async (trx) => {
    const need = await lockNeed(trx, actor.districtId, needId);
    if (!need) throw new AppError('not-found', { needId });
    if (move.eventId !== undefined && (await wasWritten(trx, actor.districtId, move.eventId))) return { status: need.status };
    if (need.status !== from) throw new AppError('conflict', { needId, status: need.status });
    const step = nextNeed(need.status, action);
    if (step.kind === 'refused') throw new AppError('move-not-possible', { needId, status: need.status, allowed: step.allowed });
    if (action === 'confirm') checkHearer(actor, need);
    if (action === 'fulfil') await checkWord(deps, actor, need);
    const assignTo = action === 'assign' ? await checkAssignee(trx, actor, need, move) : null;
    await saveNeed(trx, actor.districtId, needId, changeBy(need, actor, move, step.status, assignTo, deps.now()));
    await insertNeedEvent(trx, {
      ...{ district_id: actor.districtId, id: move.eventId ?? deps.newId(), need_id: needId, area_id: need.areaId, note },
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

/** A kit was marked as received by the very team that had not brought it: the person's word is heard by somebody else. */
function checkHearer(actor: Actor, { kind, deliveredBy }: LockedNeed): void {
  if (!allows(actor.roles, 'need.confirm')) throw new AppError('not-allowed');
  if (deliveredBy !== null && deliveredBy === actor.userId && !isForTheRoom(kind)) throw new AppError('own-delivery');
}

/** A field team shows proof (deliver-need.ts); the room may take its own word for it. */
async function checkWord(deps: Deps, { roles }: Actor, need: LockedNeed): Promise<void> {
  if (roles.some((role) => role !== 'field' && allows([role], 'need.update'))) return;
  const kind = await knownKind(deps, need);
  if (kind?.proof) throw new AppError('proof-missing', { wanted: kind.proof });
}

function missing(field: string): AppError {
  return new AppError('bad-request', { fields: [field] });
}

function changeBy(
  need: LockedNeed,
  { userId }: Actor,
  { action, promisedAt, note }: NeedMove,
  status: NeedStatus,
  assignTo: string | null,
  now: Date,
): NeedChange {
  const closed_at = status === 'confirmed' || status === 'declined' ? now : null;
  const change = { status, closed_at, updated_at: now };
  if (action === 'assign') return { ...change, assigned_to: assignTo };
  if (action === 'promise') return { ...change, promised_at: promisedAt ?? null };
  if (action === 'fulfil') return { ...change, ...delivered(userId, note === undefined ? 'none' : 'note', now) };
  if (action !== 'reopen') return closed_at ? { ...change, escalate_at: null } : change;
  // As long again as it had the first time.
  const due_at = new Date(now.getTime() + need.dueAt.getTime() - need.raisedAt.getTime());
  const undone = { delivered_at: null, delivered_by: null, proof: null, code_wrong: 0, escalated_to: null, escalate_at: due_at };
  return { ...change, ...undone, assigned_to: null, promised_at: null, due_at, reopened: need.reopened + 1 };
}
