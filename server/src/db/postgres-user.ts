import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { StartError } from '../start-error.ts';

/** The system user PostgreSQL runs as: ourselves, or `postgres` when we are root (PostgreSQL refuses root). */
export type OsUser = { uid: number; gid: number } | undefined;

export function osUser(): OsUser {
  if (process.getuid?.() !== 0) return undefined;
  if (idOf('-u') === undefined)
    spawnSync('useradd', ['--system', '--shell', '/usr/sbin/nologin', 'postgres'], { stdio: 'ignore' });
  const uid = idOf('-u');
  const gid = idOf('-g');
  if (uid === undefined || gid === undefined) {
    throw new StartError(
      'PostgreSQL refuses to run as root, and no user "postgres" could be made.',
      'Start Kshem as an ordinary user, or create a system user named postgres.',
    );
  }
  return { uid, gid };
}

function idOf(flag: '-u' | '-g'): number | undefined {
  const answer = spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' });
  return answer.status === 0 ? Number(answer.stdout.trim()) : undefined;
}

export function makeOwnedFolder(folder: string, user: OsUser): void {
  // Not in one call: with `recursive`, mode 0700 would go to every parent made on the way and shut the postgres user out.
  mkdirSync(dirname(folder), { recursive: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (user) chownSync(folder, user.uid, user.gid);
}

export function writeOwnedFile(file: string, text: string, user: OsUser): void {
  writeFileSync(file, text, { mode: 0o600 });
  if (user) chownSync(file, user.uid, user.gid);
}

export function removeFile(file: string): void {
  rmSync(file, { force: true });
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

export function newSecret(): string {
  return randomBytes(24).toString('base64url');
}
