import type { Command } from 'commander';
import { AppError } from '../app-error.ts';
import { type Config, readConfig } from '../config.ts';
import { type Deps, makeDeps } from '../deps.ts';
import { makeLog } from '../log.ts';
import { openDatabase } from '../open-database.ts';
import { StartError } from '../start-error.ts';

/** What a command hands back: `data` for --json, `text` for people. */
export type Outcome = { data: unknown; text: string };

type Options = Record<string, unknown>;

/**
 * Gives a command its --json and its ending: the outcome on stdout; an error as what is wrong and what to do on stderr (with --json as an
 * object on stdout), exit code 1.
 */
export function action(command: Command, run: (args: string[], options: Options) => Promise<Outcome>): Command {
  return command.option('--json', 'print the result as JSON').action(async (...given: unknown[]) => {
    const self = given.at(-1) as Command;
    const options = self.opts<Options>();
    try {
      const outcome = await run(self.processedArgs as string[], options);
      process.stdout.write(options.json ? `${JSON.stringify(outcome.data, null, 2)}\n` : `${outcome.text}\n`);
    } catch (error) {
      fail(error as Error, options.json === true);
    }
  });
}

/** Opens the database for one command and closes it after; a PostgreSQL that was not running before is stopped again. */
export async function withDeps<T>(work: (deps: Deps, config: Config) => Promise<T>): Promise<T> {
  const config = readConfig(process.env);
  const database = await openDatabase(config, new Date());
  const deps = makeDeps({ url: database.url, poolSize: 10, log: makeLog('warn') });
  try {
    return await work(deps, config);
  } finally {
    await deps.close();
    database.leave();
  }
}

function fail(error: Error, json: boolean): void {
  process.exitCode = 1;
  const known = error instanceof StartError || error instanceof AppError;
  const report =
    error instanceof AppError
      ? { code: error.code, message: error.message, detail: error.detail }
      : error instanceof StartError
        ? { code: 'cannot-start', message: error.message, whatToDo: error.whatToDo }
        : { code: 'internal', message: error.message };
  if (json) process.stdout.write(`${JSON.stringify({ error: report }, null, 2)}\n`);
  else if (error instanceof StartError) process.stderr.write(`${error.message}\n${error.whatToDo}\n`);
  else if (error instanceof AppError)
    process.stderr.write(`${error.message} (${error.code}${error.detail ? ` ${JSON.stringify(error.detail)}` : ''})\n`);
  if (!known && !json) process.stderr.write(`${error.stack}\n`);
}
