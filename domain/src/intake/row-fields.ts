import type { CheckPhone, Phone, PhoneProblem, PhoneReading } from '../phone/normalise-phone.ts';
import { normalisePhone } from '../phone/normalise-phone.ts';
import { cleanCell } from './clean-cell.ts';
import type { ListMapping } from './guess-mapping.ts';
import type { ListField } from './list-field.ts';
import { type Problem, type ProblemCode, problem } from './problems.ts';
import { type Age, readAge, yearsBetween } from './read-age.ts';
import { readDate } from './read-date.ts';
import { type ListNumberScheme, readListNumber } from './read-list-number.ts';
import { readName } from './read-name.ts';
import { readSex, type Sex } from './read-sex.ts';
import type { WordReading } from './read-status.ts';

export type RowContext = {
  /** Local date in the programme's zone, "yyyy-mm-dd". */
  readonly today: string;
  /** District to write where the list names none. */
  readonly district?: string | undefined;
  /** STD code of the district without its 0, to complete local landlines. */
  readonly stdCode?: string | undefined;
  readonly checkPhone: CheckPhone;
  /** The workbook counts days from 1904. */
  readonly epoch1904?: boolean | undefined;
  /** Columns in which a date that can only be month first was seen: no ambiguous date in them is believed. */
  readonly monthFirstColumns?: ReadonlySet<number> | undefined;
};

/** One row being read: its cells, where each field stands, and the problems met so far. */
export type RowInReading = {
  readonly cells: readonly string[];
  readonly columns: FieldColumns;
  readonly context: RowContext;
  readonly problems: Problem[];
};

export type FieldColumns = ReadonlyMap<ListField, readonly number[]>;

const NOWHERE: readonly number[] = [];

/** Where each field stands. Worked out once a list, not once a row. */
export function fieldColumns(mapping: ListMapping): FieldColumns {
  const columns = new Map<ListField, number[]>();
  for (const { field, column } of mapping)
    if (field !== null && field !== 'ignore') columns.set(field, [...(columns.get(field) ?? []), column]);
  return columns;
}

/** Text of a field's first column, tidied; '' when the list or the row does not have it. */
export function textOf(row: RowInReading, field: ListField): string {
  const column = row.columns.get(field)?.[0];
  return column === undefined ? '' : cellText(row, column);
}

export function textOrNull(row: RowInReading, field: ListField): string | null {
  return textOf(row, field) || null;
}

/** Texts of all columns of a field, joined: offices split an address over several. */
export function joinedText(row: RowInReading, field: ListField): string | null {
  const texts = (row.columns.get(field) ?? NOWHERE).map((column) => cellText(row, column)).filter((text) => text !== '');
  return texts.join(', ') || null;
}

export function nameOf(row: RowInReading): { name: string; guardian: string | null } | null {
  const reading = readName(textOf(row, 'name'));
  if (reading.kind === 'read') return reading;
  note(row, reading.kind === 'absent' ? 'name.missing' : reading.code, 'name');
  return null;
}

export function dateOf(row: RowInReading, field: ListField, birth: boolean): string | null {
  const column = row.columns.get(field)?.[0];
  if (column === undefined) return null;
  const { today, epoch1904, monthFirstColumns } = row.context;
  const reading = readDate(cellText(row, column), { today, epoch1904, birth, columnMonthFirst: monthFirstColumns?.has(column) });
  if (reading.kind === 'refused') note(row, reading.code, field);
  if (reading.kind !== 'read') return null;
  if (reading.doubt !== null) note(row, reading.doubt, field);
  return reading.date;
}

export function ageOf(row: RowInReading, bornOn: string | null): Age | null {
  const field = row.columns.has('age') ? 'age' : 'age-sex';
  const text = field === 'age' ? textOf(row, 'age') : (splitAgeSex(textOf(row, 'age-sex'))[0] ?? '');
  const reading = readAge(text, { today: row.context.today, unit: textOf(row, 'age-unit') });
  if (bornOn !== null) return ageFromBirth(row, bornOn, reading.kind === 'read' ? reading.age : null);
  if (reading.kind === 'read') {
    if (reading.doubt !== null) note(row, reading.doubt, field);
    return reading.age;
  }
  note(row, reading.kind === 'absent' ? 'age.missing' : reading.code, field);
  return null;
}

function ageFromBirth(row: RowInReading, bornOn: string, written: Age | null): Age {
  const years = yearsBetween(bornOn, row.context.today);
  if (written !== null && Math.abs(written.years - years) > 2) note(row, 'age.differs-from-birth', 'birth-date');
  return { years, low: years, high: years };
}

export function sexOf(row: RowInReading): Sex | null {
  const field = row.columns.has('sex') ? 'sex' : 'age-sex';
  const text = field === 'sex' ? textOf(row, 'sex') : (splitAgeSex(textOf(row, 'age-sex'))[1] ?? '');
  const reading = readSex(text);
  if (reading.kind === 'refused') note(row, 'sex.unreadable', field);
  return reading.kind === 'read' ? reading.sex : null;
}

// "35/M", "35 Y / पुरुष", "M-35": the part with digits is the age.
function splitAgeSex(text: string): readonly string[] {
  const parts = text.split(/[/,|]+|\s-\s/).map((part) => part.trim());
  const age = parts.find((part) => /\d/.test(part));
  return age === undefined ? ['', text] : [age, parts.find((part) => part !== age) ?? ''];
}

export function phonesOf(row: RowInReading): readonly Phone[] {
  const columns = row.columns.get('phone') ?? NOWHERE;
  const readings = columns.map((column) => readPhones(row, column));
  const phones = readings.length === 1 ? (readings[0]?.phones ?? []) : onceEach(readings.flatMap((reading) => reading.phones));
  if (phones.length === 0 && readings.every((reading) => reading.problems.length === 0)) note(row, 'phone.missing', 'phone');
  return phones;
}

function readPhones(row: RowInReading, column: number): PhoneReading {
  const reading = normalisePhone(row.cells[column] ?? '', row.context);
  for (const code of reading.problems) row.problems.push(problem(`phone.${code}` satisfies `phone.${PhoneProblem}`, column));
  for (const phone of reading.phones) {
    if (phone.warnings.length > 0)
      row.problems.push(problem(phone.warnings.includes('foreign') ? 'phone.foreign' : 'phone.repaired', column));
  }
  return reading;
}

function onceEach(phones: readonly Phone[]): readonly Phone[] {
  return [...new Map(phones.map((phone) => [phone.e164, phone])).values()];
}

export function wordOf<T>(
  row: RowInReading,
  field: ListField,
  read: (text: string) => WordReading<T>,
  code: ProblemCode,
): T | null {
  const reading = read(textOf(row, field));
  if (reading.kind === 'refused') note(row, code, field);
  return reading.kind === 'read' ? reading.value : null;
}

const SCHEMES: readonly (readonly [ListField, ListNumberScheme])[] = [
  ['srf-id', 'srf'],
  ['icmr-id', 'icmr'],
  ['abha-id', 'abha'],
  ['lab-id', 'lab'],
  ['list-number', 'list'],
];

export function listNumbersOf(row: RowInReading): Partial<Record<ListNumberScheme, string>> {
  const numbers: Partial<Record<ListNumberScheme, string>> = {};
  for (const [field, scheme] of SCHEMES) {
    if (!row.columns.has(field)) continue;
    const reading = readListNumber(textOf(row, field));
    if (reading.kind === 'read') numbers[scheme] = reading.number;
    else if (reading.kind === 'damaged') note(row, 'identity.damaged-number', field);
  }
  return numbers;
}

function cellText(row: RowInReading, column: number): string {
  const raw = row.cells[column];
  if (raw === undefined || raw === '') return '';
  const cell = cleanCell(raw);
  if (cell.formula) row.problems.push(problem('cell.formula', column));
  if (cell.cut) row.problems.push(problem('cell.cut', column));
  if (cell.text.includes('\ufffd')) row.problems.push(problem('cell.broken-letters', column));
  return cell.text;
}

function note(row: RowInReading, code: ProblemCode, field: ListField): void {
  row.problems.push(problem(code, row.columns.get(field)?.[0] ?? null));
}
