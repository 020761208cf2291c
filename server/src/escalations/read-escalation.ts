import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { findEscalation, listEvents } from './list-queries.ts';
import { nameOf, shownEscalation } from './shown-escalation.ts';

/**
 * An escalation with everything that happened to it, oldest first. The look is written down.
 * @throws AppError not-found
 */
export async function readEscalation(deps: Deps, actor: Actor, escalationId: string) {
  const { districtId } = actor;
  const { row, events } = await inScope(deps.app, actor, async (trx) => {
    const found = await findEscalation(trx, districtId, escalationId);
    if (!found) throw new AppError('not-found', { escalationId });
    const subject = { subjectKind: 'person', subjectId: found.personId };
    await writeAudit(deps, trx, actor, { action: 'escalation.read', ...subject, detail: { escalationId } });
    return { row: found, events: await listEvents(trx, districtId, escalationId) };
  });
  return {
    escalation: await shownEscalation(deps, row, deps.now()),
    events: events.map(({ byHi, byEn, ...event }) => ({ ...event, by: nameOf(byHi, byEn) })),
  };
}
