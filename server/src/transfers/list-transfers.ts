import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { nameOf } from '../escalations/shown-escalation.ts';
import { countLive, findTransfer, listLive, listTransferEvents } from './list-queries.ts';
import { shownTransfer } from './shown-transfer.ts';

/** Everybody of the actor's areas who is on the way, or in hospital; late steps first. */
export async function listTransfers(deps: Deps, actor: Actor, { show }: { show: 'on-the-way' | 'in-hospital' }) {
  const { districtId } = actor;
  const rows = await inScope(deps.app, actor, async (trx) => {
    const found = await listLive(trx, districtId, show === 'in-hospital');
    const subject = { subjectKind: 'district', subjectId: String(districtId) };
    const detail = { personIds: found.map(({ personId }) => personId) };
    await writeAudit(deps, trx, actor, { action: 'transfers.listed', ...subject, detail });
    return found;
  });
  return { items: rows.map((row) => shownTransfer(row, deps.now())) };
}

/** Names nobody, so it is asked with every hint and leaves no trail. */
export function countTransfers(deps: Deps, actor: Actor) {
  return inScope(deps.app, actor, (trx) => countLive(trx, actor.districtId, deps.now()));
}

/**
 * A transfer with every hand-over, oldest first. The look is written down.
 * @throws AppError not-found
 */
export async function readTransfer(deps: Deps, actor: Actor, { transferId }: { transferId: string }) {
  const { districtId } = actor;
  const { row, events } = await inScope(deps.app, actor, async (trx) => {
    const found = await findTransfer(trx, districtId, transferId);
    if (!found) throw new AppError('not-found', { transferId });
    const subject = { subjectKind: 'person', subjectId: found.personId };
    await writeAudit(deps, trx, actor, { action: 'transfer.read', ...subject, detail: { transferId } });
    return { row: found, events: await listTransferEvents(trx, districtId, transferId) };
  });
  return {
    transfer: shownTransfer(row, deps.now()),
    events: events.map(({ byHi, byEn, ...event }) => ({ ...event, by: nameOf(byHi, byEn) })),
  };
}
