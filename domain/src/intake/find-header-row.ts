import { cleanCell } from './clean-cell.ts';
import { fieldOfHeading } from './list-field.ts';

/** How far down a header is looked for: government forms carry up to a dozen title lines. */
const LINES_SEARCHED = 40;

/**
 * Index, among the first rows of a list, of the row that holds the headings; null when none does. The row that names
 * most fields wins, so that title lines and grouped headings above it are passed over; at least two fields, one of
 * them a name or a phone, or else three.
 */
export function findHeaderRow(rows: readonly (readonly string[])[]): number | null {
  let best: { at: number; count: number } | null = null;
  for (const [at, row] of rows.slice(0, LINES_SEARCHED).entries()) {
    const fields = new Set(row.map((cell) => fieldOfHeading(cleanCell(cell).text)?.field));
    fields.delete(undefined);
    const enough = fields.size >= 3 || (fields.size === 2 && (fields.has('name') || fields.has('phone')));
    if (enough && looksLikeWords(row) && (best === null || fields.size > best.count)) best = { at, count: fields.size };
  }
  return best?.at ?? null;
}

// "Ward 12 | Name Nagar" in a data row names fields too, but data rows hold numbers and dates.
function looksLikeWords(row: readonly string[]): boolean {
  const written = row.map((cell) => cleanCell(cell).text).filter((text) => text !== '');
  const numeric = written.filter((text) => /^[\d\s/.:+-]+$/.test(text)).length;
  return numeric * 3 <= written.length;
}
