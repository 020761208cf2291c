import type { Text } from '@kshem/domain/text.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { findNeed, listEvents } from './list-queries.ts';
import { shownNeed, statusOf } from './shown-need.ts';

/**
 * A need with everything that happened to it, oldest first. The look is written down.
 * @throws AppError not-found
 */
export async function readNeed(deps: Deps, actor: Actor, needId: string) {
  const { districtId } = actor;
  const { row, events } = await inScope(deps.app, actor, async (trx) => {
    const found = await findNeed(trx, districtId, needId);
    if (!found) throw new AppError('not-found', { needId });
    const { personId } = found;
    await writeAudit(deps, trx, actor, { action: 'need.read', subjectKind: 'person', subjectId: personId, detail: { needId } });
    return { row: found, events: await listEvents(trx, districtId, needId) };
  });
  return {
    need: await shownNeed(deps, row, deps.now()),
    events: events.map(({ byHi, byEn, toHi, toEn, status, detail, ...event }) => ({
      ...event,
      proof: detail?.proof ?? null,
      reason: detail?.reason ?? null,
      passedTo: detail?.to ?? null,
      status: statusOf(status),
      by: nameOf(byHi, byEn),
      assignedTo: nameOf(toHi, toEn),
    })),
  };
}

function nameOf(hi: string | null, en: string | null): Text | null {
  return hi === null || en === null ? null : { hi, en };
}
