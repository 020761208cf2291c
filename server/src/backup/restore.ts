import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { PassThrough, type Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { createZstdDecompress } from 'node:zlib';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { migrations } from '../db/migrate.ts';
import { ensureMonths } from '../db/partitions.ts';
import { withOwner } from '../db/with-owner.ts';
import { StartError } from '../start-error.ts';
import { type BackupHeader, magic, readKey } from './backup-format.ts';
import { Unseal } from './sealed-stream.ts';

/**
 * Fills an empty, migrated database from a backup, all or nothing.
 * @throws StartError: database not empty, wrong key, a damaged or foreign file, a backup of a newer version.
 */
export async function restore(ownerUrl: string, file: string, keyFile: string): Promise<{ madeAt: string; rows: number }> {
  const key = await readKey(keyFile);
  const plain = new PassThrough();
  const reading = pipeline(createReadStream(file), new Unseal(key), createZstdDecompress(), plain).catch((error: unknown) => {
    plain.destroy(error as Error);
  });
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await refuseUnlessEmpty(client);
    const pieces = readPieces(plain);
    const header = await readHeader(pieces);
    await makeMonths(ownerUrl, header.months);
    await client.query('begin');
    const rows = await copyTables(client, pieces, header);
    await client.query('commit');
    await reading;
    return { madeAt: header.madeAt, rows };
  } catch (error) {
    throw error instanceof StartError ? error : explain(error as Error, file);
  } finally {
    plain.destroy();
    await client.end();
  }
}

async function refuseUnlessEmpty(client: pg.Client): Promise<void> {
  const { rows } = await client.query('select 1 from area union all select 1 from app_user limit 1');
  if (rows.length === 0) return;
  throw new StartError(
    'This database already holds data; a restore never overwrites.',
    'Restore into an empty one: set KSHEM_DATA to a new folder (or DATABASE_URL to a new database).',
  );
}

async function readHeader(pieces: AsyncGenerator<Buffer>): Promise<BackupHeader> {
  const header = JSON.parse(((await pieces.next()).value as Buffer).toString()) as BackupHeader;
  const known = new Map(migrations().map(({ name, sha256 }) => [name, sha256]));
  const foreign = header.migrations.find(({ name, sha256 }) => known.get(name) !== sha256);
  if (foreign) {
    throw new StartError(
      'The backup was made by another, newer version of Kshem.',
      `Install the version that made it (it knows ${foreign.name}) or a later one, and restore there.`,
    );
  }
  return header;
}

async function makeMonths(ownerUrl: string, months: readonly string[]): Promise<void> {
  await withOwner(ownerUrl, async (owner) => {
    for (const month of months) await ensureMonths(owner, month, 0);
  });
}

async function copyTables(client: pg.Client, pieces: AsyncGenerator<Buffer>, header: BackupHeader): Promise<number> {
  let rows = 0;
  for (let name = await pieces.next(); !name.done; name = await pieces.next()) {
    const table = name.value.toString();
    const columns = header.columns[table];
    if (!columns) throw new Error('unknown table');
    const copy = client.query(copyFrom(`copy "${table}" (${columns.map((column) => `"${column}"`).join(', ')}) from stdin`));
    for (let piece = await pieces.next(); !piece.done && piece.value.length > 0; piece = await pieces.next()) {
      if (!copy.write(piece.value)) await once(copy, 'drain');
    }
    copy.end();
    await finished(copy);
    rows += copy.rowCount;
  }
  return rows;
}

/** Cuts the stream into its length-prefixed pieces, after the magic. */
async function* readPieces(stream: Readable): AsyncGenerator<Buffer> {
  let held: Buffer = Buffer.alloc(0);
  let begun = false;
  for await (const chunk of stream) {
    held = held.length === 0 ? (chunk as Buffer) : Buffer.concat([held, chunk as Buffer]);
    if (!begun && held.length >= magic.length) {
      if (held.subarray(0, magic.length).toString() !== magic) throw new Error('not a backup');
      held = held.subarray(magic.length);
      begun = true;
    }
    while (begun && held.length >= 4) {
      const size = 4 + held.readUInt32BE();
      if (held.length < size) break;
      yield Buffer.from(held.subarray(4, size));
      held = held.subarray(size);
    }
  }
}

function explain(error: Error & { code?: string }, file: string): Error {
  if (error.code === 'ENOENT') return new StartError(`There is no file ${file}.`, 'Name the backup file to restore from.');
  if (error.code?.startsWith('22') || error.code?.startsWith('23') || error.code?.startsWith('42')) return error;
  return new StartError(
    `${file} cannot be restored: it is damaged or cut short, is not a Kshem backup, or was made with another key.`,
    'Try another backup, and the key file of the installation that made it (--key FILE). Nothing was written.',
  );
}
