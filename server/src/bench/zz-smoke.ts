import { existsSync } from 'node:fs';
import { systemActor } from '../actor.ts';
import { importList } from '../intake/import-list.ts';
import { messyList } from '../intake/testing/messy-list.ts';
import { writeTextList, writeXlsxList } from '../intake/testing/write-list.ts';
import { withBenchDatabase, benchDay } from './bench-database.ts';
import { makeDistrict, district } from './desk-data.ts';
const n = Number(process.argv[2] ?? 100000);
const cells = function* (day: 1|2) { for (const r of messyList({ seed: 1, people: n, today: benchDay, day })) yield r.cells; };
if (!existsSync(`/tmp/imp/d1-${n}.csv`)) { await writeTextList(`/tmp/imp/d1-${n}.csv`, cells(1)); await writeTextList(`/tmp/imp/d2-${n}.csv`, cells(2)); await writeXlsxList(`/tmp/imp/d1-${n}.xlsx`, cells(1)); }
await withBenchDatabase(async (db) => {
  await makeDistrict(db.owner);
  await db.owner.query(`update area set name_en='Ward '||(id-900110), name_hi='वार्ड '||(id-900110) where level='ward'`);
  for (const f of process.argv.slice(3)) {
    const path = f.startsWith('/') ? f : `/tmp/imp/${f}-${n}.csv`;
    const s = performance.now(); const c = process.cpuUsage();
    const run = await importList(db.deps, systemActor(district), { path, fileName: f, sourceCode: 'cmho', programmeId: 'covid-home-isolation' });
    const u = process.cpuUsage(c);
    console.log(f, Math.round(performance.now() - s), 'ms; node cpu', Math.round((u.user+u.system)/1000), 'rss', Math.round(process.memoryUsage().rss/1e6), JSON.stringify(run.counts));
  }
});
