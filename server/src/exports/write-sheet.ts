import { Readable } from 'node:stream';
import { writeXlsxStream } from 'hucre';
import type { Cell } from './sheet.ts';

export type Lines = AsyncIterable<readonly Cell[]>;

export const fileTypes = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

/** Rows as a workbook, a row at a time: what a cell holds is text or a number, never a formula. */
export function asXlsx(lines: Lines, { title, widths }: { title: string; widths: readonly number[] }): Readable {
  const book = writeXlsxStream(mutable(lines), {
    // Excel allows 31 letters, and none of these signs.
    name: title.replaceAll(/[[\]:*?/\\]/g, ' ').slice(0, 31),
    columns: widths.map((width) => ({ width })),
    freezePane: { rows: 1 },
  });
  return Readable.fromWeb(book as Parameters<typeof Readable.fromWeb>[0]);
}

async function* mutable(lines: Lines): AsyncGenerator<Cell[]> {
  for await (const line of lines) yield [...line];
}

export function asCsv(lines: Lines): Readable {
  return Readable.from(csv(lines));
}

async function* csv(lines: Lines): AsyncGenerator<string> {
  // The mark without which Excel takes Hindi in a CSV for something else.
  yield '\ufeff';
  for await (const line of lines) yield `${line.map(csvCell).join(',')}\r\n`;
}

/** A text that a spreadsheet would take for a formula is kept text by an apostrophe. */
function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = /^[=@\t\r]|^[+-](?![\d\s().-]*$)/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
