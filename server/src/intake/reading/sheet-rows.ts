import { fromSerial } from '@kshem/domain/intake/read-date.ts';
import type { ListRow } from './open-list.ts';
import type { SharedStrings } from './shared-strings.ts';
import { attribute, richText, unescapeXml, xmlElements } from './sheet-xml.ts';

/** What the cells of a sheet refer to. */
export type SheetContext = {
  readonly strings: SharedStrings;
  /** By style number: is the number a date? */
  readonly dateStyles: readonly boolean[];
  readonly epoch1904: boolean;
};

const MOST_COLUMNS = 16_384;

/**
 * Rows of a worksheet as text: numbers as JavaScript writes them (9826100012, not 9.826100012E9), dates as "yyyy-mm-dd",
 * formulas by the value last worked out, blank cells as ''. Rows that hold nothing are not in the file and not given;
 * the others keep their number.
 */
export async function* sheetRows(bytes: AsyncIterable<Buffer>, context: SheetContext): AsyncGenerator<ListRow> {
  let rowNumber = 0;
  for await (const elements of xmlElements(bytes, 'row')) {
    for (const { attributes, body } of elements) {
      const given = Number(attribute(attributes, 'r'));
      rowNumber = given > rowNumber ? given : rowNumber + 1;
      const cells = readCells(body, context);
      if (cells.length > 0) yield { rowNumber, cells };
    }
  }
}

function readCells(row: string, context: SheetContext): string[] {
  const cells: string[] = [];
  const prefix = /^\s*<([\w.-]+:)?c[\s/>]/.exec(row)?.[1] ?? '';
  const opening = `<${prefix}c`;
  const closing = `</${prefix}c>`;
  let at = row.indexOf(opening);
  while (at >= 0) {
    const headEnd = row.indexOf('>', at);
    if (headEnd < 0) break;
    const empty = row.charCodeAt(headEnd - 1) === 47;
    const close = empty ? headEnd : row.indexOf(closing, headEnd);
    if (close < 0) break;
    if (!empty) placeCell(cells, row.slice(at + opening.length, headEnd), row.slice(headEnd + 1, close), prefix, context);
    else if (!row.startsWith(' r=', at + opening.length)) cells.push('');
    at = row.indexOf(opening, close);
  }
  return cells;
}

function placeCell(cells: string[], head: string, body: string, prefix: string, context: SheetContext): void {
  const reference = attribute(head, 'r');
  const column = reference === null ? cells.length : columnOf(reference);
  if (column >= MOST_COLUMNS) return;
  while (cells.length < column) cells.push('');
  cells[column] = cellValue(attribute(head, 't'), head, body, prefix, context);
}

/** "AB12" → 27. */
function columnOf(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length; at++) {
    const code = reference.charCodeAt(at);
    if (code < 65) break;
    column = column * 26 + (code & 0x1f);
  }
  return column - 1;
}

function cellValue(type: string | null, head: string, body: string, prefix: string, context: SheetContext): string {
  if (type === 'inlineStr') return richText(body, prefix);
  const value = valueText(body, prefix);
  if (value === '') return '';
  if (type === 's') return context.strings.at(Number(value));
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
  if (type === 'd') return value.replace('T', ' ').replace(/ 00:00.*$/, '');
  if (type === 'str' || type === 'e') return unescapeXml(value);
  return numberText(value, head, context);
}

function valueText(body: string, prefix: string): string {
  const start = body.indexOf(`<${prefix}v`);
  if (start < 0) return '';
  const headEnd = body.indexOf('>', start);
  const end = body.indexOf(`</${prefix}v>`, headEnd);
  return end < 0 ? '' : body.slice(headEnd + 1, end);
}

function numberText(value: string, head: string, context: SheetContext): string {
  const number = Number(value);
  if (Number.isNaN(number)) return unescapeXml(value);
  const style = attribute(head, 's');
  // Below 1 it is a time of day; above 2.9 million Excel itself shows no date.
  if (style !== null && context.dateStyles[Number(style)] && number >= 1 && number < 2_958_466)
    return dateText(number, context.epoch1904);
  return String(number);
}

function dateText(serial: number, epoch1904: boolean): string {
  const minutes = Math.round((serial % 1) * 1440) % 1440;
  const date = fromSerial(serial, epoch1904);
  if (minutes === 0) return date;
  return `${date} ${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
