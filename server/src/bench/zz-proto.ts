import { withBenchDatabase } from './bench-database.ts';
import { makeDistrict } from './desk-data.ts';
await withBenchDatabase(async (db) => {
  await makeDistrict(db.owner);
  const c = await db.owner.connect();
  const { readFileSync } = await import('node:fs'); const pid = (await c.query('select pg_backend_pid() p')).rows[0].p; const cpu = () => { const f = readFileSync(`/proc/${pid}/stat`,'utf8').split(') ')[1].split(' '); return (Number(f[11])+Number(f[12]))*10; };
  const t = async (name: string, sql: string) => { const s = performance.now(); const c0 = cpu(); const r = await c.query(sql); console.log(name.padEnd(30), 'cpu', cpu()-c0, 'wall', Math.round(performance.now() - s), r.rowCount); };
  await t('stage', `create temp table st as select i, uuidv7() person_id, case when true then null::uuid end household_id, i/2 as h, uuidv7() as list_id, uuidv7() episode_id from generate_series(0,99999) i`);
  await t('hh', `create temp table hh as select h, uuidv7() id, uuidv7() cp from (select distinct h from st) x`);
  await t('upd', `update st set household_id = hh.id from hh where hh.h = st.h`);
  if (process.env.NOFK) for (const [tb, k] of (await c.query(`select conrelid::regclass::text, conname from pg_constraint where contype='f' and conparentid=0 and conrelid::regclass::text in ('person','episode','person_contact_point','person_identifier','list_entry')`)).rows.map(Object.values)) await c.query(`alter table ${tb} drop constraint ${k}`);
  await c.query('begin');
  if (process.env.GIN) await c.query(`set local gin_pending_list_limit='256MB'`);
  await t('household', `insert into household select 9001, id, now() from hh`);
  await t('contact_point', `insert into contact_point select 9001, cp, '+917000'||lpad(h::text,6,'0'), 'mobile','usable',now() from hh`);
  await t('person', `insert into person (district_id,id,household_id,area_id,name,name_key,sex,age_years,age_on,age_approximate,language,address,conditions,high_risk,created_at,updated_at)
    select 9001, person_id, household_id, 900111 + i%60, 'Name '||md5(i::text), substr(md5((i%5000)::text),1,7)||' '||substr(md5((i%300)::text),1,6), 'male', 30, '2021-05-10', false, 'hi', 'some address in the village '||i, '{}', false, now(), now() from st`);
  await t('pcp', `insert into person_contact_point select 9001, person_id, cp, 900111, 1, 'unknown', null from st join hh using (h)`);
  await t('identifier', `insert into person_identifier select 9001, 'srf', '22'||lpad((i*7)::text,11,'0'), person_id from st`);
  await t('episode', `insert into episode (district_id,id,person_id,household_id,programme_id,version,area_id,opened_at,opened_on,sample_on,status,high_risk,updated_at) select 9001, episode_id, person_id, household_id, 'covid-home-isolation','mohfw-2022-01',900111,now(),'2021-05-10','2021-05-09','active',false,now() from st`);
  await t('list_source', `insert into list_source values (9001,'00000000-0000-0000-0000-000000000001','x','{}',now(),now())`);
  await t('list_entry', `insert into list_entry select 9001,'00000000-0000-0000-0000-000000000001','srf:22'||lpad((i*7)::text,11,'0'), person_id, md5(i::text), '00000000-0000-0000-0000-000000000001', null from st`);
  await t('import_row', `insert into import_row select 9001,'00000000-0000-0000-0000-000000000001',i,'accepted',person_id,null,null from st`);

  const tbs = ['household','contact_point','person','person_contact_point','person_identifier','episode','list_source','list_entry','import_row'];
  await c.query('commit');
  for (const x of tbs) await c.query(`copy ${x} to '/tmp/imp/pg_${x}'`);
  await c.query(`truncate ${tbs.join(',')} cascade`);
  await c.query(process.env.RR ? 'begin isolation level repeatable read' : 'begin');
  if (process.env.GIN) await c.query(`set local gin_pending_list_limit='256MB'`);
  console.log('--- copy');
  for (const x of tbs) await t(x, `copy ${x} from '/tmp/imp/pg_${x}'`);
  await t('commit', 'commit');
  c.release();
});
