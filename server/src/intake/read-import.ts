import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { type ChangeRow, listChanges, listDoubtfulRows, listVanished, type StoredRow } from './report-queries.ts';
import { findRun, listRuns, type Run } from './run-queries.ts';

/** A list is of a whole district: whoever sees only some of its wards must not read other wards' rows. */
export function seesLists({ areas }: Actor): boolean {
  return areas === 'all';
}

/** @throws AppError not-found · not-allowed for who does not see the whole district */
export async function findRunSeen(deps: Deps, actor: Actor, importId: string): Promise<Run> {
  if (!seesLists(actor)) throw new AppError('not-allowed', { areas: 'district' });
  const run = await inScope(deps.app, actor, (trx) => findRun(trx, actor.districtId, importId));
  if (!run) throw new AppError('not-found', { importId });
  return run;
}

/** Imports of the district, latest first. @throws AppError not-allowed */
export async function listImports(
  deps: Deps,
  actor: Actor,
  wanted: { sourceCode?: string | undefined; limit: number },
): Promise<Run[]> {
  if (!seesLists(actor)) throw new AppError('not-allowed', { areas: 'district' });
  return inScope(deps.app, actor, (trx) => listRuns(trx, actor.districtId, wanted));
}

export type ImportPart = 'rows' | 'changes' | 'vanished';
export type ImportPage = {
  readonly importId: string;
  readonly part: ImportPart;
  readonly after?: string | undefined;
  readonly limit: number;
};

export type ImportReport = {
  /** Rows with something to say: verdict, and the problems by column and code. */
  readonly rows: readonly Omit<StoredRow, 'cells'>[];
  /** What changed of people known before. */
  readonly changes: readonly ChangeRow[];
  /** People the source listed before and does not any more. */
  readonly vanished: readonly string[];
  readonly next: string | null;
};

/** One part of what an import found, a page at a time. @throws AppError not-found · not-allowed */
export async function readReport(deps: Deps, actor: Actor, { importId, part, after, limit }: ImportPage): Promise<ImportReport> {
  await findRunSeen(deps, actor, importId);
  const of = { districtId: actor.districtId, importId, limit };
  const nothing: ImportReport = { rows: [], changes: [], vanished: [], next: null };
  return inScope(deps.app, actor, async (trx) => {
    await writeAudit(deps, trx, actor, { action: 'import.viewed', subjectKind: 'import', subjectId: importId, detail: { part } });
    if (part === 'rows') {
      const rows = await listDoubtfulRows(trx, { ...of, after: readNumber(after), which: 'with-problems' });
      return {
        ...nothing,
        rows: rows.map(({ cells: _cells, ...row }) => row),
        next: nextOf(rows, limit, ({ rowNumber }) => String(rowNumber)),
      };
    }
    if (part === 'changes') {
      const changes = await listChanges(trx, { ...of, after: readId(after) });
      return {
        ...nothing,
        changes: changes.map(({ id: _id, ...change }) => change),
        next: nextOf(changes, limit, ({ id }) => id),
      };
    }
    const vanished = await listVanished(trx, { ...of, after: readId(after) });
    return { ...nothing, vanished, next: nextOf(vanished, limit, (personId) => personId) };
  });
}

function nextOf<Item>(items: readonly Item[], limit: number, placeOf: (item: Item) => string): string | null {
  const last = items.at(-1);
  return last !== undefined && items.length === limit ? placeOf(last) : null;
}

function readNumber(after: string | undefined): number {
  if (after === undefined) return 0;
  if (!/^\d{1,9}$/.test(after)) throw new AppError('bad-request', { fields: ['after'] });
  return Number(after);
}

function readId(after: string | undefined): string | null {
  if (after === undefined) return null;
  if (!/^[\da-f-]{36}$/.test(after)) throw new AppError('bad-request', { fields: ['after'] });
  return after;
}
