import { levels } from '../protocol/protocol.ts';
import type { Text } from '../text.ts';
import type { LedgerRow, LedgerStatus, LedgerWhy } from './ledger.ts';

/** A share that says what it is a share of; a bare percentage cannot be checked against the rows. */
export type Figure = {
  readonly name: string;
  readonly numerator: number;
  readonly denominator: number;
  readonly text: { readonly numerator: Text; readonly denominator: Text };
};

export type DayTotals = {
  readonly due: number;
  readonly figures: readonly Figure[];
  /** How many rows each pair of status and reason has; they add up to `due`. */
  readonly reasons: readonly { readonly status: LedgerStatus; readonly why: LedgerWhy; readonly rows: number }[];
};

/** The day's figures from the ledger's rows and from nothing else, so that every figure can be opened into its rows. */
export function dayTotals(rows: readonly LedgerRow[]): DayTotals {
  const of = (status: LedgerStatus) => rows.filter((row) => row.status === status);
  const reached = of('reached');
  const attempted = rows.filter((row) => row.attempts > 0);
  const due = share(words.due, rows.length);
  return {
    due: rows.length,
    figures: [
      due('reached', words.reached, reached.length),
      due('tried', words.tried, of('tried').length),
      due('not-attempted', words.notAttempted, of('not-attempted').length),
      due('stopped', words.stopped, of('stopped').length),
      share(words.attempted, attempted.length)('reached-of-attempted', words.reached, attempted.filter(isReached).length),
      ...levels.map((level) =>
        share(words.answered, rows.filter((row) => row.level !== null).length)(
          level,
          words[level],
          rows.filter((row) => row.level === level).length,
        ),
      ),
    ],
    reasons: countReasons(rows),
  };
}

const words = {
  due: { en: 'people due', hi: 'जिन्हें आज फ़ोन करना था' },
  attempted: { en: 'people called at least once', hi: 'जिन्हें कम से कम एक बार फ़ोन किया' },
  answered: { en: 'people whose answers were triaged', hi: 'जिनके जवाबों का आकलन हुआ' },
  reached: { en: 'reached', hi: 'संपर्क हुआ' },
  tried: { en: 'tried, not reached', hi: 'कोशिश की, संपर्क नहीं हुआ' },
  notAttempted: { en: 'not attempted by the desk', hi: 'डेस्क ने फ़ोन नहीं किया' },
  stopped: { en: 'stopped', hi: 'फ़ॉलो-अप बंद' },
  red: { en: 'red', hi: 'लाल' },
  amber: { en: 'amber', hi: 'नारंगी' },
  yellow: { en: 'yellow', hi: 'पीला' },
  green: { en: 'green', hi: 'हरा' },
} satisfies Record<string, Text>;

function share(of: Text, denominator: number) {
  return (name: string, text: Text, numerator: number): Figure => ({
    name,
    numerator,
    denominator,
    text: { numerator: text, denominator: of },
  });
}

function isReached(row: LedgerRow): boolean {
  return row.status === 'reached';
}

function countReasons(rows: readonly LedgerRow[]): DayTotals['reasons'] {
  const counted = new Map<string, { status: LedgerStatus; why: LedgerWhy; rows: number }>();
  for (const { status, why } of rows) {
    const key = `${status} ${why}`;
    counted.set(key, { status, why, rows: (counted.get(key)?.rows ?? 0) + 1 });
  }
  return [...counted.values()].sort((a, b) => b.rows - a.rows || `${a.status} ${a.why}`.localeCompare(`${b.status} ${b.why}`));
}
