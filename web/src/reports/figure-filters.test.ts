import { dayTotals } from '@kshem/domain/report/day-totals.ts';
import type { LedgerRow } from '@kshem/domain/report/ledger.ts';
import { describe, expect, test } from 'vitest';
import { countOf, filtersOf, type Totals } from './figure-filters.ts';

const row: LedgerRow = {
  episodeId: 'e',
  personId: 'p',
  status: 'reached',
  why: 'answered-complete',
  attempts: 1,
  level: 'red',
  nextStep: { kind: 'check-in', on: '2021-05-11' },
};
const rows: readonly LedgerRow[] = [
  row,
  { ...row, level: 'green', attempts: 0 },
  { ...row, status: 'tried', why: 'no-answer', level: null },
  { ...row, status: 'not-attempted', why: 'not-called', attempts: 0, level: null },
];
const totals = dayTotals(rows) as Totals;

describe('a figure of a closed day', () => {
  test.each(totals.figures.map((figure) => [figure.name, figure] as const))(
    '%s opens into the rows it counts',
    (_name, figure) => {
      const filters = filtersOf(figure);
      const shown = rows.filter(
        ({ status, level, attempts }) =>
          (filters?.status ?? status) === status && (filters?.level ?? level) === level && (!filters?.attempted || attempts > 0),
      );
      expect(filters).not.toBeNull();
      expect(shown).toHaveLength(figure.numerator);
    },
  );

  test('that the day does not have counts nobody', () => {
    expect(countOf(totals, 'reached')).toBe(2);
    expect(countOf(totals, 'something-new')).toBe(0);
    expect(filtersOf({ name: 'something-new' })).toBeNull();
  });
});
