import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../app-error.ts';
import type { UploadedFile } from './read-upload.ts';

/**
 * Writes an uploaded file to the disk, readable by this server only, for what must read it more than once; runs `work` on it and removes it.
 * @throws AppError too-large for a file beyond the server's limit
 */
export async function withSpooled<T>(file: UploadedFile, work: (path: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'kshem-upload-'));
  try {
    return await work(await spool(file, folder));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Only the extension of the sender's name is used, and only where it is a plain one. */
async function spool({ name, content }: UploadedFile, folder: string): Promise<string> {
  const extension = /^\.[a-z0-9]{1,5}$/i.exec(extname(name))?.[0] ?? '';
  const path = join(folder, `list${extension}`);
  await pipeline(content, createWriteStream(path, { mode: 0o600 }));
  if ((content as Readable & { truncated?: boolean }).truncated) throw new AppError('too-large');
  return path;
}
