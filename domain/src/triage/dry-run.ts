import type { CompiledProtocol } from '../protocol/compile-protocol.ts';
import { type Level, levels } from '../protocol/protocol.ts';
import { unasked } from '../questionnaire/is-complete.ts';
import type { TriageInput } from './input.ts';
import { triage } from './triage.ts';

export type PastSubmission = {
  readonly id: string;
  readonly level: Level;
  readonly ruleIds: readonly string[];
  readonly input: TriageInput;
};

export type DryRun = {
  readonly submissions: readonly DryRunRow[];
  /** `totals[before][after]`: how many submissions. */
  readonly totals: Readonly<Record<Level, Readonly<Record<Level, number>>>>;
  readonly moreUrgent: number;
  readonly lessUrgent: number;
};

export type DryRunRow = {
  readonly id: string;
  readonly before: Level;
  readonly after: Level;
  /** Rules that fire now and did not, and the reverse. */
  readonly gained: readonly string[];
  readonly lost: readonly string[];
  /** Required questions of the other version that were never asked; they, and not its limits, may have raised the level. */
  readonly unasked: readonly string[];
};

/** How past submissions would have been triaged under another version. Answers to questions it does not have are not used. */
export function dryRun(other: CompiledProtocol, past: readonly PastSubmission[]): DryRun {
  const submissions = past.map((submission) => rerun(other, submission));
  const count = (before: Level, after: Level) => submissions.filter((row) => row.before === before && row.after === after).length;
  const perLevel = <T>(cell: (level: Level) => T) => ({
    red: cell('red'),
    amber: cell('amber'),
    yellow: cell('yellow'),
    green: cell('green'),
  });
  return {
    submissions,
    totals: perLevel((before) => perLevel((after) => count(before, after))),
    moreUrgent: submissions.filter(({ before, after }) => levels.indexOf(after) < levels.indexOf(before)).length,
    lessUrgent: submissions.filter(({ before, after }) => levels.indexOf(after) > levels.indexOf(before)).length,
  };
}

function rerun(other: CompiledProtocol, { id, level, ruleIds, input }: PastSubmission): DryRunRow {
  const result = triage(other, input);
  const now = result.reasons.map(({ ruleId }) => ruleId);
  return {
    id,
    before: level,
    after: result.level,
    gained: now.filter((rule) => !ruleIds.includes(rule)),
    lost: ruleIds.filter((rule) => !now.includes(rule)),
    unasked: unasked(other.protocol.questionnaire, input.answers),
  };
}
