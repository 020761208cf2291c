import type { Text } from '@kshem/domain/text.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { type EscalationFilter, type ListedEscalation, listOpen } from './list-queries.ts';

export type EscalationsAsked = Omit<EscalationFilter, 'districtId' | 'after'> & { readonly after?: string | undefined };

/** Escalations that nobody has resolved, of the actor's areas, the one due first at the top, each with what raised it in words. */
export async function listEscalations(deps: Deps, actor: Actor, { after, ...filter }: EscalationsAsked) {
  const place = after === undefined ? null : readPlace(after);
  const now = deps.now();
  const rows = await inScope(deps.app, actor, async (trx) => {
    const found = await listOpen(trx, { ...filter, districtId: actor.districtId, after: place });
    await writeAudit(deps, trx, actor, {
      action: 'escalations.listed',
      subjectKind: 'district',
      subjectId: String(actor.districtId),
      detail: { personIds: found.map(({ personId }) => personId) },
    });
    return found;
  });
  const last = rows.length === filter.limit ? rows.at(-1) : undefined;
  const items = await Promise.all(rows.map((row) => shown(deps, row, now)));
  return { items, next: last ? `${last.dueAt.toISOString()}~${last.escalationId}` : null };
}

async function shown(deps: Deps, { version, ruleIds, ...escalation }: ListedEscalation, now: Date) {
  const { protocol } = await deps.protocols.get(escalation.programmeId, version);
  const reasons = ruleIds.map((ruleId) => ({
    ruleId,
    text: protocol.triage.rules.find(({ id }) => id === ruleId)?.reason ?? ofTheDesk(ruleId),
  }));
  return { ...escalation, reasons, overdue: escalation.status === 'raised' && escalation.dueAt <= now };
}

/** Escalations that no rule raised. */
const deskReasons: Readonly<Record<string, Text>> = {
  'told-died': { hi: 'मृत्यु की सूचना मिली', en: 'Told that the person died' },
};

function ofTheDesk(ruleId: string): Text {
  return deskReasons[ruleId] ?? { hi: ruleId, en: ruleId };
}

function readPlace(written: string): { dueAt: Date; escalationId: string } {
  const [, at, escalationId] = /^(\d{4}-[\d:.T-]+Z)~([\da-f-]{36})$/.exec(written) ?? [];
  if (!at || !escalationId || Number.isNaN(Date.parse(at))) throw new AppError('bad-request', { fields: ['after'] });
  return { dueAt: new Date(at), escalationId };
}
