import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
export type Delimiter = ',' | ';' | '\t' | '|';

export type SniffedText = {
  readonly encoding: TextEncoding;
  /** Bytes of byte order mark to pass over. */
  readonly bom: 0 | 2 | 3;
  readonly delimiter: Delimiter;
  /** First line is Excel's "sep=;" and no row. */
  readonly sepLine: boolean;
};

/**
 * Finds out how a text file is written. The whole file is checked for UTF-8 (gigabytes a second), because one Hindi name
 * in row 90,000 must not be read as windows-1252 or the other way round.
 */
export async function sniffText(path: string, head: Buffer): Promise<SniffedText> {
  const { encoding, bom } = encodingByMark(head) ??
    encodingByZeros(head) ?? { encoding: await wholeFileEncoding(path), bom: 0 as const };
  const text = new TextDecoder(encoding).decode(head.subarray(bom));
  const sep = /^"?sep=(.)"?\r?\n/i.exec(text);
  if (sep && isDelimiter(sep[1])) return { encoding, bom, delimiter: sep[1], sepLine: true };
  return { encoding, bom, delimiter: sniffDelimiter(text), sepLine: false };
}

function encodingByMark(head: Buffer): { encoding: TextEncoding; bom: 2 | 3 } | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', bom: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', bom: 2 };
  return head[0] === 0xfe && head[1] === 0xff ? { encoding: 'utf-16be', bom: 2 } : null;
}

// Without a mark UTF-16 betrays itself by the zero halves of commas, digits and line ends.
function encodingByZeros(head: Buffer): { encoding: TextEncoding; bom: 0 } | null {
  let even = 0;
  let odd = 0;
  for (let at = 0; at < head.length; at++) {
    if (head[at] !== 0) continue;
    if (at % 2 === 0) even++;
    else odd++;
  }
  const many = head.length / 20;
  if (odd > many && even < odd / 10) return { encoding: 'utf-16le', bom: 0 };
  return even > many && odd < even / 10 ? { encoding: 'utf-16be', bom: 0 } : null;
}

async function wholeFileEncoding(path: string): Promise<TextEncoding> {
  let tail: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    const block = tail.length === 0 ? chunk : Buffer.concat([tail, chunk]);
    const whole = block.length - unfinishedBytes(block);
    if (!isUtf8(block.subarray(0, whole))) return 'windows-1252';
    tail = block.subarray(whole);
  }
  return tail.length === 0 ? 'utf-8' : 'windows-1252';
}

/** Bytes at the end that begin a UTF-8 letter and wait for the next block. */
function unfinishedBytes(block: Buffer): number {
  for (let back = 1; back <= Math.min(3, block.length); back++) {
    const byte = block[block.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return byte >= (back === 1 ? 0xc0 : back === 2 ? 0xe0 : 0xf0) ? back : 0;
  }
  return 0;
}

const DELIMITERS: readonly Delimiter[] = [',', '\t', ';', '|'];

function isDelimiter(text: string | undefined): text is Delimiter {
  return DELIMITERS.some((delimiter) => delimiter === text);
}

/** The sign that stands equally often (and most often) on most lines, outside quotes. A comma when none does. */
export function sniffDelimiter(text: string): Delimiter {
  const lines = unquoted(text)
    .split(/\r\n|\n|\r/)
    .slice(0, 60)
    .filter((line) => line.trim() !== '');
  let best: { delimiter: Delimiter; score: number } = { delimiter: ',', score: 0 };
  for (const delimiter of DELIMITERS) {
    const counts = lines.map((line) => line.split(delimiter).length - 1).filter((count) => count > 0);
    const usual = mostFrequent(counts);
    const score = usual.times * Math.min(usual.count, 50) * (usual.times / Math.max(1, lines.length));
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

function unquoted(text: string): string {
  return text.replace(/"[^"]*"/g, '""');
}

function mostFrequent(counts: readonly number[]): { count: number; times: number } {
  const tally = new Map<number, number>();
  for (const count of counts) tally.set(count, (tally.get(count) ?? 0) + 1);
  let best = { count: 0, times: 0 };
  for (const [count, times] of tally)
    if (times > best.times || (times === best.times && count > best.count)) best = { count, times };
  return best;
}
