import { messyList } from '../intake/testing/messy-list.ts';
import { writeTextList, writeXlsxList } from '../intake/testing/write-list.ts';
import { openList } from '../intake/reading/open-list.ts';
import { checkPhone } from '../intake/reading/check-phone.ts';
import { findHeaderRow } from '@kshem/domain/intake/find-header-row.ts';
import { guessMapping } from '@kshem/domain/intake/guess-mapping.ts';
import { rowCleaner } from '@kshem/domain/intake/clean-row.ts';
import { rowKind } from '@kshem/domain/intake/row-kind.ts';
const o = { seed: 1, people: 100_000, today: '2021-05-10' };
const cells = function* () { for (const r of messyList(o)) yield r.cells; };
await writeTextList('/tmp/imp/a.csv', cells()); await writeXlsxList('/tmp/imp/a.xlsx', cells());
const codes: Record<string, number> = {};
for (const path of ['/tmp/imp/a.csv', '/tmp/imp/a.csv', '/tmp/imp/a.xlsx']) {
  const s = performance.now(); const cpu = process.cpuUsage();
  const list = await openList(path); const at = findHeaderRow(list.head.map(r => r.cells))!;
  const mapping = guessMapping(list.head[at]!.cells, { today: '2021-05-10', sample: list.head.slice(at+1).map(r => r.cells) });
  const clean = rowCleaner(mapping, { today: '2021-05-10', checkPhone }); let n = 0;
  for await (const { cells } of list.rows) if (rowKind(cells, mapping) === 'person') { const c = clean(cells); n++; for (const p of c.problems) codes[p.code] = (codes[p.code]??0)+1; codes[c.verdict] = (codes[c.verdict]??0)+1; }
  const u = process.cpuUsage(cpu);
  console.log(path, n, Math.round(performance.now() - s), 'cpu', Math.round(u.user/1000), Math.round(process.memoryUsage().rss/1e6));
  if (path === '/tmp/imp/a.xlsx') console.log(mapping.map(m => `${m.heading}=${m.field}`).join(' | '));
}
console.log(codes);
