import { secondLineDueAt } from '@kshem/domain/escalation/deadline.ts';
import { type EscalationAction, nextEscalation } from '@kshem/domain/escalation/escalation-state.ts';
import { mayMoveEscalation } from '@kshem/domain/escalation/who-may-move.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inScope, type Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import {
  type EscalationChange,
  insertEscalationEvent,
  type LockedEscalation,
  lockEscalation,
  saveEscalation,
} from './queries.ts';

export type EscalationMove = {
  readonly escalationId: string;
  readonly action: Exclude<EscalationAction, 'expire'>;
  /** With `resolve`: what was done. */
  readonly resolution?: string;
  /** With `hand-back`: why. */
  readonly note?: string;
};

/**
 * Acknowledges, resolves or hands back an escalation by its state table, with an event of its own. Nothing is resolved that nobody has
 * acknowledged by name; whoever moves first is the one who moved.
 *
 * @throws AppError not-found · not-allowed (the server itself, or another unit's) · acknowledge-first · conflict (somebody moved it meanwhile) ·
 *   bad-request (no resolution)
 */
export async function moveEscalation(
  deps: Deps,
  actor: Actor,
  move: EscalationMove,
): Promise<{ status: LockedEscalation['status'] }> {
  if (actor.userId === null) throw new AppError('not-allowed');
  return inScope(deps.app, actor, (trx) => moveWithin(trx, deps, actor, move));
}

/** The same in the caller's transaction: a consultation acknowledges and closes with its own row. */
export async function moveWithin(
  trx: Trx,
  deps: Pick<Deps, 'now' | 'newId'>,
  actor: Actor,
  move: EscalationMove,
): Promise<{ status: LockedEscalation['status'] }> {
  const { userId, districtId } = actor;
  const { escalationId, action } = move;
  if (userId === null) throw new AppError('not-allowed');
  if (action === 'resolve' && (move.resolution ?? '').trim() === '')
    throw new AppError('bad-request', { fields: ['resolution'] });
  const found = await lockEscalation(trx, districtId, escalationId);
  if (!found) throw new AppError('not-found', { escalationId });
  if (!mayMoveEscalation(actor.roles, found.ownerUnit, action)) throw new AppError('not-allowed', { ownerUnit: found.ownerUnit });
  const step = nextEscalation(found.status, { action, by: userId });
  if (step.kind === 'refused') throw refusal(found, move);
  const now = deps.now();
  await saveEscalation(trx, districtId, escalationId, changeBy(found, move, step.status, userId, now));
  const event = { district_id: districtId, id: deps.newId(), escalation_id: escalationId, area_id: found.areaId };
  const note = move.resolution ?? move.note ?? null;
  await insertEscalationEvent(trx, { ...event, action: step.event, status: step.status, at: now, by_user: userId, note });
  const subject = { subjectKind: 'escalation', subjectId: escalationId };
  await writeAudit(deps, trx, actor, { action: 'escalation.moved', ...subject, detail: { action, from: found.status } });
  return { status: step.status };
}

/** One that is raised must be acknowledged first; anything else was moved by somebody else since it was seen. */
function refusal({ status }: LockedEscalation, { escalationId, action }: EscalationMove): AppError {
  const first = status === 'raised' && action === 'resolve';
  return new AppError(first ? 'acknowledge-first' : 'conflict', { escalationId, status });
}

function changeBy(
  { raisedAt, dueAt }: LockedEscalation,
  { action, resolution }: EscalationMove,
  status: LockedEscalation['status'],
  by: string,
  now: Date,
): EscalationChange {
  const change = { status, updated_at: now };
  if (action === 'acknowledge') return { ...change, acknowledged_at: now, acknowledged_by: by };
  if (action === 'resolve') return { ...change, resolved_at: now, resolved_by: by, resolution: resolution ?? null };
  // Handed back, it waits for somebody else as long as it did the first time.
  const again = secondLineDueAt(raisedAt, dueAt);
  return { ...change, acknowledged_at: null, acknowledged_by: null, due_at: again > now ? again : now };
}
