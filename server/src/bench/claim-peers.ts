import { Logger, makeWorkerUtils, run as runWorker } from 'graphile-worker';
import pg from 'pg';
import { PgBoss } from 'pg-boss';
import type { BenchDatabase } from './bench-database.ts';
import { pressFor, type Round } from './measure.ts';

export type Peer = { readonly name: string; round(seconds: number, callers: number): Promise<Round>; stop(): Promise<void> };

/** A bare claim: one table, one index, one statement, the same driver and pool. What everything else is measured by. */
export async function makeBareClaim({ owner, deps, url }: BenchDatabase): Promise<{ bare: Peer; forgetful: Peer }> {
  await owner.query(`create table bare (id uuid primary key, state text not null, priority smallint not null, due timestamptz not null,
    claimed_by uuid, claim_until timestamptz, fence bigint not null) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.01)`);
  await owner.query(`insert into bare select household_id, 'ready', band, due_at, null, null, 0 from worklist_household`);
  await owner.query(`create index bare_ready on bare (priority, due) where state = 'ready'`);
  await owner.query('vacuum analyze bare');
  await owner.query('grant select, update on bare to kshem_app');
  const text = `update bare set state = 'claimed', claimed_by = $1, claim_until = $2, fence = fence + 1
    where id = (select id from bare where state = 'ready' and due <= $2 order by priority, due limit 1 for update skip locked)
    returning id, fence`;
  const options = '-c role=kshem_app -c plan_cache_mode=force_generic_plan -c synchronous_commit=off';
  const notWaiting = new pg.Pool({ connectionString: url, max: 20, options }).on('error', () => {});
  const peer = (name: string, pool: pg.Pool, stop: () => Promise<void>): Peer => {
    const once = () => pool.query({ name: 'bare', text, values: [deps.newId(), deps.now()] });
    return { name, round: (seconds, callers) => pressFor(seconds, callers, once), stop };
  };
  return {
    bare: peer('bare claim', deps.appPool, async () => {}),
    forgetful: peer('bare claim, not waiting for the disk', notWaiting, () => notWaiting.end()),
  };
}

/** graphile-worker doing nothing: get and complete, as it does both for every job. */
export async function makeGraphileWorker({ owner, url }: BenchDatabase, jobs: number, makePool: () => pg.Pool): Promise<Peer> {
  const utils = await makeWorkerUtils({ connectionString: url });
  await utils.migrate();
  await utils.release();
  // Its own add_job takes minutes for so many.
  await owner.query(`insert into graphile_worker._private_tasks (identifier) values ('nothing')`);
  await owner.query(
    `insert into graphile_worker._private_jobs (task_id, payload)
     select t.id, json_build_object('n', n) from graphile_worker._private_tasks t, generate_series(1, $1) n`,
    [jobs],
  );
  await owner.query('vacuum analyze graphile_worker._private_jobs');
  const pool = makePool();
  return {
    name: 'graphile-worker, get + complete',
    round: async (seconds, callers) => {
      let done = 0;
      const runner = await runWorker({
        pgPool: pool,
        concurrency: callers,
        noHandleSignals: true,
        logger: new Logger(() => () => {}),
        taskList: { nothing: async () => void done++ },
      });
      // Past its start; no latencies: it gives none out.
      await pause(0.3);
      const [from, before] = [performance.now(), done];
      await pause(seconds);
      const perSecond = ((done - before) / (performance.now() - from)) * 1000;
      await runner.stop();
      return { perSecond, p50: Number.NaN, p99: Number.NaN };
    },
    stop: () => pool.end(),
  };
}

export async function makePgBoss({ url }: BenchDatabase, jobs: number): Promise<Peer> {
  const boss = new PgBoss({ connectionString: url, max: 20, supervise: false, schedule: false });
  boss.on('error', () => {});
  await boss.start();
  await boss.createQueue('nothing');
  for (let i = 0; i < jobs; i += 5000)
    await boss.insert(
      'nothing',
      Array.from({ length: 5000 }, (_, n) => ({ data: { n } })),
    );
  const once = async () => {
    const [job] = await boss.fetch('nothing');
    if (job) await boss.complete('nothing', job.id);
  };
  return {
    name: 'pg-boss, fetch + complete',
    round: (seconds, callers) => pressFor(seconds, callers, once),
    stop: () => boss.stop({ graceful: false }),
  };
}

function pause(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}
