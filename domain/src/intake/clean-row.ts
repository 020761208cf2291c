import { nameKey } from '../name/name-key.ts';
import type { Phone } from '../phone/normalise-phone.ts';
import type { ListMapping } from './guess-mapping.ts';
import type { Problem } from './problems.ts';
import type { Age } from './read-age.ts';
import type { ListNumbers } from './read-list-number.ts';
import type { Sex } from './read-sex.ts';
import { type ListResult, type ListStatus, readResult, readStatus } from './read-status.ts';
import {
  ageOf,
  dateOf,
  fieldColumns,
  joinedText,
  listNumbersOf,
  nameOf,
  phonesOf,
  type RowContext,
  type RowInReading,
  sexOf,
  textOrNull,
  wordOf,
} from './row-fields.ts';

/** A person as one row of a list tells it. Null is "the list does not say". Dates are local, "yyyy-mm-dd". */
export type PersonDraft = {
  readonly name: string;
  readonly nameKey: string;
  readonly tokenKey: string;
  /** Father, husband or mother, from its own column or from "S/O …" beside the name. */
  readonly guardian: string | null;
  readonly age: Age | null;
  readonly bornOn: string | null;
  readonly sex: Sex | null;
  readonly phones: readonly Phone[];
  readonly address: string | null;
  readonly ward: string | null;
  readonly village: string | null;
  readonly localBody: string | null;
  readonly block: string | null;
  readonly district: string | null;
  readonly state: string | null;
  readonly listNumbers: ListNumbers;
  readonly sampledOn: string | null;
  readonly resultOn: string | null;
  readonly result: ListResult | null;
  readonly testType: string | null;
  readonly lab: string | null;
  readonly status: ListStatus | null;
  readonly statusOn: string | null;
  readonly conditions: string | null;
  readonly symptoms: string | null;
  readonly vaccination: string | null;
  readonly notes: string | null;
};

export type RowVerdict = 'accepted' | 'accepted-with-warnings' | 'rejected';

export type CleanedRow = {
  readonly verdict: RowVerdict;
  /** Null only when the row is rejected. */
  readonly person: PersonDraft | null;
  readonly problems: readonly Problem[];
};

/**
 * Gives the function that makes one row of this list into a person. Rejected are rows without a readable name and rows
 * whose dates would have to be guessed or lie in the future; everything else is enrolled with its doubts, because a
 * person left out of the list is a person nobody rings. The function never throws, whatever the cells hold.
 */
export function rowCleaner(mapping: ListMapping, context: RowContext): (cells: readonly string[]) => CleanedRow {
  const columns = fieldColumns(mapping);
  return (cells) => {
    const row: RowInReading = { cells, columns, context, problems: [] };
    const person = readPerson(row);
    const problems = row.problems;
    if (person === null || problems.some((found) => found.severity === 'reject'))
      return { verdict: 'rejected', person: null, problems };
    return {
      verdict: problems.some((found) => found.severity === 'warn') ? 'accepted-with-warnings' : 'accepted',
      person,
      problems,
    };
  };
}

// Everything is read even when the name already failed: the office should correct a row once, not once a mistake.
function readPerson(row: RowInReading): PersonDraft | null {
  const named = nameOf(row);
  const bornOn = dateOf(row, 'birth-date', true);
  const guardian = textOrNull(row, 'guardian') ?? named?.guardian ?? null;
  const rest = {
    guardian,
    age: ageOf(row, bornOn),
    bornOn,
    sex: sexOf(row),
    phones: phonesOf(row),
    ...placeOf(row),
    ...illnessOf(row),
  };
  if (named === null) return null;
  const { key, tokenKey } = nameKey(named.name);
  return { name: named.name, nameKey: key, tokenKey, ...rest };
}

function placeOf(row: RowInReading) {
  return {
    address: joinedText(row, 'address'),
    ward: textOrNull(row, 'ward'),
    village: textOrNull(row, 'village'),
    localBody: textOrNull(row, 'local-body'),
    block: textOrNull(row, 'block'),
    district: textOrNull(row, 'district') ?? row.context.district ?? null,
    state: textOrNull(row, 'state'),
  };
}

function illnessOf(row: RowInReading) {
  return {
    listNumbers: listNumbersOf(row),
    sampledOn: dateOf(row, 'sample-date', false),
    resultOn: dateOf(row, 'result-date', false),
    result: wordOf(row, 'result', readResult, 'result.unreadable'),
    testType: textOrNull(row, 'test-type'),
    lab: textOrNull(row, 'lab'),
    status: wordOf(row, 'status', readStatus, 'status.unreadable'),
    statusOn: dateOf(row, 'status-date', false),
    conditions: textOrNull(row, 'conditions'),
    symptoms: textOrNull(row, 'symptoms'),
    vaccination: textOrNull(row, 'vaccination'),
    notes: joinedText(row, 'notes'),
  };
}
