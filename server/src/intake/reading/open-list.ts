import { type FileHandle, open } from 'node:fs/promises';
import { findHindiDamage, type HindiDamage } from '@kshem/domain/intake/unreadable-hindi.ts';
import { readCsv } from './read-csv.ts';
import { LARGEST_WHOLE_WORKBOOK, openOds, openXls } from './read-whole-workbook.ts';
import { openXlsx } from './read-xlsx.ts';
import { type Delimiter, sniffText, type TextEncoding } from './sniff-text.ts';
import { type ListFailureCode, UnreadableList } from './unreadable-list.ts';
import { readZipDirectory, readZipEntry, type ZipEntry } from './zip-entries.ts';

/** One row as a spreadsheet numbers it, from 1, every cell as text: numbers plain, dates "yyyy-mm-dd", blanks ''. */
export type ListRow = { readonly rowNumber: number; readonly cells: readonly string[] };

export type DetectedFormat =
  | { readonly format: 'csv'; readonly encoding: TextEncoding; readonly delimiter: Delimiter }
  | {
      readonly format: 'xlsx' | 'xls' | 'ods';
      readonly sheet: string | null;
      readonly sheets: readonly string[];
      readonly epoch1904: boolean;
    };

export type OpenedList = {
  readonly detected: DetectedFormat;
  /** The first rows (up to 200), to find the headings and guess the mapping from. They come again in `rows`. */
  readonly head: readonly ListRow[];
  /** All rows, once. May throw UnreadableList for damage found on the way. Leaving the loop early closes the file. */
  readonly rows: AsyncIterable<ListRow>;
  /** Closes the file when the rows are not wanted. */
  close(): Promise<void>;
};

const DAMAGE: Readonly<Record<HindiDamage, ListFailureCode>> = {
  'legacy-font': 'list.legacy-font',
  'letters-lost': 'list.letters-lost',
  mojibake: 'list.mojibake',
};
const HEAD_ROWS = 200;
const SNIFFED_BYTES = 64 * 1024;

/**
 * Opens a list, whatever its name says it is: CSV, TSV and other delimited text in UTF-8, UTF-16 or windows-1252, .xlsx,
 * .xls, .ods. Memory stays flat for text and .xlsx.
 * @param sheet name of the sheet to read; the largest visible one otherwise
 * @throws UnreadableList with a code, what is wrong and what to do, in both languages
 */
export async function openList(path: string, sheet?: string): Promise<OpenedList> {
  const file = await open(path, 'r');
  try {
    const source = await openSource(file, path, sheet);
    const head = await takeHead(source.rows);
    if (!head.some((row) => row.cells.some((cell) => cell.trim() !== ''))) throw new UnreadableList('list.empty');
    const damage = findHindiDamage(head.map((row) => row.cells));
    if (damage !== null) throw new UnreadableList(DAMAGE[damage]);
    const close = async () => {
      await source.rows.return(undefined);
      await file.close();
    };
    return { detected: source.detected, head, rows: replay(head, source.rows, close), close };
  } catch (error) {
    await file.close();
    throw error;
  }
}

type Source = { readonly detected: DetectedFormat; readonly rows: AsyncGenerator<ListRow> };

async function openSource(file: FileHandle, path: string, sheet: string | undefined): Promise<Source> {
  const { size } = await file.stat();
  if (size === 0) throw new UnreadableList('list.empty');
  const { buffer, bytesRead } = await file.read(Buffer.alloc(SNIFFED_BYTES), 0, SNIFFED_BYTES, 0);
  const head = buffer.subarray(0, bytesRead);
  if (startsWith(head, 'PK\x03\x04')) return openZip(file, path, size, sheet);
  if (startsWith(head, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return openCompound(file, path, size, sheet);
  refuseForeign(head);
  const sniffed = await sniffText(path, head);
  if (sniffed.encoding !== 'utf-16le' && sniffed.encoding !== 'utf-16be' && isBinary(head))
    throw new UnreadableList('list.not-a-spreadsheet');
  return { detected: { format: 'csv', encoding: sniffed.encoding, delimiter: sniffed.delimiter }, rows: readCsv(path, sniffed) };
}

async function openZip(file: FileHandle, path: string, size: number, sheet: string | undefined): Promise<Source> {
  const directory = await readZipDirectory(file, size);
  if (directory.has('xl/workbook.bin')) throw new UnreadableList('list.old-format');
  if (directory.has('content.xml')) return openOpenDocument(file, path, directory, size, sheet);
  const isWorkbook = [...directory.keys()].some((name) => /(?:^|\/)worksheets\/[^/]+\.xml$/i.test(name));
  if (!isWorkbook) throw new UnreadableList('list.not-a-spreadsheet');
  const opened = await openXlsx(file, directory, sheet);
  return {
    detected: { format: 'xlsx', sheet: opened.sheet, sheets: opened.sheets, epoch1904: opened.epoch1904 },
    rows: opened.rows,
  };
}

const LARGEST_ODS_CONTENT = 400 * 1024 * 1024;

async function openOpenDocument(
  file: FileHandle,
  path: string,
  directory: ReadonlyMap<string, ZipEntry>,
  size: number,
  sheet: string | undefined,
): Promise<Source> {
  const mimetype = await firstBytes(file, directory.get('mimetype'));
  if (!mimetype.includes('opendocument.spreadsheet')) throw new UnreadableList('list.not-a-spreadsheet');
  if ((await firstBytes(file, directory.get('META-INF/manifest.xml'))).includes('encryption-data')) {
    throw new UnreadableList('list.password');
  }
  if (size > LARGEST_WHOLE_WORKBOOK) throw new UnreadableList('list.too-big');
  await measureEntry(file, directory.get('content.xml'));
  const opened = await openOds(path, sheet);
  return { detected: { format: 'ods', sheet: opened.sheet, sheets: opened.sheets, epoch1904: false }, rows: opened.rows };
}

// The library that reads .ods unpacks it in one piece, so the size is counted before it is let near.
async function measureEntry(file: FileHandle, entry: ZipEntry | undefined): Promise<void> {
  if (!entry) throw new UnreadableList('list.damaged');
  let bytes = 0;
  for await (const block of readZipEntry(file, entry)) {
    bytes += block.length;
    if (bytes > LARGEST_ODS_CONTENT) throw new UnreadableList('list.too-big');
  }
}

async function firstBytes(file: FileHandle, entry: ZipEntry | undefined): Promise<string> {
  if (!entry) return '';
  for await (const block of readZipEntry(file, entry)) return block.toString('latin1');
  return '';
}

// An OLE container is an old .xls, an encrypted .xlsx, or a Word file; its directory names the parts in UTF-16.
async function openCompound(file: FileHandle, path: string, size: number, sheet: string | undefined): Promise<Source> {
  if (size > LARGEST_WHOLE_WORKBOOK) throw new UnreadableList('list.too-big');
  const { buffer } = await file.read(Buffer.alloc(size), 0, size, 0);
  const holds = (name: string) => buffer.includes(Buffer.from(name, 'utf16le'));
  if (holds('EncryptedPackage')) throw new UnreadableList('list.password');
  if (!holds('Workbook') && !holds('Book')) throw new UnreadableList('list.not-a-spreadsheet');
  const opened = await openXls(path, sheet);
  return { detected: { format: 'xls', sheet: opened.sheet, sheets: opened.sheets, epoch1904: false }, rows: opened.rows };
}

const FOREIGN = [
  '%PDF',
  '\x89PNG',
  '\xff\xd8\xff',
  'GIF8',
  '{\\rtf',
  'Rar!',
  '7z\xbc\xaf',
  '\x1f\x8b',
  'BM',
  'II*\x00',
  'MM\x00*',
  'RIFF',
  '\x7fELF',
  'MZ',
];

function refuseForeign(head: Buffer): void {
  if (FOREIGN.some((magic) => startsWith(head, magic)) && isBinaryOrMarked(head))
    throw new UnreadableList('list.not-a-spreadsheet');
  const start = head
    .subarray(0, 2048)
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart()
    .toLowerCase();
  if (/^(?:<!doctype html|<html|<table|<meta|<head|<body|<div)/.test(start)) throw new UnreadableList('list.web-page');
  if (start.startsWith('<?xml') || start.startsWith('{\\rtf'))
    throw new UnreadableList(start.includes('office:spreadsheet') ? 'list.old-format' : 'list.not-a-spreadsheet');
}

// "BM" and "MZ" may begin an honest text; a picture or a program also holds control bytes.
function isBinaryOrMarked(head: Buffer): boolean {
  return isBinary(head) || startsWith(head, '%PDF') || startsWith(head, '{\\rtf');
}

function isBinary(head: Buffer): boolean {
  let control = 0;
  for (const byte of head) if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) control++;
  return control > head.length / 100;
}

function startsWith(head: Buffer, magic: string): boolean {
  return head.subarray(0, magic.length).equals(Buffer.from(magic, 'latin1'));
}

async function takeHead(rows: AsyncGenerator<ListRow>): Promise<ListRow[]> {
  const head: ListRow[] = [];
  while (head.length < HEAD_ROWS) {
    const next = await rows.next();
    if (next.done === true) break;
    head.push(next.value);
  }
  return head;
}

async function* replay(
  head: readonly ListRow[],
  rest: AsyncGenerator<ListRow>,
  close: () => Promise<void>,
): AsyncGenerator<ListRow> {
  try {
    yield* head;
    yield* rest;
  } finally {
    await close();
  }
}
