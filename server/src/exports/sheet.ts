import type { Permission } from '@kshem/domain/access/roles.ts';
import type { Language, Text } from '@kshem/domain/text.ts';
import { localDate } from '@kshem/domain/time/local-date.ts';
import { localTime } from '@kshem/domain/time/local-time.ts';
import { type Words, yesNo } from './words.ts';

export type Cell = string | number | null;

export type Column<Row> = {
  readonly heading: Text;
  readonly cell: (row: Row, say: Say) => Cell;
  /** In characters, where a spreadsheet keeps widths. */
  readonly width?: number;
};

/** A list that can be taken away as a file: who may, its columns, and its rows a page at a time. */
export type Sheet<Row> = {
  /** Its name in the trail and in the file's. */
  readonly list: string;
  readonly title: Text;
  readonly permissions: readonly Permission[];
  readonly columns: readonly Column<Row>[];
  readonly page: (after: string | null) => Promise<{ readonly rows: readonly Row[]; readonly next: string | null }>;
};

/** Keeps the row's type between the columns and the pages of a sheet. */
export function sheet<Row>(described: Sheet<Row>): Sheet<Row> {
  return described;
}

/** How a sheet speaks: in the reader's language, with the district's own dates. */
export type Say = {
  text(text: Text | null): string | null;
  /** A code in words; one that has none is shown as it is. */
  code(code: string | null, words: Words): string | null;
  yes(holds: boolean): string;
  /** 2021-05-10 14:05: read the same by everybody, in order when sorted. */
  at(instant: Date | null): string | null;
};

export function sayIn(language: Language, zone: string): Say {
  const text = (one: Text | null) => one && (one[language] || one.en);
  return {
    text,
    code: (code, words) => (code === null ? null : (text(words[code] ?? null) ?? code)),
    yes: (holds) => yesNo[holds ? 'yes' : 'no'][language],
    at: (instant) => instant && `${localDate(instant, zone)} ${localTime(instant, zone)}`,
  };
}
