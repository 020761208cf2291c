import { createWriteStream, readFileSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { expect, test } from 'vitest';
import { testDatabase } from '../testing/database.ts';
import { place } from '../testing/given.ts';
import { givenOffice, row } from './given-list.ts';
import { hygieneReport } from './hygiene-report.ts';
import { openList } from './reading/open-list.ts';
import { rejectsFile } from './rejects-file.ts';

const db = await testDatabase();
const office = await givenOffice(db);
const everywhere = { userId: null, districtId: place.district, areas: 'all', roles: [], languages: [] } as const;

async function take(importId: string, format: 'csv' | 'xlsx', warned = false): Promise<string> {
  const { content } = await rejectsFile(office.deps, everywhere, { importId, format, warned });
  const path = office.path(`${importId}-${warned}.${format}`);
  await pipeline(content, createWriteStream(path));
  return path;
}
async function read(path: string): Promise<string[][]> {
  const list = await openList(path);
  const rows: string[][] = [];
  for await (const { cells } of list.rows) rows.push([...cells]);
  return rows;
}

test.each(['csv', 'xlsx'] as const)(
  'rejected rows come back in the office’s own layout as %s, and corrected they are taken without anybody vanishing',
  async (format) => {
    const sourceCode = `layout-${format}`;
    const n = format === 'csv' ? 1 : 3;
    const odd = [['कार्यालय (काल्पनिक)'], ['क्र.', 'मरीज का नाम', 'आयु', 'Mobile No.', 'जाँच दिनांक', 'Remarks']];
    const people = [
      ['1', `Good Row ${format}`, '35', `610000${n}001`, '08/05/2021', 'fine'],
      ['2', '', '36', `610000${n}002`, '08/05/2021', 'a "quoted", comma'],
      ['3', `Bad Date ${format}`, '37', `610000${n}003`, '05/13/2021', '=HYPERLINK("x")'],
      ['4', `Doubtful ${format}`, '350', `610000${n}004`, '08/05/2021', ''],
    ];
    const first = await office.send([], { sourceCode, path: await office.write(`layout-${format}.csv`, [...odd, ...people]) });
    expect(first.counts.verdicts).toMatchObject({ accepted: 1, rejected: 2, 'accepted-with-warnings': 1 });

    const rejects = await read(await take(first.importId, format));
    expect(rejects[0]).toEqual([
      'क्र.',
      'मरीज का नाम',
      'आयु',
      'Mobile No.',
      'जाँच दिनांक',
      'Remarks',
      'क्या ग़लत है / What is wrong',
      'क्या करें / What to do',
    ]);
    expect(rejects.slice(1).map((cells) => cells.slice(0, 5))).toEqual([people[1]?.slice(0, 5), people[2]?.slice(0, 5)]);
    expect(rejects[1]?.[6]).toMatch(/मरीज का नाम: नाम नहीं है \/ No name/);
    expect(rejects[2]?.[7]).toMatch(/13\/04\/2026/);
    expect((await read(await take(first.importId, format, true))).length).toBe(4);

    const corrected = rejects.map((cells, at) =>
      at === 1 ? cells.with(1, `Named Now ${format}`) : at === 2 ? cells.with(4, '07/05/2021') : cells,
    );
    const again = await office.send([], { sourceCode, path: await office.write(`corrected-${format}.csv`, corrected) });
    expect(again).toMatchObject({ partial: true, counts: { enrolled: 2, vanished: 0, verdicts: { rejected: 0 } } });
  },
);

test('what a spreadsheet would run as a formula is text in the file that goes back', async () => {
  const run = await office.send([row({ name: '', ward: '=cmd|calc', conditions: '+91 6100001234', mobile: '@SUM(1)' })], {
    sourceCode: 'formulas',
  });
  const text = readFileSync(await take(run.importId, 'csv'), 'utf8');
  expect(text).toContain("'=cmd|calc");
  expect(text).toContain("'@SUM(1)");
  expect(text).toContain(',+91 6100001234,');
  expect(text.startsWith('\ufeff')).toBe(true);
});

test('a source’s lists are counted by what is wrong with them, list by list', async () => {
  await office.send(
    [row({ mobile: '6100002001' }), row({ name: '' }), row({ mobile: '9999999999', age: 'abc', name: 'No Phone' })],
    { sourceCode: 'hygiene' },
  );
  await office.send([row({ mobile: '6100002001' }), row({ mobile: '9999999999', name: 'No Phone' })], { sourceCode: 'hygiene' });
  const [report] = await hygieneReport(office.deps, everywhere, { sourceCode: 'hygiene', from: '2021-05-01', to: '2021-05-31' });
  expect(report).toMatchObject({
    lists: 2,
    rows: 5,
    rejected: 1,
    defects: expect.arrayContaining([
      { class: 'phone', rows: 2 },
      { class: 'name', rows: 1 },
      { class: 'age', rows: 1 },
    ]),
    trend: [
      { listOn: '2021-05-10', rows: 3, rejected: 1 },
      { listOn: '2021-05-10', rows: 2, rejected: 0 },
    ],
  });
  expect(report?.problems[0]).toMatchObject({
    code: 'phone.dummy',
    class: 'phone',
    rows: 2,
    message: { en: expect.any(String) },
  });
});

test('who sees only some wards does not get a list of the whole district', async () => {
  const run = await office.send([row({ name: '' })], { sourceCode: 'scoped' });
  const scoped = { ...everywhere, areas: [place.wards[0]] };
  await expect(rejectsFile(office.deps, scoped, { importId: run.importId, format: 'csv', warned: false })).rejects.toMatchObject({
    code: 'not-allowed',
  });
});
