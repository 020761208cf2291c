import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Closes what the database keeps but a stolen copy of it must not tell. `about` names whose it is: it opens for nobody else. */
export type Seal = {
  close(plain: Buffer, about: string): Buffer;
  /** null: closed with another key, for another account, or changed since. */
  open(sealed: Buffer, about: string): Buffer | null;
};

const nonceLength = 12;
const tagLength = 16;

/** AES-256-GCM with the installation's key; nonce, tag and text in one piece. The key is read when it is first needed. */
export function makeSeal(where: { secret?: string | undefined; dataFolder?: string | undefined }): Seal {
  let kept: Buffer | undefined;
  const key = () => {
    kept ??= keyOf(where);
    return kept;
  };
  return {
    close(plain, about) {
      const nonce = randomBytes(nonceLength);
      const cipher = createCipheriv('aes-256-gcm', key(), nonce).setAAD(Buffer.from(about));
      const closed = Buffer.concat([cipher.update(plain), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), closed]);
    },
    open(sealed, about) {
      const decipher = createDecipheriv('aes-256-gcm', key(), sealed.subarray(0, nonceLength)).setAAD(Buffer.from(about));
      decipher.setAuthTag(sealed.subarray(nonceLength, nonceLength + tagLength));
      try {
        return Buffer.concat([decipher.update(sealed.subarray(nonceLength + tagLength)), decipher.final()]);
      } catch {
        return null;
      }
    },
  };
}

/** From KSHEM_SECRET, else from the data folder; neither (tests): one for the life of this process. */
function keyOf({ secret, dataFolder }: { secret?: string | undefined; dataFolder?: string | undefined }): Buffer {
  if (secret !== undefined) return Buffer.from(hkdfSync('sha256', secret, '', 'kshem second factors', 32));
  return dataFolder === undefined ? randomBytes(32) : keyFrom(dataFolder);
}

/** Made on first use, readable by the server's user only. Written whole and then given its name: several servers may start at once. */
function keyFrom(dataFolder: string): Buffer {
  const file = join(dataFolder, 'server.key');
  const read = () => Buffer.from(readFileSync(file, 'utf8').trim(), 'base64');
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  mkdirSync(dataFolder, { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
  try {
    linkSync(unfinished, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(unfinished);
  }
  return read();
}
