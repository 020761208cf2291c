import { needStatuses } from '@kshem/domain/need/need-state.ts';
import { isOverdue } from '@kshem/domain/need/overdue.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { type ListedNeed, listOpen, type NeedFilter } from './list-queries.ts';
import { findNeedKind } from './raise-need.ts';

export type NeedsAsked = Omit<NeedFilter, 'districtId' | 'after'> & { readonly after?: string | undefined };

/**
 * Needs that are not closed, of the actor's areas, the one due first at the top. A fulfilled one is among them until the person has
 * confirmed that it came.
 */
export async function listNeeds(deps: Deps, actor: Actor, { after, ...filter }: NeedsAsked) {
  const place = after === undefined ? null : readPlace(after);
  const now = deps.now();
  const rows = await inScope(deps.app, actor, async (trx) => {
    const found = await listOpen(trx, { ...filter, districtId: actor.districtId, after: place });
    await writeAudit(deps, trx, actor, {
      action: 'needs.listed',
      subjectKind: 'district',
      subjectId: String(actor.districtId),
      detail: { personIds: found.map(({ personId }) => personId) },
    });
    return found;
  });
  const last = rows.length === filter.limit ? rows.at(-1) : undefined;
  const items = await Promise.all(rows.map((row) => shown(deps, row, now)));
  return { items, next: last ? `${last.dueAt.toISOString()}~${last.needId}` : null };
}

async function shown(deps: Deps, { version, ...need }: ListedNeed, now: Date) {
  const status = needStatuses.find((one) => one === need.status) ?? 'open';
  const { title } = await findNeedKind(deps, { programmeId: need.programmeId, version, kind: need.kind });
  return { ...need, status, title, overdue: isOverdue({ status, dueAt: need.dueAt }, now) };
}

function readPlace(written: string): { dueAt: Date; needId: string } {
  const [, at, needId] = /^(\d{4}-[\d:.T-]+Z)~([\da-f-]{36})$/.exec(written) ?? [];
  if (!at || !needId || Number.isNaN(Date.parse(at))) throw new AppError('bad-request', { fields: ['after'] });
  return { dueAt: new Date(at), needId };
}
