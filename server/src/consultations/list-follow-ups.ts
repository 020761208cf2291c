import { localDate } from '@kshem/domain/time/local-date.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { findZone } from '../settings/find-zone.ts';
import { listDueFollowUps } from './queries.ts';

/** People whom a doctor wanted to hear again by today and whom none has consulted since, the longest due first. */
export async function listFollowUps(
  deps: Deps,
  actor: Actor,
  { after, limit }: { readonly after?: string | undefined; readonly limit: number },
) {
  const { districtId } = actor;
  const place = after === undefined ? null : readPlace(after);
  const rows = await inScope(deps.app, actor, async (trx) => {
    const today = localDate(deps.now(), await findZone(trx, districtId));
    const found = await listDueFollowUps(trx, { districtId, today, after: place, limit });
    await writeAudit(deps, trx, actor, {
      action: 'follow-ups.listed',
      subjectKind: 'district',
      subjectId: String(districtId),
      detail: { personIds: found.map(({ personId }) => personId) },
    });
    return found;
  });
  const last = rows.length === limit ? rows.at(-1) : undefined;
  const items = rows.map(({ areaHi, areaEn, byHi, byEn, ...row }) => ({
    ...row,
    area: { hi: areaHi, en: areaEn },
    by: { hi: byHi, en: byEn },
  }));
  return { items, next: last ? `${last.dueOn}~${last.consultationId}` : null };
}

function readPlace(written: string): { dueOn: string; consultationId: string } {
  const [, dueOn, consultationId] = /^(\d{4}-\d\d-\d\d)~([\da-f-]{36})$/.exec(written) ?? [];
  if (!dueOn || !consultationId) throw new AppError('bad-request', { fields: ['after'] });
  return { dueOn, consultationId };
}
