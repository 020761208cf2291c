import { move } from '@kshem/domain/state/transitions.ts';
import { stepDueAt } from '@kshem/domain/transfer/step-deadline.ts';
import { type TransferAction, type TransferStatus, transferTable } from '@kshem/domain/transfer/transfer-state.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { againOnDeadlock } from '../db/again-on-deadlock.ts';
import { inScope, type Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { bringHome, stayInHospital } from './follow-in-hospital.ts';
import { insertTransferEvent, type LockedTransfer, lockTransfer, saveTransfer } from './queries.ts';
import { changeOf, type StepParts } from './step-changes.ts';

export type TransferMove = StepParts & {
  readonly transferId: string;
  readonly action: TransferAction;
  /** As whoever moves it saw it. */
  readonly from: TransferStatus;
};

export type Moved = { readonly status: TransferStatus; readonly holdUntil: Date | null; readonly etaAt: Date | null };

/**
 * Takes one step of a transfer: its row, the bed that is counted for it, the episode and an event with the name of whoever took over change
 * together or not at all.
 *
 * @throws AppError not-found · conflict (somebody moved it, or the step cannot follow) · no-bed-left · ambulance-busy · step-incomplete
 */
export function moveTransfer(deps: Deps, actor: Actor, wanted: TransferMove): Promise<Moved> {
  return againOnDeadlock(() =>
    inScope(deps.app, actor, async (trx) => {
      const found = await lockTransfer(trx, actor.districtId, wanted.transferId);
      if (!found) throw new AppError('not-found', { transferId: wanted.transferId });
      if (found.status !== wanted.from) throw new AppError('conflict', { status: found.status });
      return takeStep(deps, trx, actor, found, wanted);
    }),
  );
}

/** The same for a transfer that the caller has locked. */
export async function takeStep(
  deps: Deps,
  trx: Trx,
  actor: Actor,
  found: LockedTransfer,
  { action, ...parts }: StepParts & { readonly action: TransferAction },
): Promise<Moved> {
  const { districtId } = actor;
  const step = move(transferTable, found.status, action);
  if (step.kind === 'refused') throw new AppError('conflict', { status: found.status, allowed: step.allowed });
  const now = deps.now();
  const change = await changeOf(trx, districtId, found, action, parts, now);
  const etaAt = change.eta_at === undefined ? found.etaAt : (change.eta_at as Date | null);
  const onward = step.status !== found.status;
  await saveTransfer(trx, districtId, found.transferId, {
    ...change,
    status: step.status,
    // The household knows nothing yet of what this step changes.
    ...((onward || action === 'change-bed') && { family_told_at: null }),
    ...((onward || action === 'hear') && { due_at: stepDueAt(step.status, now, etaAt), late: 0 }),
    updated_at: now,
  });
  if (step.status === 'admitted' && onward) await stayInHospital(trx, districtId, found, now);
  if (step.status === 'discharged') await bringHome(deps, trx, actor, found);
  await tell(deps, trx, actor, found, { event: step.event, status: step.status, now, ...parts });
  await writeAudit(deps, trx, actor, {
    action: 'transfer.moved',
    subjectKind: 'person',
    subjectId: found.personId,
    detail: { transferId: found.transferId, action, from: found.status },
  });
  const holdUntil = change.hold_until === undefined ? found.holdUntil : (change.hold_until as Date | null);
  return { status: step.status, holdUntil, etaAt };
}

function tell(
  deps: Deps,
  trx: Trx,
  { districtId, userId }: Actor,
  { transferId, areaId }: LockedTransfer,
  told: { event: string; status: TransferStatus; now: Date; handedTo?: string | undefined; note?: string | undefined },
): Promise<void> {
  return insertTransferEvent(trx, {
    district_id: districtId,
    id: deps.newId(),
    transfer_id: transferId,
    area_id: areaId,
    action: told.event,
    status: told.status,
    at: told.now,
    by_user: userId,
    handed_to: told.handedTo ?? null,
    note: told.note ?? null,
  });
}

/**
 * Writes down that the household was told what happens next.
 * @throws AppError not-found · conflict (it has ended)
 */
export function tellFamily(deps: Deps, actor: Actor, { transferId }: { transferId: string }): Promise<void> {
  return inScope(deps.app, actor, async (trx) => {
    const { districtId } = actor;
    const found = await lockTransfer(trx, districtId, transferId);
    if (!found) throw new AppError('not-found', { transferId });
    if (found.status === 'discharged' || found.status === 'cancelled') throw new AppError('conflict', { status: found.status });
    const now = deps.now();
    await saveTransfer(trx, districtId, transferId, { family_told_at: now, updated_at: now });
    await tell(deps, trx, actor, found, { event: 'family-told', status: found.status, now });
  });
}
