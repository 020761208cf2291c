import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type CellValue, writeXlsxStream } from 'hucre';
import type { Delimiter, TextEncoding } from '../reading/sniff-text.ts';

export type TextListOptions = {
  readonly delimiter?: Delimiter;
  readonly encoding?: TextEncoding;
  readonly bom?: boolean;
};

/** Writes rows as delimited text, quoting where needed, a block at a time. windows-1252 loses what it cannot hold. */
export async function writeTextList(
  path: string,
  rows: Iterable<readonly string[]>,
  options: TextListOptions = {},
): Promise<void> {
  const { delimiter = ',', encoding = 'utf-8', bom = false } = options;
  await pipeline(Readable.from(encoded(rows, delimiter, encoding, bom)), createWriteStream(path));
}

function* encoded(rows: Iterable<readonly string[]>, delimiter: string, encoding: TextEncoding, bom: boolean): Generator<Buffer> {
  let block = bom ? '\ufeff' : '';
  for (const row of rows) {
    block += `${row.map((cell) => quoted(cell, delimiter)).join(delimiter)}\r\n`;
    if (block.length < 1 << 16) continue;
    yield toBytes(block, encoding);
    block = '';
  }
  if (block !== '') yield toBytes(block, encoding);
}

function quoted(cell: string, delimiter: string): string {
  return cell.includes(delimiter) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function toBytes(text: string, encoding: TextEncoding): Buffer {
  if (encoding === 'utf-8') return Buffer.from(text, 'utf8');
  if (encoding === 'windows-1252') return Buffer.from(text.replace(/[\u0100-\uffff]/g, '?'), 'latin1');
  const bytes = Buffer.from(text, 'utf16le');
  return encoding === 'utf-16le' ? bytes : bytes.swap16();
}

/** Writes rows as .xlsx the way Excel would hold them: bare digits as numbers, day-first dates as dates, the rest as text. */
export async function writeXlsxList(
  path: string,
  rows: Iterable<readonly string[]>,
  options: { readonly sharedStrings?: boolean } = {},
): Promise<void> {
  const stream = writeXlsxStream(typedRows(rows), { name: 'Sheet1', inlineStrings: options.sharedStrings !== true });
  await pipeline(Readable.fromWeb(stream as Parameters<typeof Readable.fromWeb>[0]), createWriteStream(path));
}

function* typedRows(rows: Iterable<readonly string[]>): Generator<CellValue[]> {
  for (const row of rows) yield row.map(typed);
}

function typed(cell: string): CellValue {
  if (cell === '') return null;
  if (/^[1-9]\d{0,14}$/.test(cell)) return Number(cell);
  const date = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(cell);
  if (!date || Number(date[2]) > 12) return cell;
  return new Date(Date.UTC(Number(date[3]), Number(date[2]) - 1, Number(date[1])));
}
