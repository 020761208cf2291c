import { allows } from '@kshem/domain/access/roles.ts';
import type { LedgerStatus } from '@kshem/domain/report/ledger.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { findRevisions } from './close-queries.ts';
import { findPersonNames, listLedgerRows } from './ledger-queries.ts';

export type LedgerInput = {
  readonly day: string;
  readonly programmeId: string;
  /** The last one when absent. */
  readonly revision?: number;
  readonly status?: LedgerStatus;
  readonly why?: string;
  readonly level?: string;
  /** Only those who were called at least once. */
  readonly attempted?: 'yes';
  /** A ward, or what lies above it. */
  readonly areaId?: number;
  /** Episode id of the last row of the page before. */
  readonly after?: string;
  /** Rows a page, 1 to 1000; 200 when absent. */
  readonly limit?: number;
};

export type LedgerPage = {
  readonly revision: number;
  readonly closedAt: Date;
  readonly closedBy: string | null;
  readonly reason: string | null;
  readonly revisions: number;
  /** Of the whole district, whatever the filters and the reader's areas. */
  readonly totals: unknown;
  readonly rows: readonly LedgerPageRow[];
  /** Give it as `after` for the next page; null at the end. */
  readonly next: string | null;
};

export type LedgerPageRow = {
  readonly episodeId: string;
  readonly personId: string;
  /** As it is today; null where the asker may not read people. */
  readonly personName: string | null;
  readonly areaId: number;
  readonly status: LedgerStatus;
  readonly why: string;
  readonly attempts: number;
  readonly level: string | null;
  readonly nextStep: string;
  readonly nextOn: string | null;
  /** With next step `ended`. */
  readonly outcome: string | null;
};

/**
 * A closed day as it was frozen, a page at a time, in the order of episodes; rows of the reader's areas only.
 *
 * @throws AppError not-found when the day was not closed or has no such revision
 */
export function ledger(deps: Deps, actor: Actor, input: LedgerInput): Promise<LedgerPage> {
  const of = { districtId: actor.districtId, day: input.day, programmeId: input.programmeId };
  return inScope(deps.app, actor, async (trx) => {
    const revisions = await findRevisions(trx, of);
    const head = input.revision === undefined ? revisions.at(-1) : revisions.find(({ revision }) => revision === input.revision);
    if (!head) throw new AppError('not-found', { day: input.day, programmeId: input.programmeId });
    const limit = Math.min(1000, Math.max(1, input.limit ?? 200));
    const found = await listLedgerRows(trx, of, { ...input, revision: head.revision, limit: limit + 1 });
    const shown = found.slice(0, limit);
    const personIds = allows(actor.roles, 'person.read') ? shown.map(({ personId }) => personId) : [];
    const names = await findPersonNames(trx, actor.districtId, personIds);
    const rows = shown.map(({ nextStep, ...row }) => ({
      ...row,
      personName: names.get(row.personId) ?? null,
      ...readStep(nextStep),
    }));
    await writeAudit(deps, trx, actor, {
      action: 'ledger.viewed',
      subjectKind: 'day',
      subjectId: `${of.programmeId} ${of.day}`,
      detail: { revision: head.revision, rows: rows.length, ...(personIds.length > 0 && { personIds }) },
    });
    return { ...head, revisions: revisions.length, rows, next: found.length > limit ? (rows.at(-1)?.episodeId ?? null) : null };
  });
}

function readStep(written: string): { nextStep: string; outcome: string | null } {
  const [nextStep = written, outcome = null] = written.split(':');
  return { nextStep, outcome };
}
