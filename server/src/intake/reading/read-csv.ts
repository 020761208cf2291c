import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import type { ListRow } from './open-list.ts';
import type { SniffedText } from './sniff-text.ts';
import { UnreadableList } from './unreadable-list.ts';

/** A single record longer than this is a quotation mark gone astray, not a person. Cells of 5 MB must still pass. */
const LONGEST_RECORD = 32 * 1024 * 1024;

/**
 * Rows of a delimited text file, numbered as a spreadsheet would number them (from 1, a line break inside quotes does not
 * count). Memory does not grow with the file.
 * @throws UnreadableList list.quote-unclosed, from the row where the quote opens.
 */
export async function* readCsv(path: string, sniffed: SniffedText): AsyncGenerator<ListRow> {
  const parser = parse({
    delimiter: sniffed.delimiter,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: false,
    max_record_size: LONGEST_RECORD,
    record_delimiter: ['\r\n', '\n', '\r'],
  });
  const source = Readable.from(decoded(path, sniffed));
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  let rowNumber = sniffed.sepLine ? 1 : 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      rowNumber++;
      yield { rowNumber, cells };
    }
  } catch (error) {
    throw error instanceof CsvError ? new UnreadableList('list.quote-unclosed', error) : error;
  } finally {
    source.destroy();
    parser.destroy();
  }
}

async function* decoded(path: string, sniffed: SniffedText): AsyncGenerator<string> {
  const decoder = new TextDecoder(sniffed.encoding);
  let skipLine = sniffed.sepLine;
  for await (const chunk of createReadStream(path, { start: sniffed.bom, highWaterMark: 1 << 17 }) as AsyncIterable<Buffer>) {
    let text = decoder.decode(chunk, { stream: true });
    if (skipLine) {
      text = text.slice(text.indexOf('\n') + 1);
      skipLine = false;
    }
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}
