import { secondLineDueAt } from '@kshem/domain/escalation/deadline.ts';
import { nextEscalation } from '@kshem/domain/escalation/escalation-state.ts';
import { nextLine } from '@kshem/domain/escalation/line.ts';
import type { Deps } from '../deps.ts';
import { insertEscalationEvent, lockOverdue, saveEscalation } from './queries.ts';

/** Escalations that one sweep takes; more wait for the next, a minute later. */
const batch = 200;

/**
 * Passes on to the next line what nobody acknowledged in time: to supervisors, then to an officer; still raised, due again after as long as
 * the first line had (minutes that the protocol version sets for the level), each expiry an event of its own. Every minute; repeating it is harmless.
 *
 * @returns how many were passed on
 */
export function expireEscalations(deps: Deps, districtId: number): Promise<number> {
  const now = deps.now();
  return deps.system.transaction().execute(async (trx) => {
    const overdue = await lockOverdue(trx, districtId, now, batch);
    for (const { id, areaId, status, line, raisedAt, dueAt } of overdue) {
      const step = nextEscalation(status, { action: 'expire' });
      if (step.kind === 'refused') continue;
      await saveEscalation(trx, districtId, id, {
        status: step.status,
        line: nextLine(line),
        due_at: secondLine(raisedAt, dueAt, now),
        updated_at: now,
      });
      const event = { district_id: districtId, id: deps.newId(), escalation_id: id, area_id: areaId, by_user: null, note: null };
      await insertEscalationEvent(trx, { ...event, action: step.event, status: step.status, at: now });
    }
    return overdue.length;
  });
}

/** After a night on which no sweep ran, one expiry stands for all that were missed. */
function secondLine(raisedAt: Date, dueAt: Date, now: Date): Date {
  const next = secondLineDueAt(raisedAt, dueAt);
  return next > now ? next : new Date(now.getTime() + dueAt.getTime() - raisedAt.getTime());
}
