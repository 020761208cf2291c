import { readFileSync } from 'node:fs';
import { pino } from 'pino';
import * as bd from '/work/main/server/src/bench/bench-database.ts';
import { makeDistrict } from '/work/main/server/src/bench/desk-data.ts';
import { makePlannedDay } from '/work/main/server/src/bench/fill-day.ts';
import { makeDeps } from '/work/main/server/src/deps.ts';
import { fillDay } from '/work/main/server/src/worklist/fill-day.ts';

const N = Number(process.argv[2] ?? 100000);
await bd.withBenchDatabase(async (b) => {
  await makeDistrict(b.owner);
  await makePlannedDay(b, N);
  const data = (await b.owner.query('show data_directory')).rows[0].data_directory;
  if (process.argv[3]) {
    await b.owner.query(`alter system set session_preload_libraries = 'auto_explain'`);
    await b.owner.query(`alter system set auto_explain.log_min_duration = 300`);
    await b.owner.query(`alter system set auto_explain.log_analyze = on`);
    await b.owner.query(`alter system set auto_explain.log_timing = ${process.argv[3] === 't' ? 'on' : 'off'}`);
    await b.owner.query(`alter system set auto_explain.log_nested_statements = on`);
    await b.owner.query('select pg_reload_conf()');
  }
  const deps = makeDeps({ url: b.url, poolSize: 2, log: pino({ level: 'silent' }), now: () => bd.benchNow });
  for (let i = 0; i < 3; i++) {
    await b.owner.query('truncate worklist_item, worklist_household');
    await b.owner.query('checkpoint');
    let t = performance.now();
    const r = await fillDay(deps, { districtId: 9001, day: bd.benchDay });
    console.log('fill', Math.round(performance.now() - t), r);
    if (i === 0) {
      await b.owner.query('create table ready_items as select * from worklist_item order by id');
      await b.owner.query('vacuum analyze');
    }
    await b.owner.query('truncate worklist_item, worklist_household');
    await b.owner.query('checkpoint');
    t = performance.now();
    await b.owner.query('insert into worklist_item select * from ready_items');
    console.log('bare', Math.round(performance.now() - t));
  }
  await deps.close();
  if (process.argv[3]) {
    const log = readFileSync(data + '/server.log', 'utf8');
    const at = log.lastIndexOf('with due as');
    console.log(log.slice(log.indexOf('Update on worklist_item', at) > 0 ? at : at).slice(3000, 14000));
  }
});
