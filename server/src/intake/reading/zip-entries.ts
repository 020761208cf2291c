import type { FileHandle } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { UnreadableList } from './unreadable-list.ts';

export type ZipEntry = {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly offset: number;
  readonly encrypted: boolean;
};

const END_OF_DIRECTORY = 0x06054b50;
const ZIP64_LOCATOR = 0x07064b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const LARGEST_DIRECTORY = 16 * 1024 * 1024;

/** A sheet of a million rows unpacks to about 1 GB; beyond this no list of a district is honest. */
const LARGEST_ENTRY = 3 * 1024 ** 3;
/** Real sheets pack 10 to 60 to 1, blank ones up to 300 to 1. Deflate itself reaches 1032 to 1. */
const STEEPEST_RATIO = 400;
const RATIO_COUNTS_FROM = 64 * 1024 * 1024;

/**
 * The directory of a ZIP file, by name, read from its end.
 * @throws UnreadableList list.damaged
 */
export async function readZipDirectory(file: FileHandle, size: number): Promise<Map<string, ZipEntry>> {
  const tail = await readAt(file, Math.max(0, size - 65_557), Math.min(size, 65_557));
  const at = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (at < 0 || at + 22 > tail.length || tail.readUInt32LE(at) !== END_OF_DIRECTORY) throw new UnreadableList('list.damaged');
  const { start, length } = await directoryPlace(file, tail, at);
  if (length > LARGEST_DIRECTORY || start + length > size) throw new UnreadableList('list.damaged');
  return parseDirectory(await readAt(file, start, length));
}

async function directoryPlace(file: FileHandle, tail: Buffer, at: number): Promise<{ start: number; length: number }> {
  const length = tail.readUInt32LE(at + 12);
  const start = tail.readUInt32LE(at + 16);
  if (start !== 0xffffffff && length !== 0xffffffff) return { start, length };
  if (at < 20 || tail.readUInt32LE(at - 20) !== ZIP64_LOCATOR) throw new UnreadableList('list.damaged');
  const record = await readAt(file, Number(tail.readBigUInt64LE(at - 12)), 56);
  return { length: Number(record.readBigUInt64LE(40)), start: Number(record.readBigUInt64LE(48)) };
}

function parseDirectory(directory: Buffer): Map<string, ZipEntry> {
  const entries = new Map<string, ZipEntry>();
  let at = 0;
  while (at + 46 <= directory.length && directory.readUInt32LE(at) === DIRECTORY_ENTRY) {
    const nameLength = directory.readUInt16LE(at + 28);
    const extraLength = directory.readUInt16LE(at + 30);
    const name = directory.toString('utf8', at + 46, at + 46 + nameLength).replaceAll('\\', '/');
    const extra = directory.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
    const [unpacked, packed, offset] = sizes(
      directory.readUInt32LE(at + 24),
      directory.readUInt32LE(at + 20),
      directory.readUInt32LE(at + 42),
      extra,
    );
    entries.set(name, {
      name,
      method: directory.readUInt16LE(at + 10),
      packed,
      unpacked,
      offset,
      encrypted: (directory.readUInt16LE(at + 8) & 1) === 1,
    });
    at += 46 + nameLength + extraLength + directory.readUInt16LE(at + 32);
  }
  return entries;
}

// Values too big for 32 bits (or written so by careful tools) stand in the ZIP64 extra field, in this order.
function sizes(unpacked: number, packed: number, offset: number, extra: Buffer): [number, number, number] {
  const values: [number, number, number] = [unpacked, packed, offset];
  let at = 0;
  while (at + 4 <= extra.length && extra.readUInt16LE(at) !== 1) at += 4 + extra.readUInt16LE(at + 2);
  let cursor = at + 4;
  for (const [index, value] of values.entries()) {
    if (value !== 0xffffffff || cursor + 8 > extra.length) continue;
    values[index] = Number(extra.readBigUInt64LE(cursor));
    cursor += 8;
  }
  return values;
}

/**
 * Bytes of one entry, unpacked as they are asked for; what the directory claims about sizes is not believed.
 * @throws UnreadableList list.zip-bomb, list.password, list.damaged
 */
export async function* readZipEntry(file: FileHandle, entry: ZipEntry): AsyncGenerator<Buffer> {
  if (entry.encrypted) throw new UnreadableList('list.password');
  const header = await readAt(file, entry.offset, 30);
  if (header.length < 30 || header.readUInt32LE(0) !== LOCAL_HEADER) throw new UnreadableList('list.damaged');
  const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  const packed = packedBytes(file, start, entry.packed);
  if (entry.method === 0) yield* packed;
  else if (entry.method === 8) yield* inflate(packed);
  else throw new UnreadableList('list.damaged');
}

async function* packedBytes(file: FileHandle, start: number, length: number): AsyncGenerator<Buffer> {
  const block = 1 << 17;
  for (let done = 0; done < length; ) {
    const bytes = await readAt(file, start + done, Math.min(block, length - done));
    if (bytes.length === 0) throw new UnreadableList('list.damaged');
    done += bytes.length;
    yield bytes;
  }
}

async function* inflate(packed: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  const inflater = createInflateRaw({ chunkSize: 1 << 17 });
  // What goes wrong on the way in comes out of the iteration below.
  pipeline(Readable.from(packed), inflater, () => undefined);
  let unpacked = 0;
  try {
    for await (const chunk of inflater as AsyncIterable<Buffer>) {
      unpacked += chunk.length;
      if (unpacked > LARGEST_ENTRY || (unpacked > RATIO_COUNTS_FROM && unpacked > inflater.bytesWritten * STEEPEST_RATIO)) {
        throw new UnreadableList('list.zip-bomb');
      }
      yield chunk;
    }
  } catch (error) {
    throw error instanceof UnreadableList ? error : new UnreadableList('list.damaged', error);
  } finally {
    inflater.destroy();
  }
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}
