import { type Topic, topics } from '@kshem/contract/topics.ts';
import pg from 'pg';
import type { Logger } from 'pino';

export type HintListener = (changed: readonly Topic[]) => void;

/** Says to every server, and through them to every open screen, that something changed. */
export type Hints = {
  /** Told after the change is committed. Costs nothing now: hints are gathered and sent together. */
  changed(districtId: number, changed: readonly Topic[]): void;
  /** @returns how to stop listening */
  listen(districtId: number, listener: HintListener): () => void;
  close(): Promise<void>;
};

const channel = 'kshem_hint';
/** Long enough that a busy room is one message, short enough that a board moves at once. */
const gatherMs = 150;
const longestPauseMs = 10_000;

/**
 * Hints over PostgreSQL's NOTIFY, outside the transactions they tell of: inside, each commit that notifies waits for the one before it (the
 * queue of notifications is written under one lock), and the room's writers would stand in a line. A hint that is lost with a dying server
 * costs a screen nothing but time: screens ask again on their own, too.
 */
export function createHints({ url, pool, log }: { url: string; pool: pg.Pool; log: Logger }): Hints {
  const gathered = new Map<number, Set<Topic>>();
  const listeners = new Map<number, Set<HintListener>>();
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  let ear: pg.Client | null = null;
  let hearing = false;

  function tell(districtId: number, changed: readonly Topic[]): void {
    for (const listener of listeners.get(districtId) ?? []) listener(changed);
  }

  async function send(): Promise<void> {
    timer = undefined;
    const told = [...gathered].map(([district, changed]) => [district, [...changed]] as const);
    gathered.clear();
    try {
      await pool.query('select pg_notify($1, $2)', [channel, JSON.stringify(told)]);
    } catch (error) {
      // No database: nothing can have changed for the others either; this server's own screens are told all the same.
      if (!closed) log.debug({ reason: (error as Error).message }, 'a hint could not be sent');
      for (const [district, changed] of told) tell(district, changed);
    }
  }

  async function hear(pauseMs: number): Promise<void> {
    if (closed || listeners.size === 0) {
      hearing = false;
      return;
    }
    hearing = true;
    const client = new pg.Client({ connectionString: url, application_name: 'kshem_hints', keepAlive: true });
    const again = () => {
      if (ear !== client) return;
      ear = null;
      client.removeAllListeners();
      client.on('error', () => undefined);
      setTimeout(() => void hear(Math.min(pauseMs * 2, longestPauseMs)), pauseMs).unref();
    };
    client.on('error', again);
    client.on('end', again);
    client.on('notification', ({ payload }) => {
      for (const [district, changed] of JSON.parse(payload ?? '[]') as [number, Topic[]][]) tell(district, changed);
    });
    ear = client;
    try {
      await client.connect();
      await client.query(`listen ${channel}`);
      // What was told before this line, or while the line was down, was missed.
      for (const district of listeners.keys()) tell(district, topics);
    } catch {
      again();
    }
  }

  return {
    changed(districtId, changed) {
      if (closed || changed.length === 0) return;
      const known = gathered.get(districtId) ?? new Set();
      for (const topic of changed) known.add(topic);
      gathered.set(districtId, known);
      timer ??= setTimeout(() => void send(), gatherMs);
      timer.unref();
    },
    listen(districtId, listener) {
      const known = listeners.get(districtId) ?? new Set();
      listeners.set(districtId, known.add(listener));
      if (!hearing) void hear(500);
      return () => {
        known.delete(listener);
        if (known.size === 0) listeners.delete(districtId);
      };
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      const client = ear;
      ear = null;
      await client?.end().catch(() => undefined);
    },
  };
}
