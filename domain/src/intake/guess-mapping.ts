import { cleanCell } from './clean-cell.ts';
import { fieldOfHeading, headingWords, type ListField } from './list-field.ts';
import { readAge } from './read-age.ts';
import { readDate } from './read-date.ts';
import { readSex } from './read-sex.ts';

export type MappedColumn = {
  /** Zero-based. */
  readonly column: number;
  /** As written in the list, tidied. */
  readonly heading: string;
  /** Null when nobody can tell: the column is kept with the row but not read. */
  readonly field: ListField | null;
  /** 1 a known heading or a correction, 0.8 a telling word in it, 0.5 guessed from the cells, 0 unknown. */
  readonly confidence: number;
};

export type ListMapping = readonly MappedColumn[];

/** What an officer decided about headings of a source, by headingWords(); null: leave that column alone. */
export type MappingCorrections = Readonly<Record<string, ListField | null>>;

export type MappingContext = {
  /** A few data rows under the headings, for columns whose heading says nothing. */
  readonly sample: readonly (readonly string[])[];
  /** Local date, "yyyy-mm-dd". */
  readonly today: string;
  /** Remembered per source, or given with this file; they win over every guess. */
  readonly corrections?: MappingCorrections | undefined;
};

/**
 * Says what each column of a list means. Only phone, address and notes may stand over several columns; elsewhere the
 * surest column keeps the field (the first of equals) and the others become unknown.
 */
export function guessMapping(headings: readonly string[], context: MappingContext): ListMapping {
  const columns = headings.map((raw, column) => guessColumn(cleanCell(raw).text, column, context));
  return guessFromCells(keepSurest(columns), context);
}

/** True when the mapping can enrol people: it knows where the names are. */
export function isUsable(mapping: ListMapping): boolean {
  return mapping.some((column) => column.field === 'name');
}

function guessColumn(heading: string, column: number, context: MappingContext): MappedColumn {
  const correction = context.corrections?.[headingWords(heading)];
  if (correction !== undefined && heading !== '') return { column, heading, field: correction, confidence: 1 };
  const known = fieldOfHeading(heading);
  return { column, heading, field: known?.field ?? null, confidence: known?.confidence ?? 0 };
}

const REPEATABLE: ReadonlySet<ListField> = new Set<ListField>(['phone', 'address', 'notes', 'ignore']);

function keepSurest(columns: readonly MappedColumn[]): MappedColumn[] {
  const surest = new Map<ListField, MappedColumn>();
  for (const column of columns) {
    if (column.field === null) continue;
    const best = surest.get(column.field);
    if (!best || column.confidence > best.confidence) surest.set(column.field, column);
  }
  return columns.map((column) => {
    const stays = column.field === null || REPEATABLE.has(column.field) || surest.get(column.field) === column;
    return stays ? column : { ...column, field: null, confidence: 0 };
  });
}

// Only fields a heading did not already claim, and only unknown columns an officer has not set aside.
function guessFromCells(columns: readonly MappedColumn[], context: MappingContext): ListMapping {
  const taken = new Set(columns.map((column) => column.field));
  return columns.map((column) => {
    if (column.field !== null || column.confidence === 1) return column;
    const field = fieldOfCells(
      context.sample.map((row) => cleanCell(row[column.column] ?? '').text),
      context.today,
    );
    if (field === null || taken.has(field)) return column;
    taken.add(field);
    return { ...column, field, confidence: 0.5 };
  });
}

function fieldOfCells(cells: readonly string[], today: string): ListField | null {
  const written = cells.filter((cell) => cell !== '');
  if (written.length < 3) return null;
  const most = (fits: (cell: string) => boolean) => written.filter(fits).length >= written.length * 0.7;
  if (most((cell) => /^(?:\+?91|0)?[\s-]?[6-9]\d{4}[\s-]?\d{5}$/.test(cell))) return 'phone';
  if (most((cell) => readSex(cell).kind === 'read')) return 'sex';
  if (most((cell) => /\d/.test(cell) && /[/.-]/.test(cell) && readDate(cell, { today }).kind === 'read')) return 'sample-date';
  if (most((cell) => /\d\s?\p{L}/u.test(cell) && readAge(cell, { today }).kind === 'read')) return 'age';
  return null;
}
