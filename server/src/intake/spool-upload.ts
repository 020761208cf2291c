import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../app-error.ts';
import type { UploadedFile } from '../http/read-upload.ts';

/**
 * Puts an uploaded file under the data folder as it comes, so that memory does not hold it and the job finds it after a restart. Whoever
 * asked for it removes it. @returns its path
 * @throws AppError too-large for a file beyond the server's limit
 */
export async function spoolUpload(dataFolder: string, id: string, { content }: Pick<UploadedFile, 'content'>): Promise<string> {
  const folder = resolve(join(dataFolder, 'uploads'));
  // Lists hold names and numbers: nobody else on this machine reads them.
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, id);
  try {
    await pipeline(content, createWriteStream(path, { mode: 0o600 }));
    if ((content as Readable & { truncated?: boolean }).truncated) throw new AppError('too-large');
    return path;
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}
