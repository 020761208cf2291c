import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { StartError } from '../start-error.ts';
import { freePort } from './free-port.ts';
import { type Binaries, findBinaries } from './postgres-binaries.ts';
import { makeOwnedFolder, newSecret, osUser, removeFile, removeFolder, writeOwnedFile } from './postgres-user.ts';

export type Embedded = {
  url: string;
  dataFolder: string;
  /** False when it was running already (another command, or a server whose Node died). */
  startedHere: boolean;
  stop(): void;
};

/** Major version of the packaged PostgreSQL; a data folder of another major cannot be opened by it. */
const major = '18';
const secretFile = 'kshem.secret';

/**
 * Starts (or finds running) the PostgreSQL that came with npm, on `folder`, listening on loopback only.
 * pg_ctl, not a child process we hold: after a crash of Node the server goes on and the next start attaches to it.
 * @throws StartError with what to do: full disk, data of another version, a server that will not start.
 */
export async function startEmbedded(folder: string, settings: readonly string[] = []): Promise<Embedded> {
  const user = osUser();
  const binaries = findBinaries(user);
  const dataFolder = placeFor(resolve(folder), binaries);
  if (!existsSync(join(dataFolder, 'PG_VERSION'))) initialise(binaries, dataFolder);
  checkVersion(dataFolder);
  const startedHere = binaries.run('pg_ctl', ['-D', dataFolder, 'status']).status !== 0;
  if (startedHere) await start(binaries, dataFolder, settings);
  const port = portOfRunning(dataFolder);
  return {
    url: `postgres://kshem:${readFileSync(join(dataFolder, secretFile), 'utf8')}@127.0.0.1:${port}/kshem`,
    dataFolder,
    startedHere,
    stop: () => void binaries.run('pg_ctl', ['-D', dataFolder, '-m', 'fast', '-w', 'stop']),
  };
}

/** The wanted folder, or one under /var/lib when the postgres user may not enter it (root's own checkout). */
function placeFor(wanted: string, binaries: Binaries): string {
  try {
    makeOwnedFolder(wanted, binaries.user);
  } catch (error) {
    throw explain((error as Error).message, wanted);
  }
  if (binaries.mayWrite(wanted)) return wanted;
  const elsewhere = `/var/lib/kshem/${createHash('sha256').update(wanted).digest('hex').slice(0, 12)}`;
  makeOwnedFolder(elsewhere, binaries.user);
  return elsewhere;
}

/** Made beside its place and moved there whole: a start that dies half-way leaves nothing that looks like a database. */
function initialise(binaries: Binaries, dataFolder: string): void {
  const unfinished = `${dataFolder}.unfinished`;
  const passwordFile = `${dataFolder}.pw`;
  const secret = newSecret();
  try {
    removeFolder(unfinished);
    makeOwnedFolder(unfinished, binaries.user);
    writeOwnedFile(passwordFile, secret, binaries.user);
    // C.UTF-8 for character classes: with LC_CTYPE=C, pg_trgm finds no trigrams in Devanagari.
    const locale = ['--encoding=UTF8', '--locale=C.UTF-8', '--locale-provider=icu', '--icu-locale=en-IN'];
    const access = ['-U', 'kshem', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
    const made = binaries.run('initdb', ['-D', unfinished, ...locale, ...access, '--data-checksums']);
    if (made.status !== 0) throw explain(made.output, dataFolder);
    const single = binaries.run('postgres', ['--single', '-D', unfinished, 'postgres'], 'create database kshem\n');
    if (single.status !== 0) throw explain(single.output, dataFolder);
    writeFileSync(join(unfinished, secretFile), secret, { mode: 0o600 });
    renameSync(unfinished, dataFolder);
  } catch (error) {
    removeFolder(unfinished);
    throw error instanceof StartError ? error : explain((error as Error).message, dataFolder);
  } finally {
    removeFile(passwordFile);
  }
}

function checkVersion(dataFolder: string): void {
  const found = readFileSync(join(dataFolder, 'PG_VERSION'), 'utf8').trim();
  if (found === major) return;
  throw new StartError(
    `The data in ${dataFolder} was made by PostgreSQL ${found}; this version of Kshem brings PostgreSQL ${major}.`,
    'Start the version of Kshem that made it and run "kshem backup FILE", move the folder away, start this version and run "kshem restore FILE".',
  );
}

/** An eighth of the machine's memory, as the desk of a large district needs it; little enough for an old PC. @param memory bytes */
function sharedBuffersMb(memory: number): number {
  return Math.min(1024, Math.max(128, Math.floor(memory / 8 / 2 ** 20)));
}

async function start(binaries: Binaries, dataFolder: string, settings: readonly string[]): Promise<void> {
  const log = join(dataFolder, 'server.log');
  const options = [
    `-p ${await freePort()}`,
    '-c listen_addresses=127.0.0.1',
    '-c unix_socket_directories=',
    `-c shared_buffers=${sharedBuffersMb(totalmem())}MB`,
    '-c wal_compression=on',
    '-c max_wal_size=2GB',
    ...settings.map((setting) => `-c ${setting}`),
  ].join(' ');
  const started = binaries.run('pg_ctl', ['-D', dataFolder, '-l', log, '-w', '-t', '60', '-o', options, 'start']);
  if (started.status === 0) return;
  const lastLines = existsSync(log) ? readFileSync(log, 'utf8').split('\n').slice(-15).join('\n') : '';
  throw explain(`${started.output}\n${lastLines}`, dataFolder);
}

function portOfRunning(dataFolder: string): number {
  const file = join(dataFolder, 'postmaster.pid');
  if (!existsSync(file)) throw explain('', dataFolder);
  return Number(readFileSync(file, 'utf8').split('\n')[3]);
}

/** PostgreSQL's own words, translated once into what is wrong and what to do. */
function explain(output: string, dataFolder: string): StartError {
  if (/No space left on device|ENOSPC|could not extend|disk full/i.test(output)) {
    return new StartError(
      `The disk that holds ${dataFolder} is full.`,
      'Free some space on it (1 GB is enough to start) or set KSHEM_DATA to a folder on another disk, then start again.',
    );
  }
  if (/lock file .* already exists|another server might be running|is another postmaster/i.test(output)) {
    return new StartError(
      `Another PostgreSQL process still holds ${dataFolder}.`,
      `See its process number in the first line of ${join(dataFolder, 'postmaster.pid')}; end that process (as its owner), then start again. Nothing is lost.`,
    );
  }
  if (/Permission denied|EACCES/i.test(output)) {
    return new StartError(
      `PostgreSQL may not read or write ${dataFolder}.`,
      'Give the folder to the user who starts Kshem, or set KSHEM_DATA to a folder of that user.',
    );
  }
  if (/ENOTDIR|EEXIST|EROFS/.test(output)) {
    return new StartError(`${dataFolder} cannot be made.`, 'Set KSHEM_DATA to a folder on a disk that can be written.');
  }
  return new StartError(
    `PostgreSQL did not start on ${dataFolder}.`,
    `Its last words are in ${join(dataFolder, 'server.log')}:\n${output.trim().slice(-1500)}`,
  );
}
