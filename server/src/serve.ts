import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import closeWithGrace from 'close-with-grace';
import { buildApp } from './app.ts';
import { startTelephony, stopTelephony } from './calls/start-telephony.ts';
import type { Config } from './config.ts';
import { makeDeps } from './deps.ts';
import { outboxJobs } from './jobs/outbox-jobs.ts';
import { startJobs } from './jobs/start-jobs.ts';
import { makeLog } from './log.ts';
import { openDatabase } from './open-database.ts';
import { StartError } from './start-error.ts';

/** The screens as `npm run build:web` makes them. */
const builtScreens = join(import.meta.dirname, '../../web/dist');

export type Serving = { address: string; close(): Promise<void> };

/**
 * Opens the database, starts the HTTP server and the timetable. On SIGTERM or SIGINT: no new requests, those under way finish, jobs stop,
 * pools close, and the embedded PostgreSQL is shut down last.
 * @throws StartError when the port is taken or the database cannot be opened.
 */
export async function serve(config: Config, prepare: (deps: ReturnType<typeof makeDeps>) => Promise<void>): Promise<Serving> {
  const log = makeLog(config.logLevel);
  const database = await openDatabase(config, new Date());
  const deps = makeDeps({ url: database.url, poolSize: config.poolSize, log, asterisk: config.asterisk });
  const stopDatabase = async () => {
    await deps.close();
    database.stop();
  };
  try {
    await prepare(deps);
    await startTelephony(deps);
    const app = await buildApp(deps, { ...config, webFolder: builtScreens });
    await app
      .listen({ port: config.port, host: config.host })
      .catch((error: NodeJS.ErrnoException) => explainListen(error, config));
    const jobs = await startJobs(deps, outboxJobs);
    const close = async () => {
      // An upload that stalls must not keep the database from being shut down.
      await Promise.race([app.close(), setTimeout(5000)]);
      await jobs.stop();
      await stopTelephony(deps);
      await stopDatabase();
    };
    closeWithGrace({ delay: 10_000, logger: false }, async ({ err }) => {
      if (err) log.fatal({ err }, 'stopping after an error nobody caught');
      await close();
    });
    return { address: `http://${config.host}:${(app.server.address() as AddressInfo).port}`, close };
  } catch (error) {
    await stopTelephony(deps);
    await stopDatabase();
    throw error;
  }
}

function explainListen(error: NodeJS.ErrnoException, { port, host }: Config): never {
  if (error.code === 'EADDRINUSE') {
    throw new StartError(
      `Port ${port} is taken by another program.`,
      `End that program, or choose another port: KSHEM_PORT=${port + 1} npm run up`,
    );
  }
  if (error.code === 'EACCES')
    throw new StartError(`Port ${port} may not be opened by this user.`, 'Choose a port above 1023 with KSHEM_PORT.');
  if (error.code === 'EADDRNOTAVAIL')
    throw new StartError(
      `This machine has no address ${host}.`,
      'Set KSHEM_HOST to 127.0.0.1 (this machine only) or 0.0.0.0 (the whole network).',
    );
  throw error;
}
