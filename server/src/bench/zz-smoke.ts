import { existsSync } from 'node:fs';
import pg from 'pg';
import { systemActor } from '../actor.ts';
import { importList } from '../intake/import-list.ts';
import { messyList } from '../intake/testing/messy-list.ts';
import { writeTextList, writeXlsxList } from '../intake/testing/write-list.ts';
import { benchDay, withBenchDatabase } from './bench-database.ts';
import { district, makeDistrict } from './desk-data.ts';

const times = new Map<string, [number, number]>();
const original = pg.Client.prototype.query;
(pg.Client.prototype as any).query = function (this: any, q: any, ...rest: any[]) {
  const text = (typeof q === 'string' ? q : (q.text ?? q.cursor?.text ?? '')).replace(/\s+/g, ' ').slice(0, 90);
  const s = this.processID ? (stat(String(this.processID))?.cpu ?? 0) : 0;
  const r = (original as any).call(this, q, ...rest);
  const done = () => {
    const t = times.get(text) ?? [0, 0];
    t[0] += (stat(String(this.processID))?.cpu ?? 0) - s;
    t[1]++;
    times.set(text, t);
  };
  if (r?.then) r.then(done, done);
  else if (r?.on) r.on('finish', done);
  return r;
};
const show = () => {
  for (const [t, [ms, c]] of [...times].sort((a, b) => b[1][0] - a[1][0]).slice(0, 22))
    console.log(String(Math.round(ms)).padStart(7), String(c).padStart(5), t);
  times.clear();
};

import { readdirSync, readFileSync } from 'node:fs';

const stat = (pid: string) => {
  try {
    const f = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    return { ppid: f[1]!, cpu: (Number(f[11]) + Number(f[12])) * 10 };
  } catch {
    return null;
  }
};
let postmaster = '';
const pgCpu = () =>
  readdirSync('/proc')
    .filter((x) => /^\d+$/.test(x))
    .map(stat)
    .filter((x) => x?.ppid === postmaster)
    .reduce((a, x) => a + x!.cpu, 0);
setTimeout(() => { show(); console.log('--- so far'); }, 60_000).unref();
const n = Number(process.argv[2] ?? 100000);
const cells = function* (day: 1 | 2) {
  for (const r of messyList({ seed: 1, people: n, today: benchDay, day })) yield r.cells;
};
if (!existsSync(`/tmp/imp/d1-${n}.csv`)) {
  await writeTextList(`/tmp/imp/d1-${n}.csv`, cells(1));
  await writeTextList(`/tmp/imp/d2-${n}.csv`, cells(2));
  await writeXlsxList(`/tmp/imp/d1-${n}.xlsx`, cells(1));
}
await withBenchDatabase(async (db) => {
  await makeDistrict(db.owner);
  await db.owner.query(`update area set name_en='Ward '||(id-900110), name_hi='वार्ड '||(id-900110) where level='ward'`);
  postmaster = stat(String((await db.owner.query('select pg_backend_pid() p')).rows[0].p))!.ppid;
  for (const f of process.argv.slice(3)) {
    const path = f.startsWith('/') ? f : `/tmp/imp/${f}-${n}.csv`;
    const s = performance.now();
    const c = process.cpuUsage();
    const th = process.threadCpuUsage();
    const pc = pgCpu();
    const run = await importList(db.deps, systemActor(district), {
      path,
      fileName: f,
      sourceCode: 'cmho',
      programmeId: 'covid-home-isolation',
    });
    const u = process.cpuUsage(c);
    console.log(
      f,
      Math.round(performance.now() - s),
      'ms; node cpu',
      Math.round((u.user + u.system) / 1000),
      'thread',
      Math.round((process.threadCpuUsage(th).user + process.threadCpuUsage(th).system) / 1000),
      'PG CPU',
      pgCpu() - pc,
      'rss',
      Math.round(process.memoryUsage().rss / 1e6),
      process.env.V ? JSON.stringify(run.counts) : '',
    );
    if (process.env.V) show();
  }
});
