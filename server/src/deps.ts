import type pg from 'pg';
import type { Logger } from 'pino';
import { type Db, openKysely, openPool } from './db/connect.ts';
import { newId } from './ids.ts';
import { createHints, type Hints } from './live/hints.ts';
import { ProtocolShelf } from './programmes/protocol-shelf.ts';
import { type AsteriskSettings, connectAsterisk } from './telephony/asterisk/connect-asterisk.ts';
import { createHandsetProvider } from './telephony/handset/provider.ts';
import type { Provider } from './telephony/provider.ts';

/** Everything a use case may reach. Use cases are functions (deps, actor, input); nothing is found by any other way. */
export type Deps = {
  /** Sees what the transaction's scope allows; for everything people do. Pipelined: for inScope and inOneTrip. */
  readonly app: Db;
  readonly appPool: pg.Pool;
  /** Sees whole districts; for the timetable, imports, the day's close and the command line. */
  readonly system: Db;
  readonly systemPool: pg.Pool;
  /** The tables' owner; migrates and makes partitions, nothing else. */
  readonly ownerUrl: string;
  /** The clock: real, or a simulated day's. */
  readonly now: () => Date;
  readonly newId: () => string;
  readonly protocols: ProtocolShelf;
  readonly telephony: Telephony;
  /** Tells open screens that something changed. */
  readonly hints: Hints;
  readonly log: Logger;
};

/** The telephones of this installation; `simulated` only in a demo, in training and in tests. */
export type Telephony = { readonly handset: Provider; readonly simulated?: Provider; readonly asterisk?: Provider };

export type DepsOptions = {
  url: string;
  poolSize: number;
  log: Logger;
  now?: () => Date;
  /** The exchange of the installation, where it has one. */
  asterisk?: AsteriskSettings | undefined;
  telephony?: Telephony;
};

/** The composition root: the one place that knows every concrete part. */
export function makeDeps({
  url,
  poolSize,
  log,
  now = () => new Date(),
  asterisk,
  telephony,
}: DepsOptions): Deps & { close(): Promise<void> } {
  const lost = (error: Error) => log.warn({ err: error }, 'a database connection was lost');
  const appPool = openPool(url, 'kshem_app', poolSize, lost);
  const systemPool = openPool(url, 'kshem_system', 6, lost);
  const system = openKysely(systemPool);
  const hints = createHints({ url, pool: systemPool, log });
  return {
    app: openKysely(appPool),
    appPool,
    system,
    systemPool,
    ownerUrl: url,
    now,
    newId: () => newId(now()),
    protocols: new ProtocolShelf(system),
    telephony: telephony ?? {
      handset: createHandsetProvider({ now }),
      ...(asterisk ? { asterisk: connectAsterisk(asterisk, { db: system, now, log }) } : {}),
    },
    hints,
    log,
    close: async () => {
      await hints.close();
      await Promise.all([appPool.end(), systemPool.end()]);
    },
  };
}
