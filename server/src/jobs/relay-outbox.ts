import { setTimeout } from 'node:timers/promises';
import type { PgBoss } from 'pg-boss';
import type { Deps } from '../deps.ts';
import { listDistricts, takeOutbox } from './queries.ts';

/** Work for machines, by the name a use case put in its outbox row. Each must bear being run twice. */
export type OutboxJobs = Readonly<Record<string, (deps: Deps, payload: { districtId: number }) => Promise<unknown>>>;

const pauseMs = 1000;

/**
 * Hands outbox rows to the job queue. A row is written in the same commit as the change that causes the job; its id is the job's id, so that a
 * crash between hand-over and delete makes no second job.
 * @returns a function that stops it after the pass under way.
 */
export function relayOutbox(deps: Deps, boss: Pick<PgBoss, 'send'>): () => Promise<void> {
  const stop = new AbortController();
  const loop = async () => {
    while (!stop.signal.aborted) {
      await relayOnce(deps, boss).catch((error: Error) =>
        deps.log.warn({ err: error }, 'the outbox could not be relayed; trying again'),
      );
      await setTimeout(pauseMs, undefined, { signal: stop.signal }).catch(() => {});
    }
  };
  const running = loop();
  return async () => {
    stop.abort();
    await running;
  };
}

/** One pass over every district; the number of rows handed on. */
export async function relayOnce(deps: Deps, boss: Pick<PgBoss, 'send'>): Promise<number> {
  let relayed = 0;
  for (const { id } of await listDistricts(deps.system)) {
    relayed += await deps.system.transaction().execute(async (trx) => {
      const rows = await takeOutbox(trx, id);
      for (const row of rows) await boss.send(row.job, { ...(row.payload as object), districtId: id }, { id: row.id });
      return rows.length;
    });
  }
  return relayed;
}
