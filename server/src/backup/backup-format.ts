import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { StartError } from '../start-error.ts';

/** First bytes of a decrypted, decompressed backup. */
export const magic = 'kshem-backup-1\n';

export type BackupHeader = {
  madeAt: string;
  migrations: { name: string; sha256: string }[];
  columns: Record<string, string[]>;
  /** First days of the months with partitions. */
  months: string[];
};

/** A length-prefixed piece: the header, a table's name, a piece of its rows; an empty one ends the table. */
export function frame(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

export function keyFileOf(dataFolder: string): string {
  return join(dataFolder, 'backup.key');
}

/** The installation's backup key, made on first use (32 random bytes, base64). */
export async function backupKey(dataFolder: string): Promise<{ key: Buffer; keyFile: string; isNew: boolean }> {
  const keyFile = keyFileOf(dataFolder);
  const isNew = !existsSync(keyFile);
  if (isNew) {
    await mkdir(dirname(keyFile), { recursive: true });
    await writeFile(keyFile, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  }
  return { key: await readKey(keyFile), keyFile, isNew };
}

export async function readKey(keyFile: string): Promise<Buffer> {
  const text = await readFile(keyFile, 'utf8').catch(() => {
    throw new StartError(
      `There is no backup key at ${keyFile}.`,
      'Copy the key that was kept when the backup was made, or name it with --key FILE.',
    );
  });
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length !== 32)
    throw new StartError(`${keyFile} is not a backup key.`, 'Use the file backup.key of the installation that made the backup.');
  return key;
}
