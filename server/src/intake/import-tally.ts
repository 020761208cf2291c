import type { DefectClass, ProblemCode } from '@kshem/domain/intake/problems.ts';
import type { RowVerdict } from './take-batch.ts';

/** What an import came to, in numbers; kept with the run. */
export type ImportTally = {
  /** Lines that stand for people. */
  rows: number;
  verdicts: Record<RowVerdict, number>;
  problems: Partial<Record<ProblemCode, number>>;
  /** Rows by what was wrong, one for each defect found. */
  defects: Partial<Record<DefectClass, number>>;
  /** Lines that are no people: titles, totals, blanks, headings again. */
  furniture: Record<string, number>;
  enrolled: number;
  households: number;
  householdsJoined: number;
  /** Left apart because callers held both just then. */
  householdsHeld: number;
  withoutPhone: number;
  /** Changes to people known before, by field. */
  changes: Record<string, number>;
  ended: number;
  begun: number;
  vanished: number;
  proposed: number;
  milliseconds: number;
};

export function emptyTally(): ImportTally {
  return {
    rows: 0,
    verdicts: {
      accepted: 0,
      'accepted-with-warnings': 0,
      'suspected-duplicate': 0,
      rejected: 0,
      unchanged: 0,
      updated: 0,
    },
    problems: {},
    defects: {},
    furniture: {},
    enrolled: 0,
    households: 0,
    householdsJoined: 0,
    householdsHeld: 0,
    withoutPhone: 0,
    changes: {},
    ended: 0,
    begun: 0,
    vanished: 0,
    proposed: 0,
    milliseconds: 0,
  };
}
