import { richText, xmlElements } from './sheet-xml.ts';
import { UnreadableList } from './unreadable-list.ts';

/** Strings of a workbook by number. Kept as UTF-8 in one growing block: as JavaScript strings they would take five times the room. */
export type SharedStrings = { readonly count: number; at(index: number): string };

const LARGEST_TABLE = 256 * 1024 * 1024;

/** @throws UnreadableList list.too-big, list.damaged */
export async function readSharedStrings(bytes: AsyncIterable<Buffer>): Promise<SharedStrings> {
  let block = Buffer.allocUnsafe(1 << 20);
  let ends = new Uint32Array(1 << 14);
  let count = 0;
  let used = 0;
  for await (const elements of xmlElements(bytes, 'si')) {
    for (const { body } of elements) {
      const text = richText(body, prefixOf(body));
      const room = text.length * 3;
      if (used + room > block.length) block = grow(block, used, used + room);
      used += block.write(text, used);
      if (count === ends.length) ends = doubled(ends);
      ends[count++] = used;
    }
  }
  return { count, at: (index) => block.toString('utf8', index === 0 ? 0 : (ends[index - 1] ?? used), ends[index] ?? used) };
}

export const NO_SHARED_STRINGS: SharedStrings = { count: 0, at: () => '' };

function grow(block: Buffer, used: number, needed: number): Buffer<ArrayBuffer> {
  if (needed > LARGEST_TABLE) throw new UnreadableList('list.too-big');
  const larger = Buffer.allocUnsafe(Math.max(block.length * 2, needed));
  block.copy(larger, 0, 0, used);
  return larger;
}

function doubled(ends: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(ends.length * 2);
  larger.set(ends);
  return larger;
}

function prefixOf(body: string): string {
  return /<((?:\w+:)?)(?:t|r)[\s/>]/.exec(body)?.[1] ?? '';
}
