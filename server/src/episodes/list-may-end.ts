import type { Protocol } from '@kshem/domain/protocol/protocol.ts';
import { dayOfFollowUp, earliestEnd } from '@kshem/domain/schedule/end-of-follow-up.ts';
import { localDate } from '@kshem/domain/time/local-date.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { listOfVersions, listVersions, type MayEndRow, type RuleVersion } from './may-end-queries.ts';

export type MayEndAsked = { readonly after?: string | undefined; readonly limit: number };

/**
 * Follow-ups whose last answers met the ending rule and whose version asks a doctor to confirm the end: nobody ends them by themselves
 * (episodes/end-finished.ts leaves them), so they stand in this list until a doctor closes them or later answers say otherwise.
 */
export async function listMayEnd(deps: Deps, actor: Actor, { after, limit }: MayEndAsked) {
  const { districtId } = actor;
  if (after !== undefined && !/^[\da-f-]{36}$/.test(after)) throw new AppError('bad-request', { fields: ['after'] });
  const rows = await inScope(deps.app, actor, async (trx) => {
    const versions = await confirmedByDoctors(deps, await listVersions(trx, districtId));
    const found = await listOfVersions(trx, { districtId, versions, after: after ?? null, limit });
    await writeAudit(deps, trx, actor, {
      action: 'episodes.may-end-listed',
      subjectKind: 'district',
      subjectId: String(districtId),
      detail: { personIds: found.map(({ personId }) => personId) },
    });
    return found;
  });
  const items = await Promise.all(rows.map((row) => shown(deps, row)));
  return { items, next: rows.length === limit ? (rows.at(-1)?.episodeId ?? null) : null };
}

async function confirmedByDoctors(deps: Deps, versions: readonly RuleVersion[]): Promise<RuleVersion[]> {
  const read = await Promise.all(
    versions.map(async (one) => ({ one, protocol: (await deps.protocols.get(one.programmeId, one.version)).protocol })),
  );
  return read.filter(({ protocol }) => protocol.ending.doctorConfirms).map(({ one }) => one);
}

async function shown(deps: Deps, { zone, openedAt, onsetOn, sampleOn, areaHi, areaEn, ...row }: MayEndRow) {
  const { protocol } = await deps.protocols.get(row.programmeId, row.version);
  const dates = { openedAt, onsetOn, sampleOn };
  return {
    ...row,
    area: { hi: areaHi, en: areaEn },
    title: protocol.title,
    dayOfFollowUp: dayOfFollowUp(protocol.schedule, dates, localDate(deps.now(), zone), zone),
    earliestOn: earliestEnd(protocol, dates, zone),
    rule: protocol.ending.allowed,
    source: sourcesOf(protocol),
  };
}

function sourcesOf({ ending, sources }: Protocol): string[] {
  return ending.source.map((key) => sources[key] ?? key);
}
