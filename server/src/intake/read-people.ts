import { cleanCell } from '@kshem/domain/intake/clean-cell.ts';
import { type CleanedRow, rowCleaner } from '@kshem/domain/intake/clean-row.ts';
import { findHeaderRow } from '@kshem/domain/intake/find-header-row.ts';
import { guessMapping, isUsable, type ListMapping, type MappingCorrections } from '@kshem/domain/intake/guess-mapping.ts';
import { headingWords } from '@kshem/domain/intake/list-field.ts';
import { monthFirstColumns } from '@kshem/domain/intake/month-first-columns.ts';
import { fieldColumns, listNumbersOf } from '@kshem/domain/intake/row-fields.ts';
import { type RowKind, rowKind } from '@kshem/domain/intake/row-kind.ts';
import { AppError } from '../app-error.ts';
import { answerHeadings } from './answer-headings.ts';
import { checkPhone } from './reading/check-phone.ts';
import { type DetectedFormat, type ListRow, type OpenedList, openList } from './reading/open-list.ts';
import { UnreadableList } from './reading/unreadable-list.ts';

/** A line that stands for a person, read. `numbers`: for a rejected row, by what yesterday's list may have known it. */
export type ReadRow = {
  readonly rowNumber: number;
  readonly cells: readonly string[];
  readonly cleaned: CleanedRow;
  readonly numbers: ReturnType<typeof listNumbersOf> | null;
};

export type ListOfPeople = {
  readonly detected: DetectedFormat;
  /** As written, untouched. */
  readonly headings: readonly string[];
  readonly mapping: ListMapping;
  /** It is a rejects file that came back corrected. */
  readonly corrected: boolean;
  /** Lines that are no people, by kind; complete when the batches are through. */
  readonly furniture: ReadonlyMap<RowKind, number>;
  readonly batches: (size: number) => AsyncGenerator<readonly ReadRow[]>;
  close(): Promise<void>;
};

export type ReadingOptions = {
  readonly sheet?: string | undefined;
  readonly corrections: MappingCorrections;
  /** What is later is refused. */
  readonly listOn: string;
};

/**
 * Opens a list and finds out what its columns mean; its people come in batches, so that memory does not grow with the file.
 * @throws AppError list-unreadable · list-without-headings · list-without-names
 */
export async function readPeople(path: string, { sheet, corrections, listOn }: ReadingOptions): Promise<ListOfPeople> {
  const list = await openList(path, sheet).catch(refuse);
  try {
    const at = findHeaderRow(list.head.map(({ cells }) => cells));
    const header = at === null ? undefined : list.head[at];
    if (!header) throw new AppError('list-without-headings');
    const sample = list.head.slice((at ?? 0) + 1).map(({ cells }) => cells);
    const mapping = guessMapping(header.cells, { today: listOn, sample, corrections: withoutAnswers(corrections) });
    if (!isUsable(mapping)) throw new AppError('list-without-names', { headings: mapping.map(({ heading }) => heading) });
    const furniture = new Map<RowKind, number>();
    const reading = { list, header, mapping, sample, listOn, furniture };
    return {
      detected: list.detected,
      headings: header.cells,
      mapping,
      corrected: answerHeadings.every((heading) => header.cells.some((cell) => cleanCell(cell).text === heading)),
      furniture,
      batches: (size) => batches(reading, size),
      close: () => list.close(),
    };
  } catch (error) {
    await list.close();
    throw error;
  }
}

type Reading = {
  list: OpenedList;
  header: ListRow;
  mapping: ListMapping;
  sample: readonly (readonly string[])[];
  listOn: string;
  furniture: Map<RowKind, number>;
};

async function* batches(
  { list, header, mapping, sample, listOn, furniture }: Reading,
  size: number,
): AsyncGenerator<readonly ReadRow[]> {
  const epoch1904 = 'epoch1904' in list.detected && list.detected.epoch1904;
  const context = { today: listOn, checkPhone, epoch1904, monthFirstColumns: monthFirstColumns(sample, mapping) };
  const clean = rowCleaner(mapping, context);
  const columns = fieldColumns(mapping);
  let batch: ReadRow[] = [];
  try {
    for await (const { rowNumber, cells } of list.rows) {
      if (rowNumber <= header.rowNumber) continue;
      const kind = rowKind(cells, mapping);
      if (kind !== 'person') {
        furniture.set(kind, (furniture.get(kind) ?? 0) + 1);
        continue;
      }
      const cleaned = clean(cells);
      const numbers = cleaned.person ? null : listNumbersOf({ cells, columns, context, problems: [] });
      batch.push({ rowNumber, cells, cleaned, numbers });
      if (batch.length < size) continue;
      yield batch;
      batch = [];
    }
  } catch (error) {
    refuse(error);
  }
  if (batch.length > 0) yield batch;
}

/** The two columns a rejects file carries beside the office's own mean nothing when it comes back. */
function withoutAnswers(corrections: MappingCorrections): MappingCorrections {
  return { ...corrections, ...Object.fromEntries(answerHeadings.map((heading) => [headingWords(heading), 'ignore' as const])) };
}

function refuse(error: unknown): never {
  if (error instanceof UnreadableList) throw new AppError('list-unreadable', { ...error.failure });
  throw error;
}
