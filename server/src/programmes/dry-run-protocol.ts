import { type CompiledProtocol, compileProtocol } from '@kshem/domain/protocol/compile-protocol.ts';
import type { Level, Protocol } from '@kshem/domain/protocol/protocol.ts';
import { type DryRunRow, dryRun, type PastSubmission } from '@kshem/domain/triage/dry-run.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { ageOn, toPast } from '../check-ins/judge-answers.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { listSubmissionsOfDay, type SubmissionOfDay } from './dry-run-queries.ts';

export type DryRunInput = {
  readonly programmeId: string;
  /** Local date on which the answers were due. */
  readonly day: string;
} & ({ readonly version: string } | { readonly draft: Protocol });

export type DryRunResult = {
  readonly version: string;
  readonly submissions: number;
  readonly changed: number;
  readonly moreUrgent: number;
  readonly lessUrgent: number;
  /** Pairs of levels that occur, with how many submissions each has. */
  readonly matrix: readonly { readonly before: Level; readonly after: Level; readonly n: number }[];
  /** Those whose level would change; ids, never answers. */
  readonly rows: readonly DryRunRow[];
};

/**
 * How a past day's answers would have been triaged under another version, published or still a draft. Writes nothing but the trail.
 * @throws AppError not-found (no such version) · protocol-not-publishable (a draft that does not compile)
 */
export async function dryRunProtocol(deps: Deps, actor: Actor, input: DryRunInput): Promise<DryRunResult> {
  const compiled = 'draft' in input ? compileDraft(input.draft) : await deps.protocols.get(input.programmeId, input.version);
  const { programmeId, day } = input;
  const { version } = compiled.protocol;
  const past = await inScope(deps.app, actor, async (trx) => {
    await writeAudit(deps, trx, actor, {
      action: 'protocol.dry-run',
      subjectKind: 'programme',
      subjectId: programmeId,
      detail: { version, day },
    });
    return listSubmissionsOfDay(trx, actor.districtId, programmeId, day);
  });
  const { submissions, totals, moreUrgent, lessUrgent } = dryRun(compiled, past.map(toPastSubmission));
  const rows = submissions.filter(({ before, after }) => before !== after);
  const matrix = Object.entries(totals).flatMap(([before, row]) =>
    Object.entries(row).flatMap(([after, n]) => (n === 0 ? [] : [{ before: before as Level, after: after as Level, n }])),
  );
  return { version, submissions: submissions.length, changed: rows.length, moreUrgent, lessUrgent, matrix, rows };
}

function compileDraft(draft: Protocol): CompiledProtocol {
  const result = compileProtocol(draft);
  if (result.ok) return result.compiled;
  throw new AppError('protocol-not-publishable', {
    version: draft.version,
    errors: result.errors.map(({ code, where }) => ({ code, where })),
  });
}

function toPastSubmission(row: SubmissionOfDay): PastSubmission {
  const { id, level, ruleIds, answers, readings, informant, saidAt, past, person, episode, timeZone } = row;
  const ageYears = ageOn(person, row.day);
  return {
    id,
    level,
    ruleIds: ruleIds ?? [],
    input: {
      answers,
      readings: readings ?? [],
      at: saidAt.toISOString(),
      informant: { kind: informant },
      past: (past ?? []).map(toPast),
      person: { ...person, ageYears },
      episode,
      timeZone,
    },
  };
}
