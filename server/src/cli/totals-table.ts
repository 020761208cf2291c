import type { DayTotals } from '@kshem/domain/report/day-totals.ts';

/** A closed day's totals as lines for a terminal; every share with what it is a share of. */
export function totalsTable(totals: unknown): string {
  const { due, figures, reasons } = totals as DayTotals;
  const shares = figures.map((one) => {
    const percent = one.denominator === 0 ? '' : `${((100 * one.numerator) / one.denominator).toFixed(1)} %`;
    return `  ${one.text.numerator.en.padEnd(28)} ${String(one.numerator).padStart(7)} of ${String(one.denominator).padEnd(7)} ${one.text.denominator.en.padEnd(34)} ${percent}`;
  });
  const why = reasons.map((one) => `  ${`${one.status}: ${one.why}`.padEnd(44)} ${String(one.rows).padStart(7)}`);
  return [`  due ${due}`, ...shares, '  why', ...why].join('\n');
}
