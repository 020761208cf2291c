import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { writeOds, writeXlsx } from 'hucre';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { messyList } from '../testing/messy-list.ts';
import { writeTextList, writeXlsxList } from '../testing/write-list.ts';
import { xlsxFile, zipFile } from '../testing/zip-file.ts';
import { type ListRow, type OpenedList, openList } from './open-list.ts';
import type { Delimiter, TextEncoding } from './sniff-text.ts';
import { UnreadableList } from './unreadable-list.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kshem list '));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ROWS: readonly (readonly string[])[] = [
  ['नाम', 'Mobile', 'पता', 'Remarks'],
  ['रमेश साहू', '6100001234', 'Ward 3, "old" market; near | pump', ''],
  ['', '', '', ''],
  ['Sunita', '+91 61000 01235', 'दो\nपंक्ति', '=CMD()'],
];

function file(content: string | Buffer | Uint8Array, name = 'list.bin'): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function rowsOf(list: OpenedList): Promise<ListRow[]> {
  return Array.fromAsync(list.rows);
}

async function cellsOf(path: string): Promise<(readonly string[])[]> {
  return (await rowsOf(await openList(path))).map((row) => row.cells);
}

/** Code of the failure, or "read" with the number of rows. */
async function outcome(path: string): Promise<string> {
  try {
    return `read ${(await rowsOf(await openList(path))).length}`;
  } catch (error) {
    if (error instanceof UnreadableList) return error.failure.code;
    throw error;
  }
}

describe('delimited text', () => {
  const encodings: [TextEncoding, boolean][] = [
    ['utf-8', false],
    ['utf-8', true],
    ['utf-16le', true],
    ['utf-16le', false],
    ['utf-16be', true],
    ['utf-16be', false],
  ];
  const delimiters: Delimiter[] = [',', ';', '\t', '|'];

  for (const [encoding, bom] of encodings) {
    for (const delimiter of delimiters) {
      test(`${encoding}${bom ? ' with a mark' : ''} parted by ${JSON.stringify(delimiter)} comes back as written`, async () => {
        const path = join(folder, 'text.csv');
        await writeTextList(path, ROWS, { encoding, bom, delimiter });
        const list = await openList(path);
        expect(list.detected).toEqual({ format: 'csv', encoding, delimiter });
        const rows = await rowsOf(list);
        expect(rows.map((row) => row.rowNumber)).toEqual([1, 2, 3, 4]);
        expect(rows.map((row) => row.cells)).toEqual(ROWS);
      });
    }
  }

  test('windows-1252 is read when the file is no UTF-8', async () => {
    const path = file(Buffer.from('Name,City\r\nJosé,Pondichéry\r\n', 'latin1'));
    const list = await openList(path);
    expect(list.detected).toMatchObject({ encoding: 'windows-1252' });
    expect((await rowsOf(list)).map((row) => row.cells)).toEqual([
      ['Name', 'City'],
      ['José', 'Pondichéry'],
    ]);
  });

  test('one Hindi name far down decides for UTF-8', async () => {
    const lines = Array.from({ length: 20_000 }, (_, at) => `Ramesh,${at}`);
    const cells = await cellsOf(file(['Name,No', ...lines, 'दुर्गेश,7'].join('\n')));
    expect(cells.at(-1)).toEqual(['दुर्गेश', '7']);
  });

  test('Excel’s "sep=" line names the delimiter and is no row', async () => {
    const rows = await rowsOf(await openList(file('sep=;\r\nName;Mobile\r\nRamesh, S.;6100001234\r\n')));
    expect(rows).toEqual([
      { rowNumber: 2, cells: ['Name', 'Mobile'] },
      { rowNumber: 3, cells: ['Ramesh, S.', '6100001234'] },
    ]);
  });

  test('old Mac line ends and ragged rows are read', async () => {
    expect(await cellsOf(file('Name,Mobile\rRamesh\rSunita,1,2,3\r'))).toEqual([
      ['Name', 'Mobile'],
      ['Ramesh'],
      ['Sunita', '1', '2', '3'],
    ]);
  });

  test('a quotation mark inside a cell is a letter', async () => {
    expect(await cellsOf(file('Name,Height\nRamesh "Raju" Sahu,5\'6"\n'))).toEqual([
      ['Name', 'Height'],
      ['Ramesh "Raju" Sahu', '5\'6"'],
    ]);
  });

  test('300 columns and a cell of 5 MB are survived', async () => {
    const wide = Array.from({ length: 300 }, (_, at) => `c${at}`);
    const cells = await cellsOf(file(`${wide.join(',')}\nRamesh,"${'x'.repeat(5_000_000)}"\n`));
    expect(cells[0]).toHaveLength(300);
    expect(cells[1]?.[1]).toHaveLength(5_000_000);
  });

  test('any cells come back as written', async () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replace(/[\r\ufeff\0]/g, ''));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell, cell), { minLength: 3, maxLength: 8 }), async (rows) => {
        const path = join(folder, 'any.csv');
        await writeTextList(path, [['Name', 'Mobile', 'Age'], ...rows], { bom: true });
        expect((await cellsOf(path)).slice(1)).toEqual(rows);
      }),
      { numRuns: 60 },
    );
  });
});

describe('workbooks', () => {
  test.each([false, true])('.xlsx comes back as text, dates in ISO order, with shared strings: %s', async (sharedStrings) => {
    const path = join(folder, 'list.xlsx');
    await writeXlsxList(path, [...ROWS, ['Gita', '35', '12/04/2026', "'0788"]], { sharedStrings });
    const list = await openList(path);
    expect(list.detected).toMatchObject({ format: 'xlsx', sheet: 'Sheet1' });
    const rows = await rowsOf(list);
    expect(rows.at(-1)).toEqual({ rowNumber: 5, cells: ['Gita', '35', '2026-04-12', "'0788"] });
    expect(rows.find((row) => row.rowNumber === 2)?.cells.slice(0, 3)).toEqual(ROWS[1]?.slice(0, 3));
    expect(rows.find((row) => row.rowNumber === 4)?.cells).toEqual(ROWS[3]);
  });

  test('a messy list is the same as text and as a workbook', async () => {
    const rows = [...messyList({ seed: 7, people: 300 })].map((row) => row.cells);
    const [csv, xlsx] = [join(folder, 'messy.csv'), join(folder, 'messy.xlsx')];
    await writeTextList(csv, rows);
    await writeXlsxList(xlsx, rows);
    const filled = (cells: readonly string[]) => cells.some((cell) => cell !== '');
    const names = async (path: string) => (await cellsOf(path)).filter(filled).map((cells) => cells[1] ?? '');
    expect(await names(xlsx)).toEqual(await names(csv));
  });

  const one = (cells: string, parts: Record<string, string> = {}, options = {}) =>
    cellsOf(file(xlsxFile({ List: `<row r="1">${cells}</row>` }, parts, options), 'one.xlsx'));

  test('a formula gives the value last worked out', async () => {
    expect(await one('<c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>A1&amp;"x"</f><v>a&amp;b</v></c>')).toEqual([
      ['2', 'a&b'],
    ]);
  });

  test('a phone kept as a floating number keeps all its digits', async () => {
    expect(await one('<c r="A1"><v>6.100001234E9</v></c><c r="B1"><v>6100001234.0</v></c>')).toEqual([
      ['6100001234', '6100001234'],
    ]);
  });

  test('cells are placed by their reference and gaps stay empty', async () => {
    expect(await one('<c r="B1"><v>1</v></c><c r="AA1" t="b"><v>1</v></c>')).toEqual([
      ['', '1', ...Array.from({ length: 24 }, () => ''), 'TRUE'],
    ]);
  });

  test('rich text is joined, pronunciation hints are not part of it', async () => {
    const strings =
      '<sst><si><r><t>Ra</t></r><r><rPr/><t xml:space="preserve">mesh </t></r><rPh sb="0"><t>hint</t></rPh></si><si><t>S_x000D_&#x915;</t></si><si/></sst>';
    const cells =
      '<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>99</v></c>';
    expect(await one(cells, { 'sharedStrings.xml': strings })).toEqual([['Ramesh ', 'S\rक', '', '']]);
  });

  const STYLES =
    '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd\\-mm\\-yyyy"/><numFmt numFmtId="165" formatCode="0&quot; day&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="22"/></cellXfs></styleSheet>';

  test('only numbers in a date format are dates', async () => {
    const cells = [0, 1, 2, 3].map((style, at) => `<c r="${'ABCD'[at]}1" s="${style}"><v>46124</v></c>`).join('');
    expect(await one(`${cells}<c r="E1" s="4"><v>46124.75</v></c>`, { 'styles.xml': STYLES })).toEqual([
      ['46124', '2026-04-12', '2026-04-12', '46124', '2026-04-12 18:00'],
    ]);
  });

  test('a workbook that counts from 1904 is read so', async () => {
    expect(await one('<c r="A1" s="1"><v>44662</v></c>', { 'styles.xml': STYLES }, { epoch1904: true })).toEqual([
      ['2026-04-12'],
    ]);
  });

  test('a namespace prefix on every element makes no difference', async () => {
    const path = file(
      zipFile({
        '_rels/.rels': '<Relationships><Relationship Id="a" Type="x/officeDocument" Target="/xl/workbook.xml"/></Relationships>',
        'xl/workbook.xml': '<x:workbook xmlns:x="m"><x:sheets><x:sheet name="L" sheetId="1" r:id="b"/></x:sheets></x:workbook>',
        'xl/_rels/workbook.xml.rels':
          '<Relationships><Relationship Id="b" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        'xl/worksheets/sheet1.xml':
          '<x:worksheet><x:sheetData><x:row r="3"><x:c r="A3"><x:v>5</x:v></x:c><x:c t="inlineStr"><x:is><x:t>क</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>',
      }),
    );
    expect(await rowsOf(await openList(path))).toEqual([{ rowNumber: 3, cells: ['5', 'क'] }]);
  });

  test('the largest visible sheet holds the list; another can be asked for by name', async () => {
    const row = (name: string) => `<row><c t="inlineStr"><is><t>${name}</t></is></c></row>`;
    const path = file(
      xlsxFile({ Summary: row('s'), Data: row('d').repeat(20), Old: row('o').repeat(90) }, {}, { hidden: ['Old'] }),
      'sheets.xlsx',
    );
    const list = await openList(path);
    expect(list.detected).toMatchObject({ sheet: 'Data', sheets: ['Summary', 'Data'] });
    await list.close();
    expect((await rowsOf(await openList(path, 'Summary')))[0]?.cells).toEqual(['s']);
    await expect(openList(path, 'Old')).rejects.toThrow(UnreadableList);
  });

  test('300 columns and a cell of 5 MB are survived', async () => {
    const wide = Array.from({ length: 300 }, (_, at) => `<c><v>${at}</v></c>`).join('');
    const big = `<c t="inlineStr"><is><t>${'y'.repeat(5_000_000)}</t></is></c>`;
    const cells = await cellsOf(file(xlsxFile({ List: `<row>${wide}</row><row>${big}</row>` }), 'wide.xlsx'));
    expect(cells[0]).toHaveLength(300);
    expect(cells[1]?.[0]).toHaveLength(5_000_000);
  });

  test('.ods is read from its fullest sheet', async () => {
    const rows = [
      ['नाम', 'Mobile', 'Date'],
      ['रमेश', 6_100_001_234, new Date('2026-04-12')],
    ];
    const path = file(
      await writeOds({
        sheets: [
          { name: 'Summary', rows: [['x']] },
          { name: 'List', rows },
        ],
      }),
      'list.ods',
    );
    const list = await openList(path);
    expect(list.detected).toMatchObject({ format: 'ods', sheet: 'List' });
    expect((await rowsOf(list)).map((row) => row.cells)).toEqual([
      ['नाम', 'Mobile', 'Date'],
      ['रमेश', '6100001234', '2026-04-12'],
    ]);
  });

  test('.xls of Excel 97–2003 is read from its fullest sheet', async () => {
    const list = await openList(file(gunzipSync(Buffer.from(TINY_XLS, 'base64')), 'list.xls'));
    expect(list.detected).toMatchObject({ format: 'xls', sheet: 'List', sheets: ['Summary', 'List'] });
    expect((await rowsOf(list)).map((row) => row.cells)).toEqual([
      ['नाम', 'आयु', 'मोबाइल', 'जाँच दिनांक'],
      ['रमेश साहू', '35', '6100001234', '2026-04-12'],
      ['Sunita', '8 months', '06100001235', '12/04/2026'],
    ]);
  });
});

describe('whole-file failures', () => {
  const row = '<row><c><v>1</v></c></row>';
  test.each<[string, string, () => string | Buffer | Promise<Uint8Array>]>([
    ['an empty file', 'list.empty', () => ''],
    ['blank lines only', 'list.empty', () => '\ufeff\r\n,,,\r\n  \r\n'],
    ['a sheet without rows', 'list.empty', () => xlsxFile({ List: '' })],
    ['a PDF', 'list.not-a-spreadsheet', () => '%PDF-1.7\n1 0 obj'],
    ['a picture', 'list.not-a-spreadsheet', () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
    ['a Word file', 'list.not-a-spreadsheet', () => zipFile({ 'word/document.xml': '<w:document/>' })],
    [
      'a text document of LibreOffice',
      'list.not-a-spreadsheet',
      () => zipFile({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<x/>' }),
    ],
    [
      'random bytes',
      'list.not-a-spreadsheet',
      () => Buffer.from(Array.from({ length: 4000 }, (_, at) => (at * 7919 + (at >> 3)) % 256)),
    ],
    ['an old Word file', 'list.not-a-spreadsheet', () => compound('WordDocument')],
    ['a broken .xls', 'list.old-format', () => compound('Workbook')],
    [
      'an encrypted workbook',
      'list.password',
      async () =>
        (await writeXlsx({
          sheets: [{ name: 'L', rows: [['x']] }],
          encryption: { password: 'p', spinCount: 1000 },
        })) as Uint8Array,
    ],
    [
      'an encrypted archive',
      'list.password',
      () => zipFile({ '_rels/.rels': '', 'xl/worksheets/sheet1.xml': row }, { encrypted: true }),
    ],
    [
      'an encrypted .ods',
      'list.password',
      () =>
        zipFile({
          mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
          'content.xml': 'x',
          'META-INF/manifest.xml': '<manifest:encryption-data/>',
        }),
    ],
    ['a web page named .xls', 'list.web-page', () => '<html><body><table><tr><td>Name</td></tr></table></body></html>'],
    [
      'XML of Excel 2003',
      'list.old-format',
      () => '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
    ],
    ['a binary workbook', 'list.old-format', () => zipFile({ 'xl/workbook.bin': 'x' })],
    ['hidden sheets only', 'list.no-sheet', () => xlsxFile({ List: row }, {}, { hidden: ['List'] })],
    ['a workbook cut short', 'list.damaged', () => xlsxFile({ List: row }).subarray(0, 300)],
    ['a quotation mark never closed', 'list.quote-unclosed', () => 'Name,Mobile\n"Ramesh,6100001234\nSunita,6100001235\n'],
    ['Hindi in Kruti Dev', 'list.legacy-font', () => "dz-,uke,irk,eksckby\n1,jes'k lkgw,lksuiqjh,6100001234\n"],
    [
      'Hindi turned to question marks',
      'list.letters-lost',
      () => '??.,???,Mobile\n1,???? ????,6100001234\n2,?????? ???,6100001235\n3,??? ??,6100001236\n',
    ],
  ])('%s: %s', async (_, code, content) => {
    expect(await outcome(file((await content()) as string, 'bad.xls'))).toBe(code);
  });

  test('a zip bomb is stopped by what really comes out, whatever the directory claims', async () => {
    const bomb = xlsxFile({ List: `<row><c t="inlineStr"><is><t>${' '.repeat(100 * 1024 * 1024)}</t></is></c></row>` });
    expect(bomb.length).toBeLessThan(200_000);
    expect(await outcome(file(bomb, 'bomb.xlsx'))).toBe('list.zip-bomb');
  });

  test('damage behind the first rows comes up while reading', async () => {
    const lines = Array.from({ length: 300 }, (_, at) => `Ramesh,${at}`).join('\n');
    const list = await openList(file(`Name,No\n${lines}\n"Sunita,1\n`));
    await expect(rowsOf(list)).rejects.toThrow(UnreadableList);
  });

  test('leaving the rows early and closing twice are fine', async () => {
    const path = join(folder, 'early.xlsx');
    await writeXlsxList(
      path,
      Array.from({ length: 5000 }, (_, at) => ['Name', String(at)]),
    );
    const list = await openList(path);
    for await (const { rowNumber } of list.rows) if (rowNumber > 300) break;
    await list.close();
    await list.close();
  });
});

describe('any bytes are read or refused with a code', () => {
  test('text and noise', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 400 }),
        fc.constantFrom('', 'PK\x03\x04', 'Name,Mobile\n', '\xff\xfe', '<'),
        async (bytes, start) => {
          expect(await outcome(file(Buffer.concat([Buffer.from(start, 'latin1'), bytes])))).toMatch(/^(?:read \d|list\.)/);
        },
      ),
      { numRuns: 150 },
    );
  });

  test.each(['list.xlsx', 'list.ods', 'list.xls'])('a damaged %s', async (kind) => {
    const rows = [
      ['Name', 'Mobile'],
      ['रमेश', 6_100_001_234],
    ];
    const sheets = [{ name: 'L', rows }];
    const sound = Buffer.from(
      kind === 'list.xls'
        ? gunzipSync(Buffer.from(TINY_XLS, 'base64'))
        : kind === 'list.ods'
          ? await writeOds({ sheets })
          : await writeXlsx({ sheets }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(sound.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 40, max: sound.length }),
        async (flips, length) => {
          const broken = Buffer.from(sound);
          for (const [at, byte] of flips) broken[at] = byte;
          expect(await outcome(file(broken.subarray(0, length > sound.length * 0.7 ? sound.length : length), kind))).toMatch(
            /^(?:read \d|list\.)/,
          );
        },
      ),
      { numRuns: 80 },
    );
  });
});

function compound(stream: string): Buffer {
  return Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(504),
    Buffer.from(stream, 'utf16le'),
    Buffer.alloc(512),
  ]);
}

// Two sheets of invented people, as SheetJS writes BIFF8; gzip, base64.
const TINY_XLS =
  'H4sIAAAAAAACA+1XS09TQRQ+M7297VAet0VUQLC5CzVqaCmCNeHREhMNPmLowo2JQIjWJwZqAhtDVHZq/AFuXLpSNxqNC/wBRsPSFbhwrQlxha3fnLltao' +
  'kJD4Maeybfue03r3PnnDkz98P78OLj5y1LVCH95KN8QZFdxglAFv845r9GvlAoFOlCVf4p+Q7kPVjwnx+wPZ9W8X9A72kfUO7/ABAEFFADhIBaoA6oBxpM' +
  'CqAwEAEagW1AE7Ad2AHsBJqBFqC1GlN/JYZpc2KRXxRziVhjHx1rHGB8fmQoS10oORqi7nXPHyHJ80vv7Fm73UbO0gRN0hUaw3MCz43OX5S19NHr9MCm3y' +
  'brnb9cDid6EpuZWwWRBWw/jU2+C6h5QTb8uoRbwjPrLd8VPgHn6IZ2dybb1ZUbytCWyCDbMCq0DTCL+oSFdZf0CAgjK0njO85cWj/llm9Y93FGIxqZnD+a' +
  '9Dy2LFLc7j5rl3U9tKCX3OcjM53IdV+4x0NvM/hFGvF1iUbpKrVb3ZREVhQu1Zw+nolRCDqKwbIoLg1ecOkaikv2sEtTKC4tzOj6dquZepGGxTiNU4wbxW' +
  'jGK4ucd4mWK3xf5beWrxTD967iRzhe5nBK3jKJUGToJvt0FJEygxqHpjk9WeIkImcKmfEe6egVtMJnspGa0u5zftp9dRyVtdDjOKX17zDHpoO+K0++Lpwa' +
  'OzNwnvn9zB9gfZuZ2bLx7zB/19z4ZX0pcxltyZD3GQC7pqlfRugFp7RU2au+FmFs/Ir3uxhsBMpPAx41G9wLVBwSei5rVd7+E2/uK81uyQbvzWH5PtWvOp' +
  'ShhKFsFVNpUE38teTgNiU61Al1EC0DKoGK3TycgyuV2AVSqBYVpT1qQOnBpGpCk1ZeEwe3LxHH+MdUD5okUX1EDSofTBI8G8tsOmUYyUy07fKrb2nD+Ph6' +
  'hiZzn1PaILMYtvHIdcRWDj6xZDOvgF4lkaQoHDWByhxy0hRpayWPDGvj1IMMF/dKJyVwanejSRsa6BdCgtJkDJWHoBN4JtDlV7ER0kFdjPCNRoW5uxajoi' +
  'rrlR/C6jprABAAAA==';
