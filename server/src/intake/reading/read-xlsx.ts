import type { FileHandle } from 'node:fs/promises';
import type { ListRow } from './open-list.ts';
import { NO_SHARED_STRINGS, readSharedStrings } from './shared-strings.ts';
import { sheetRows } from './sheet-rows.ts';
import { attribute } from './sheet-xml.ts';
import { UnreadableList } from './unreadable-list.ts';
import { readZipEntry, type ZipEntry } from './zip-entries.ts';

export type OpenedSheet = {
  readonly sheet: string;
  /** All visible sheets, in the workbook's order. */
  readonly sheets: readonly string[];
  readonly epoch1904: boolean;
  readonly rows: AsyncGenerator<ListRow>;
};

type Directory = ReadonlyMap<string, ZipEntry>;

const LARGEST_PART = 32 * 1024 * 1024;

/**
 * Opens the sheet that holds the list: the one asked for, else the largest visible one, because offices put a summary
 * first. Only the shared strings are read ahead; rows are unpacked as they are asked for.
 * @throws UnreadableList list.no-sheet, list.damaged, list.zip-bomb, list.too-big
 */
export async function openXlsx(file: FileHandle, directory: Directory, wanted?: string): Promise<OpenedSheet> {
  const workbookPath = await findWorkbook(file, directory);
  const workbook = await readPart(file, directory, workbookPath);
  const targets = await readRelations(file, directory, workbookPath);
  const visible = listSheets(workbook, targets).filter((sheet) => directory.has(sheet.path));
  const chosen = chooseSheet(visible, directory, wanted);
  if (!chosen) throw new UnreadableList('list.no-sheet');
  const epoch1904 = /<(?:\w+:)?workbookPr\b[^>]*\bdate1904="(?:1|true)"/.test(workbook);
  const strings = await sharedStrings(file, directory, targets);
  const dateStyles = findDateStyles(await readPart(file, directory, pathOf(targets, 'styles') ?? ''));
  const rows = sheetRows(readZipEntry(file, entryOf(directory, chosen.path)), { strings, dateStyles, epoch1904 });
  return { sheet: chosen.name, sheets: visible.map((sheet) => sheet.name), epoch1904, rows };
}

type Relation = { readonly id: string; readonly type: string; readonly path: string };
type Sheet = { readonly name: string; readonly path: string };

async function findWorkbook(file: FileHandle, directory: Directory): Promise<string> {
  const root = await readRelations(file, directory, '');
  return pathOf(root, 'officeDocument') ?? 'xl/workbook.xml';
}

async function readRelations(file: FileHandle, directory: Directory, part: string): Promise<Relation[]> {
  const folder = part.includes('/') ? part.slice(0, part.lastIndexOf('/') + 1) : '';
  const xml = await readPart(file, directory, `${folder}_rels/${part.slice(folder.length)}.rels`);
  return tags(xml, 'Relationship').map((head) => {
    const target = attribute(head, 'Target') ?? '';
    const path = target.startsWith('/') ? target.slice(1) : new URL(target, `zip:/${folder}`).pathname.replace(/^\//, '');
    return {
      id: attribute(head, 'Id') ?? '',
      type: (attribute(head, 'Type') ?? '').split('/').at(-1) ?? '',
      path: decodeURI(path),
    };
  });
}

function pathOf(relations: readonly Relation[], type: string): string | undefined {
  return relations.find((relation) => relation.type === type)?.path;
}

function listSheets(workbook: string, relations: readonly Relation[]): Sheet[] {
  return tags(workbook, 'sheet')
    .filter((head) => !/^(?:hidden|veryHidden)$/.test(attribute(head, 'state') ?? ''))
    .map((head) => {
      const id = /\s(?:\w+:)?id="([^"]*)"/.exec(head)?.[1];
      return { name: attribute(head, 'name') ?? '', path: relations.find((relation) => relation.id === id)?.path ?? '' };
    });
}

function chooseSheet(sheets: readonly Sheet[], directory: Directory, wanted: string | undefined): Sheet | undefined {
  if (wanted !== undefined) return sheets.find((sheet) => sheet.name === wanted);
  const bySize = [...sheets].sort((a, b) => entryOf(directory, b.path).unpacked - entryOf(directory, a.path).unpacked);
  return bySize[0];
}

async function sharedStrings(file: FileHandle, directory: Directory, relations: readonly Relation[]) {
  const entry = directory.get(pathOf(relations, 'sharedStrings') ?? '');
  return entry ? readSharedStrings(readZipEntry(file, entry)) : NO_SHARED_STRINGS;
}

/** For each cell style, whether its number format shows a day. */
function findDateStyles(styles: string): boolean[] {
  const codes = new Map(
    tags(styles, 'numFmt').map((head) => [Number(attribute(head, 'numFmtId')), attribute(head, 'formatCode') ?? '']),
  );
  const cellStyles = /<(?:\w+:)?cellXfs\b[\s\S]*?<\/(?:\w+:)?cellXfs>/.exec(styles)?.[0] ?? '';
  return tags(cellStyles, 'xf').map((head) => {
    const id = Number(attribute(head, 'numFmtId') ?? 0);
    const code = codes.get(id);
    return code === undefined
      ? (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)
      : showsDay(code);
  });
}

// Quoted text, colours and locales in brackets may hold a d or a y without meaning a day.
function showsDay(code: string): boolean {
  return /[dy]|mmm/i.test(code.replace(/"[^"]*"|\\.|\[[^\]]*\]|_./g, '')) && !/general/i.test(code);
}

function tags(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<(?:[\\w.-]+:)?${name}(\\s[^>]*?)/?>`, 'g'))].map((match) => match[1] ?? '');
}

function entryOf(directory: Directory, path: string): ZipEntry {
  const entry = directory.get(path);
  if (!entry) throw new UnreadableList('list.damaged');
  return entry;
}

async function readPart(file: FileHandle, directory: Directory, path: string): Promise<string> {
  const entry = directory.get(path);
  if (!entry) return '';
  const blocks: Buffer[] = [];
  let length = 0;
  for await (const block of readZipEntry(file, entry)) {
    length += block.length;
    if (length > LARGEST_PART) throw new UnreadableList('list.too-big');
    blocks.push(block);
  }
  return Buffer.concat(blocks).toString('utf8');
}
