import type { MappedColumn, MappingCorrections } from '@kshem/domain/intake/guess-mapping.ts';
import { headingWords } from '@kshem/domain/intake/list-field.ts';
import { localDate } from '@kshem/domain/time/local-date.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import type { Deps } from '../deps.ts';
import { readPeople } from './read-people.ts';
import type { DetectedFormat } from './reading/open-list.ts';
import { findDistrictOf, findSource } from './run-queries.ts';

export type ListPreview = {
  readonly detected: DetectedFormat;
  readonly mapping: readonly MappedColumn[];
  /** The first rows below the headings, as they came, with what would become of each. */
  readonly rows: readonly {
    readonly rowNumber: number;
    readonly cells: readonly string[];
    readonly verdict: string;
    readonly codes: readonly string[];
  }[];
};

const rowsShown = 20;

/**
 * What a list would be read as, before anything of it is taken: columns and the first rows. Corrections are tried, not remembered
 * (save-mapping.ts does that).
 *
 * @throws AppError list-unreadable · list-without-headings · list-without-names · not-found
 */
export async function previewList(
  deps: Deps,
  { districtId }: Actor,
  {
    path,
    sourceCode,
    sheet,
    corrections = {},
  }: { path: string; sourceCode?: string | undefined; sheet?: string | undefined; corrections?: MappingCorrections | undefined },
): Promise<ListPreview> {
  const district = await findDistrictOf(deps.system, districtId);
  if (!district) throw new AppError('not-found', { districtId });
  const remembered = sourceCode === undefined ? {} : ((await findSource(deps.system, districtId, sourceCode))?.mapping ?? {});
  const tried = Object.fromEntries(Object.entries(corrections).map(([heading, field]) => [headingWords(heading), field]));
  const listOn = localDate(deps.now(), district.timeZone);
  const list = await readPeople(path, { sheet, corrections: { ...remembered, ...tried }, listOn });
  try {
    const first = await list.batches(rowsShown).next();
    const rows = first.done === true ? [] : first.value;
    return {
      detected: list.detected,
      mapping: list.mapping,
      rows: rows.map(({ rowNumber, cells, cleaned }) => ({
        rowNumber,
        cells,
        verdict: cleaned.verdict,
        codes: cleaned.problems.map(({ code }) => code),
      })),
    };
  } finally {
    await list.close();
  }
}
