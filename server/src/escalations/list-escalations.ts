import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { type EscalationFilter, type ListedEscalation, listFiltered, type Place } from './list-queries.ts';
import { shownEscalation } from './shown-escalation.ts';

export type EscalationsAsked = Omit<EscalationFilter, 'districtId' | 'after'> & { readonly after?: string | undefined };

/**
 * Escalations of the actor's areas that nobody has resolved: the most urgent level first, in it whoever has waited longest. With status
 * `resolved`, those, the latest first. Each with what raised it in words.
 */
export async function listEscalations(deps: Deps, actor: Actor, { after, ...filter }: EscalationsAsked) {
  const place = after === undefined ? null : readPlace(after);
  const now = deps.now();
  const rows = await inScope(deps.app, actor, async (trx) => {
    const found = await listFiltered(trx, { ...filter, districtId: actor.districtId, after: place });
    await writeAudit(deps, trx, actor, {
      action: 'escalations.listed',
      subjectKind: 'district',
      subjectId: String(actor.districtId),
      detail: { personIds: found.map(({ personId }) => personId) },
    });
    return found;
  });
  const last = rows.length === filter.limit ? rows.at(-1) : undefined;
  const items = await Promise.all(rows.map((row) => shownEscalation(deps, row, now)));
  return { items, next: last ? placeOf(last) : null };
}

function placeOf({ rank, raisedAt, resolvedAt, escalationId }: ListedEscalation): string {
  return `${rank}~${(resolvedAt ?? raisedAt).toISOString()}~${escalationId}`;
}

function readPlace(written: string): Place {
  const [, rank, at, escalationId] = /^([1-4])~(\d{4}-[\d:.T-]+Z)~([\da-f-]{36})$/.exec(written) ?? [];
  if (!rank || !at || !escalationId || Number.isNaN(Date.parse(at))) throw new AppError('bad-request', { fields: ['after'] });
  return { rank: Number(rank), at: new Date(at), escalationId };
}
