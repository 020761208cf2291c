import { cleanCell } from './clean-cell.ts';
import type { ListMapping } from './guess-mapping.ts';

/** What a line below the headings is. Only `person` lines are read as people; the rest are counted and passed over. */
export type RowKind = 'person' | 'empty' | 'total' | 'repeated-header' | 'column-numbers' | 'section';

const TOTAL = /^(?:grand\s+|sub\s*-?\s*)?total\b|^(?:कुल|योग|महायोग|कुल योग)(?:[\s:=-]|$)/iu;
const SECTION =
  /^(?:block|ward|zone|sector|phc|chc|district|village|date|ब्लॉक|ब्लाक|वार्ड|जोन|सेक्टर|जिला|जिला|ग्राम|विकासखंड|विकासखण्ड|दिनांक)(?:[\s:=–-]|$)/iu;

/** Tells people from the furniture of a list: totals, page headers repeated, "(1) (2) (3)" lines, section titles. */
export function rowKind(cells: readonly string[], mapping: ListMapping): RowKind {
  const nameColumn = mapping.find((column) => column.field === 'name');
  const rawName = nameColumn ? (cells[nameColumn.column] ?? '') : '';
  const filled = countFilled(cells);
  if (filled === 0) return 'empty';
  // The usual line, decided without looking at every cell.
  if (
    filled > 3 &&
    rawName !== '' &&
    rawName !== nameColumn?.heading &&
    !/^[\s(]*\d/.test(rawName) &&
    !startsTotal(rawName) &&
    !startsTotal(cells[0] ?? '')
  )
    return 'person';
  const texts = cells.slice(0, 300).map((cell) => cleanCell(cell).text);
  const written = texts.filter((text) => text !== '');
  if (written.length === 0) return 'empty';
  const name = nameColumn ? (texts[nameColumn.column] ?? '') : '';
  if (written.some((text) => TOTAL.test(text)) && (!/\p{L}/u.test(name) || TOTAL.test(name))) return 'total';
  if (isRepeatedHeader(texts, mapping)) return 'repeated-header';
  if (written.length >= 3 && written.every((text, at) => Number(text.replace(/[()]/g, '')) === at + 1)) return 'column-numbers';
  if (written.length === 1 && (SECTION.test(written[0] ?? '') || (name === '' && mapping.length > 2))) return 'section';
  return 'person';
}

function countFilled(cells: readonly string[]): number {
  let filled = 0;
  for (const cell of cells) if (cell !== '' && ++filled > 3) return filled;
  return filled;
}

function startsTotal(raw: string): boolean {
  return TOTAL.test(raw.length > 40 ? raw.slice(0, 40).trim() : raw.trim());
}

function isRepeatedHeader(texts: readonly string[], mapping: ListMapping): boolean {
  const headed = mapping.filter((column) => column.heading !== '');
  const equal = headed.filter((column) => texts[column.column] === column.heading).length;
  return equal >= 2 && equal * 2 > headed.length;
}
