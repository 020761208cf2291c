import { cleanCell } from './clean-cell.ts';
import type { ListMapping } from './guess-mapping.ts';
import type { ListField } from './list-field.ts';

const DATE_FIELDS: ReadonlySet<ListField | null> = new Set<ListField>([
  'sample-date',
  'result-date',
  'status-date',
  'birth-date',
]);

/**
 * Date columns that are written month first, judged by the first rows of a list: at least three dates that cannot be
 * day first (04/13/2026), and not a few slips among many that cannot be month first. In such a column 04/05/2026 may be
 * either day, so rowCleaner refuses it.
 */
export function monthFirstColumns(sample: readonly (readonly string[])[], mapping: ListMapping): ReadonlySet<number> {
  const columns = mapping.filter(({ field }) => DATE_FIELDS.has(field)).map(({ column }) => column);
  return new Set(columns.filter((column) => isMonthFirst(sample.map((row) => cleanCell(row[column] ?? '').text))));
}

function isMonthFirst(cells: readonly string[]): boolean {
  let monthFirst = 0;
  let dayFirst = 0;
  for (const cell of cells) {
    const numbers = /^(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]/.exec(cell);
    if (Number(numbers?.[2]) > 12) monthFirst++;
    else if (Number(numbers?.[1]) > 12) dayFirst++;
  }
  return monthFirst >= 3 && monthFirst * 4 > dayFirst;
}
