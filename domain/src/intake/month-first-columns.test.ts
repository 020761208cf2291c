import { expect, test } from 'vitest';
import { rowCleaner } from './clean-row.ts';
import { guessMapping } from './guess-mapping.ts';
import { monthFirstColumns } from './month-first-columns.ts';

const today = '2026-11-20';
const mapping = guessMapping(['Name', 'Mobile', 'Sample Date'], { today, sample: [] });
const rows = (dates: readonly string[]) => dates.map((date) => ['Ramesh', '6100001234', date]);

test('a column written month first refuses its ambiguous dates as well', () => {
  const sample = rows(['04/13/2026', '04/21/2026', '05/30/2026', '04/05/2026']);
  const columns = monthFirstColumns(sample, mapping);
  expect(columns).toEqual(new Set([2]));
  const clean = rowCleaner(mapping, { today, checkPhone: () => null, monthFirstColumns: columns });
  expect(sample.map((cells) => clean(cells).verdict)).toEqual(['rejected', 'rejected', 'rejected', 'rejected']);
});

test('a slip or two in a day-first column do not condemn it', () => {
  expect(monthFirstColumns(rows(['04/13/2026', '04/21/2026', '05/04/2026']), mapping).size).toBe(0);
  const many = Array.from({ length: 20 }, () => '25/04/2026');
  expect(monthFirstColumns(rows([...many, '04/13/2026', '04/14/2026', '04/15/2026']), mapping).size).toBe(0);
});
