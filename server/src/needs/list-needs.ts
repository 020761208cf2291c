import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { type ListedNeed, listFiltered, type NeedFilter, type Place } from './list-queries.ts';
import { shownNeed } from './shown-need.ts';

export type NeedsAsked = Omit<NeedFilter, 'districtId' | 'after' | 'now'> & { readonly after?: string | undefined };

/**
 * Needs of the actor's areas: those that are not closed, the one due first at the top, or the closed ones, the latest first. A fulfilled
 * one is open until the person has confirmed that it came, and stands after those that somebody has to act on.
 */
export async function listNeeds(deps: Deps, actor: Actor, { after, ...filter }: NeedsAsked) {
  const place = after === undefined ? null : readPlace(after);
  const now = deps.now();
  const rows = await inScope(deps.app, actor, async (trx) => {
    const found = await listFiltered(trx, { ...filter, districtId: actor.districtId, after: place, now });
    await writeAudit(deps, trx, actor, {
      action: 'needs.listed',
      subjectKind: 'district',
      subjectId: String(actor.districtId),
      detail: { personIds: found.map(({ personId }) => personId) },
    });
    return found;
  });
  const last = rows.length === filter.limit ? rows.at(-1) : undefined;
  const items = await Promise.all(rows.map((row) => shownNeed(deps, row, now)));
  return { items, next: last ? placeOf(last) : null };
}

/** Closed ones go by when they were closed. */
function placeOf({ status, closedAt, dueAt, needId }: ListedNeed): string {
  return `${status === 'fulfilled' ? 1 : 0}~${(closedAt ?? dueAt).toISOString()}~${needId}`;
}

function readPlace(written: string): Place {
  const [, rank, at, needId] = /^([01])~(\d{4}-[\d:.T-]+Z)~([\da-f-]{36})$/.exec(written) ?? [];
  if (!rank || !at || !needId || Number.isNaN(Date.parse(at))) throw new AppError('bad-request', { fields: ['after'] });
  return { rank: Number(rank), at: new Date(at), needId };
}
