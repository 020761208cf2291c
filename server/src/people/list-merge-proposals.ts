import { localDate } from '@kshem/domain/time/local-date.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { ageOn } from '../check-ins/judge-answers.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { listOpenProposals, type OpenProposal, type ProposedPerson } from './merge-queries.ts';

/** Pairs who may be one person and wait for a decision, oldest first; both are in the actor's areas. */
export async function listMergeProposals(
  deps: Deps,
  actor: Actor,
  { after, limit }: { after?: string | undefined; limit: number },
) {
  const place = after === undefined ? null : readPlace(after);
  return inScope(deps.app, actor, async (trx) => {
    const rows = await listOpenProposals(trx, { districtId: actor.districtId, after: place, limit });
    await writeAudit(deps, trx, actor, {
      action: 'merge-proposals.listed',
      subjectKind: 'district',
      subjectId: String(actor.districtId),
      detail: { personIds: rows.flatMap(({ people }) => people.map(({ personId }) => personId)) },
    });
    const last = rows.length === limit ? rows.at(-1) : undefined;
    return {
      items: rows.map((row) => shown(row, deps.now())),
      next: last ? `${last.proposedAt.toISOString()}~${last.proposalId}` : null,
    };
  });
}

function shown({ zone, people, ...proposal }: OpenProposal, now: Date) {
  const today = localDate(now, zone);
  const [a, b] = people;
  return { ...proposal, people: [person(a, today), person(b, today)] };
}

function person({ ageOn: toldOn, areaEn, areaHi, createdAt, ...rest }: ProposedPerson, today: string) {
  return {
    ...rest,
    area: { en: areaEn, hi: areaHi },
    createdAt: new Date(createdAt),
    ageYears: ageOn({ ageYears: rest.ageYears, ageOn: toldOn }, today),
  };
}

function readPlace(written: string): { at: Date; id: string } {
  const [, at, id] = /^(\d{4}-[\d:.T-]+Z)~([\da-f-]{36})$/.exec(written) ?? [];
  if (!at || !id || Number.isNaN(Date.parse(at))) throw new AppError('bad-request', { fields: ['after'] });
  return { at: new Date(at), id };
}
