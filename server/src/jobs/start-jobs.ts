import { localDate } from '@kshem/domain/time/local-date.ts';
import { PgBoss } from 'pg-boss';
import { ensureMonths } from '../db/partitions.ts';
import { withOwner } from '../db/with-owner.ts';
import type { Deps } from '../deps.ts';
import { listDistricts } from './queries.ts';
import { type OutboxJobs, relayOutbox } from './relay-outbox.ts';
import { timetable } from './timetable.ts';

export type RunningJobs = { stop(): Promise<void> };

/**
 * Starts the timetable and the relay of the outbox. Any number of servers may run it on one database: pg-boss gives each run to one of
 * them.
 */
export async function startJobs(deps: Deps, outboxJobs: OutboxJobs): Promise<RunningJobs> {
  const boss = new PgBoss({ connectionString: deps.ownerUrl, max: 4, useListenNotify: true });
  boss.on('error', (error) => deps.log.error({ err: error }, 'the job queue met an error'));
  await boss.start();
  await scheduleTimetable(deps, boss);
  await scheduleMonths(deps, boss);
  for (const [job, run] of Object.entries(outboxJobs)) await workOn(deps, boss, job, run);
  const stopRelay = relayOutbox(deps, boss);
  return {
    stop: async () => {
      await stopRelay();
      await boss.stop({ graceful: true, timeout: 5000 });
    },
  };
}

async function scheduleTimetable(deps: Deps, boss: PgBoss): Promise<void> {
  const districts = await listDistricts(deps.system);
  for (const entry of timetable) {
    // 'singleton': a slow run is not joined by the next one.
    await boss.createQueue(entry.name, { policy: 'singleton', notify: true, retryLimit: 3, retryBackoff: true });
    for (const district of districts) {
      await boss.schedule(entry.name, entry.at, { districtId: district.id }, { tz: district.timeZone, key: String(district.id) });
    }
    await boss.work<{ districtId: number }>(entry.name, async ([job]) => {
      const district = districts.find(({ id }) => id === job?.data.districtId);
      if (!district) return;
      await timed(deps, entry.name, () => entry.run(deps, district.id, localDate(deps.now(), district.timeZone)));
      deps.hints.changed(district.id, entry.changes);
    });
  }
}

/** Partitions are the owner's, so they are not a use case of a district. */
async function scheduleMonths(deps: Deps, boss: PgBoss): Promise<void> {
  await boss.createQueue('ensure-months', { notify: true });
  await boss.schedule('ensure-months', '0 2 * * *');
  await boss.work('ensure-months', () =>
    withOwner(deps.ownerUrl, (owner) => ensureMonths(owner, deps.now().toISOString().slice(0, 10))),
  );
}

async function workOn(deps: Deps, boss: PgBoss, name: string, run: OutboxJobs[string]): Promise<void> {
  await boss.createQueue(name, { notify: true, retryLimit: 3, retryBackoff: true, expireInSeconds: 3600 });
  await boss.work<{ districtId: number }>(name, async ([job]) => {
    if (job) await timed(deps, name, () => run(deps, job.data));
  });
}

async function timed(deps: Deps, name: string, run: () => Promise<unknown>): Promise<void> {
  const start = performance.now();
  try {
    await run();
    deps.log.info({ job: name, ms: Math.round(performance.now() - start) }, 'job done');
  } catch (error) {
    deps.log.error({ job: name, err: error }, 'job failed');
    throw error;
  }
}
