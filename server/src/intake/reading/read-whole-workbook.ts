import { readFile } from 'node:fs/promises';
import { type CellValue, EncryptedFileError, streamOdsRows } from 'hucre';
import { readXls } from 'hucre/xlsx';
import type { ListRow } from './open-list.ts';
import { UnreadableList } from './unreadable-list.ts';

/** .xls and .ods are read whole: an .xls ends at 65,536 rows, an .ods of this size has some 300,000. */
export const LARGEST_WHOLE_WORKBOOK = 40 * 1024 * 1024;

/** Rows of the fullest sheet of an .xls (Excel 97–2003). @throws UnreadableList list.password, list.old-format */
export async function openXls(path: string): Promise<{ sheet: string; sheets: string[]; rows: AsyncGenerator<ListRow> }> {
  const workbook = await readXls(await readFile(path)).catch((error: unknown) => {
    throw new UnreadableList(error instanceof EncryptedFileError || /encrypt|password/i.test(String(error)) ? 'list.password' : 'list.old-format', error);
  });
  const fullest = [...workbook.sheets].sort((a, b) => b.rows.length - a.rows.length)[0];
  if (!fullest || fullest.rows.length === 0) throw new UnreadableList('list.no-sheet');
  return { sheet: fullest.name, sheets: workbook.sheets.map((sheet) => sheet.name), rows: textRows(fullest.rows.entries()) };
}

/** Rows of the first sheet of an .ods. @throws UnreadableList list.damaged */
export async function openOds(path: string): Promise<{ rows: AsyncGenerator<ListRow> }> {
  return { rows: odsRows(await readFile(path)) };
}

async function* textRows(rows: Iterable<[number, readonly CellValue[]]>): AsyncGenerator<ListRow> {
  for (const [index, values] of rows) yield { rowNumber: index + 1, cells: values.map(cellText) };
}

async function* odsRows(data: Uint8Array): AsyncGenerator<ListRow> {
  try {
    for await (const row of streamOdsRows(data)) yield { rowNumber: row.index + 1, cells: row.values.map(cellText) };
  } catch (error) {
    throw error instanceof UnreadableList ? error : new UnreadableList('list.damaged', error);
  }
}

function cellText(value: CellValue): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 16).replace('T', ' ').replace(' 00:00', '');
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return String(value);
}
