import { readFile } from 'node:fs/promises';
import { type CellValue, readOds, readXls, type Workbook } from 'hucre';
import type { ListRow } from './open-list.ts';
import { type ListFailureCode, UnreadableList } from './unreadable-list.ts';

/** .xls and .ods are read whole. An .xls ends at 65,536 rows a sheet; an .ods of this size has some 300,000. */
export const LARGEST_WHOLE_WORKBOOK = 40 * 1024 * 1024;

export type WholeWorkbook = {
  readonly sheet: string;
  readonly sheets: readonly string[];
  readonly rows: AsyncGenerator<ListRow>;
};

/** Rows of an .xls (Excel 97–2003): of the sheet asked for, else the fullest. @throws UnreadableList list.old-format, list.no-sheet */
export async function openXls(path: string, wanted?: string): Promise<WholeWorkbook> {
  return openWhole(path, readXls, 'list.old-format', wanted);
}

/** Rows of an .ods: of the sheet asked for, else the fullest. @throws UnreadableList list.damaged, list.no-sheet */
export async function openOds(path: string, wanted?: string): Promise<WholeWorkbook> {
  return openWhole(path, readOds, 'list.damaged', wanted);
}

async function openWhole(
  path: string,
  read: (bytes: Buffer) => Promise<Workbook>,
  onError: ListFailureCode,
  wanted?: string,
): Promise<WholeWorkbook> {
  const workbook = await read(await readFile(path)).catch((error: unknown) => {
    throw new UnreadableList(onError, error);
  });
  const bySize = [...workbook.sheets].sort((a, b) => b.rows.length - a.rows.length);
  const chosen = wanted === undefined ? bySize[0] : workbook.sheets.find((sheet) => sheet.name === wanted);
  if (!chosen) throw new UnreadableList('list.no-sheet');
  return { sheet: chosen.name, sheets: workbook.sheets.map((sheet) => sheet.name), rows: textRows(chosen.rows) };
}

async function* textRows(rows: readonly (readonly CellValue[] | undefined)[]): AsyncGenerator<ListRow> {
  // A damaged .xls leaves holes between its rows.
  for (const [index, values] of rows.entries()) if (values) yield { rowNumber: index + 1, cells: Array.from(values, cellText) };
}

function cellText(value: CellValue | undefined): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 16).replace('T', ' ').replace(' 00:00', '');
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return String(value);
}
