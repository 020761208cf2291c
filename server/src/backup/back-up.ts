import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createZstdCompress } from 'node:zlib';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { migrations } from '../db/migrate.ts';
import { tables } from '../db/tables.ts';
import { type BackupHeader, backupKey, frame, magic } from './backup-format.ts';
import { Seal } from './sealed-stream.ts';

export type BackupResult = { file: string; tables: number; rows: number; keyFile: string; keyIsNew: boolean };

/**
 * Writes every table as it was at one instant into one compressed, encrypted file. The desk may go on working meanwhile.
 * The key is made beside the data on the first backup; without a copy of it kept elsewhere the file cannot be read.
 */
export async function backUp(ownerUrl: string, dataFolder: string, file: string, at: Date): Promise<BackupResult> {
  const { key, keyFile, isNew } = await backupKey(dataFolder);
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const unfinished = `${file}.unfinished`;
  try {
    await client.query('begin isolation level repeatable read read only');
    const plain = new PassThrough();
    const writing = pipeline(plain, createZstdCompress(), new Seal(key), createWriteStream(unfinished, { mode: 0o600 }));
    const [rows] = await Promise.all([writeTables(client, plain, at), writing]);
    await rename(unfinished, file);
    return { file, tables: Object.keys(tables).length, rows, keyFile, keyIsNew: isNew };
  } finally {
    await rm(unfinished, { force: true });
    await client.end();
  }
}

async function writeTables(client: pg.Client, out: PassThrough, at: Date): Promise<number> {
  const header: BackupHeader = {
    madeAt: at.toISOString(),
    migrations: migrations().map(({ name, sha256 }) => ({ name, sha256 })),
    columns: {},
    months: [],
  };
  for (const table of Object.keys(tables)) header.columns[table] = await columnsOf(client, table);
  header.months = await monthsOf(client);
  await send(out, Buffer.from(magic));
  await send(out, frame(Buffer.from(JSON.stringify(header))));
  let rows = 0;
  for (const [table, columns] of Object.entries(header.columns)) {
    if (table === 'migration') continue;
    const copy = client.query(copyTo(`copy (select ${columns.map(quote).join(', ')} from ${quote(table)}) to stdout`));
    await send(out, frame(Buffer.from(table)));
    for await (const chunk of copy as Readable) await send(out, frame(chunk as Buffer));
    await send(out, frame(Buffer.alloc(0)));
    rows += copy.rowCount;
  }
  out.end();
  return rows;
}

async function columnsOf(client: pg.Client, table: string): Promise<string[]> {
  const { rows } = await client.query<{ column_name: string }>(
    `select column_name from information_schema.columns where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER' order by ordinal_position`,
    [table],
  );
  return rows.map((row) => row.column_name);
}

/** First days of the months that have partitions, so that a restore makes the same ones. */
async function monthsOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ month: string }>(
    `select distinct substring(c.relname from '\\d{4}_\\d{2}$') as month from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where c.relkind = 'r' and c.relname ~ '_\\d{4}_\\d{2}$' order by 1`,
  );
  return rows.map((row) => `${row.month.replace('_', '-')}-01`);
}

async function send(out: PassThrough, bytes: Buffer): Promise<void> {
  if (!out.write(bytes)) await once(out, 'drain');
}

function quote(name: string): string {
  return `"${name}"`;
}
