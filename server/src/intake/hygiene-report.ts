import { type DefectClass, PROBLEMS, type ProblemCode } from '@kshem/domain/intake/problems.ts';
import type { Text } from '@kshem/domain/text.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import type { ImportTally } from './import-tally.ts';
import { seesLists } from './read-import.ts';
import { listTallies } from './report-queries.ts';

export type SourceHygiene = {
  readonly sourceCode: string;
  readonly lists: number;
  /** Lines that stood for people, over all lists. */
  readonly rows: number;
  readonly rejected: number;
  readonly suspectedDuplicates: number;
  /** Most frequent first. */
  readonly defects: readonly { readonly class: DefectClass; readonly rows: number }[];
  readonly problems: readonly {
    readonly code: ProblemCode;
    readonly class: DefectClass;
    readonly message: Text;
    readonly rows: number;
  }[];
  /** The share of rejected rows list by list, to see whether it gets better. */
  readonly trend: readonly { readonly listOn: string; readonly rows: number; readonly rejected: number }[];
};

/** How clean the lists of each source were between two days, so that an office can be told what to mend. @throws AppError not-allowed */
export async function hygieneReport(
  deps: Deps,
  actor: Actor,
  wanted: { sourceCode?: string | undefined; from: string; to: string },
): Promise<SourceHygiene[]> {
  if (!seesLists(actor)) throw new AppError('not-allowed', { areas: 'district' });
  const runs = await inScope(deps.app, actor, (trx) => listTallies(trx, { districtId: actor.districtId, ...wanted }));
  return [...Map.groupBy(runs, ({ sourceCode }) => sourceCode)].map(([sourceCode, lists]) =>
    sourceHygiene(
      sourceCode,
      lists.map(({ listOn, counts }) => ({ listOn, tally: counts as unknown as ImportTally })),
    ),
  );
}

function sourceHygiene(sourceCode: string, lists: readonly { listOn: string; tally: ImportTally }[]): SourceHygiene {
  const tallies = lists.map(({ tally }) => tally);
  const sum = (pick: (tally: ImportTally) => number) => tallies.reduce((total, tally) => total + pick(tally), 0);
  const problems = summed(tallies.map((tally) => tally.problems)).map(([code, rows]) => {
    const { class: kind, message } = PROBLEMS[code as ProblemCode];
    return { code: code as ProblemCode, class: kind, message, rows };
  });
  return {
    sourceCode,
    lists: lists.length,
    rows: sum(({ rows }) => rows),
    rejected: sum(({ verdicts }) => verdicts.rejected),
    suspectedDuplicates: sum(({ verdicts }) => verdicts['suspected-duplicate']),
    defects: summed(tallies.map((tally) => tally.defects)).map(([kind, rows]) => ({ class: kind as DefectClass, rows })),
    problems,
    trend: lists.map(({ listOn, tally }) => ({ listOn, rows: tally.rows, rejected: tally.verdicts.rejected })),
  };
}

function summed(counts: readonly Partial<Record<string, number>>[]): [string, number][] {
  const totals = new Map<string, number>();
  for (const count of counts) for (const [name, n] of Object.entries(count)) totals.set(name, (totals.get(name) ?? 0) + (n ?? 0));
  return [...totals].sort(([, a], [, b]) => b - a);
}
