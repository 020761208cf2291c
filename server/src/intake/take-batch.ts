import type { FoundArea } from '@kshem/domain/intake/area-finder.ts';
import type { PersonDraft } from '@kshem/domain/intake/clean-row.ts';
import { entryKeys, numberKeys } from '@kshem/domain/intake/entry-keys.ts';
import { outcomeTold } from '@kshem/domain/intake/outcome-told.ts';
import { type Problem, type ProblemCode, problem } from '@kshem/domain/intake/problems.ts';
import { recogniseRow, type Suspect } from '@kshem/domain/intake/recognise-row.ts';
import { changesTold, type Told, type ToldField, toldBy, traitsOf } from '@kshem/domain/intake/told.ts';
import type { PersonTraits } from '@kshem/domain/name/same-person-evidence.ts';
import type { Deps } from '../deps.ts';
import type { ImportContext } from './import-context.ts';
import { type Cell, storableJson } from './import-transaction.ts';
import { addEntry, type BatchKnown, type Entry, isOffice, type Point, type Roofed } from './known-around.ts';
import {
  addContactPoint,
  addHousehold,
  addLink,
  addListEntry,
  addNewcomer,
  addNumber,
  type NewRows,
  noRows,
} from './new-rows.ts';
import type { ReadRow } from './read-people.ts';
import type { Roofs } from './roofs.ts';

export type RowVerdict = 'accepted' | 'accepted-with-warnings' | 'suspected-duplicate' | 'rejected' | 'unchanged' | 'updated';

/** Somebody known of whom the list tells something else, or whom this source's list did not hold. */
export type KnownRow = {
  /** Place of the row in the batch's outcomes. */
  readonly outcomeAt: number;
  readonly personId: string;
  readonly told: Told;
  readonly draft: PersonDraft;
  /** What differs from the source's earlier list; null: the source never listed the person, so only gaps are filled. */
  readonly differs: readonly ToldField[] | null;
  readonly before: Told | null;
};

export type Proposal = { readonly personId: string; readonly suspect: Suspect };

/** What a batch comes to, before anything of it is written. */
export type TakenBatch = {
  readonly rows: NewRows;
  readonly known: KnownRow[];
  readonly proposals: Proposal[];
  /** Entries met, by the key they have; `key` is the one they get. */
  readonly met: { readonly was: string; readonly key: string; readonly personId: string; readonly told: Told | null }[];
  readonly outcomes: {
    readonly row: ReadRow;
    verdict: RowVerdict;
    readonly personId: string | null;
    readonly problems: readonly Problem[];
  }[];
};

export type Taking = {
  readonly deps: Pick<Deps, 'newId'>;
  readonly context: ImportContext;
  readonly known: BatchKnown;
  readonly roofs: Roofs;
  readonly batch: TakenBatch;
};

/**
 * Decides about the rows of one batch, in the order of the list: who is known, who is new, under which roof. Nothing is written;
 * what is decided about a row is added to `known` for the rows below it.
 */
export function takeBatch(
  deps: Pick<Deps, 'newId'>,
  context: ImportContext,
  known: BatchKnown,
  roofs: Roofs,
  rows: readonly ReadRow[],
): TakenBatch {
  const batch: TakenBatch = { rows: noRows(), known: [], proposals: [], met: [], outcomes: [] };
  const taking: Taking = { deps, context, known, roofs, batch };
  for (const row of rows) {
    if (row.cleaned.person) takePerson(taking, row, row.cleaned.person);
    else takeRejected(taking, row);
  }
  return batch;
}

/** The row goes back to the office; somebody whom it stood for yesterday has not vanished by it. */
function takeRejected({ known, batch }: Taking, row: ReadRow): void {
  for (const key of numberKeys(row.numbers ?? {})) {
    const entry = known.entries.get(key);
    if (!entry || entry.seen) continue;
    meet(batch, entry, entry.key, null);
    break;
  }
  batch.outcomes.push({ row, verdict: 'rejected', personId: null, problems: row.cleaned.problems });
}

function takePerson(taking: Taking, row: ReadRow, draft: PersonDraft): void {
  const { context, known, batch } = taking;
  const area = context.findArea(draft);
  const told = toldBy(draft, area);
  const keys = entryKeys(draft);
  const traits = traitsOf(draft, told, area);
  const found = recogniseRow(keys, traits, known);
  const problems = [...row.cleaned.problems];
  if (!area.exact && namesPlaces(context)) problems.push(problemAt(context, 'area.unknown', 'ward', 'village'));
  if (found.kind === 'repeated') {
    problems.push(problem('identity.repeated-row', null));
    batch.outcomes.push({ row, verdict: 'unchanged', personId: found.personId, problems });
    return;
  }
  if (found.kind === 'new') {
    const personId = enrolNew(taking, { row, draft, told, area, keys, traits, problems, ...found });
    const verdict =
      found.suspects.length > 0 ? 'suspected-duplicate' : problems.some(isWarning) ? 'accepted-with-warnings' : 'accepted';
    batch.outcomes.push({ row, verdict, personId, problems });
    return;
  }
  const differs = found.kind === 'entry' ? changesTold(found.entry.told, told) : null;
  const personId = found.kind === 'entry' ? found.entry.personId : found.personId;
  if (found.kind === 'entry') {
    const entry = found.entry as Entry;
    meet(batch, entry, known.entries.has(keys[0] ?? '') ? entry.key : (keys[0] ?? entry.key), differs?.length ? told : null);
    if (differs?.length || context.isNewToProgramme)
      batch.known.push({ outcomeAt: batch.outcomes.length, personId, told, draft, differs, before: entry.told });
  } else {
    addListEntry(batch.rows, freeKey(taking, keys, personId, told), personId, told);
    batch.known.push({ outcomeAt: batch.outcomes.length, personId, told, draft, differs, before: null });
  }
  // Numbers the list brings new are made here, so that a row further down finds the same one.
  for (const phone of draft.phones) pointOf(taking, phone);
  addNumbers(taking, numberKeys(draft.listNumbers), personId, traits);
  batch.outcomes.push({ row, verdict: 'unchanged', personId, problems });
}

function meet(batch: TakenBatch, entry: Entry, key: string, told: Told | null): void {
  batch.met.push({ was: entry.key, key, personId: entry.personId, told });
  entry.seen = true;
}

type NewRow = {
  row: ReadRow;
  draft: PersonDraft;
  told: Told;
  area: FoundArea;
  keys: readonly string[];
  traits: PersonTraits;
  problems: Problem[];
  suspects: readonly Suspect[];
  numberTaken: boolean;
};

function enrolNew(taking: Taking, { draft, told, keys, traits, problems, suspects, numberTaken }: NewRow): string {
  const { deps, context, batch } = taking;
  const { rows } = batch;
  const personId = deps.newId();
  const outcome = outcomeTold(draft.status, draft.result);
  const points = draft.phones.map((phone) => ({ phone, point: pointOf(taking, phone) }));
  const householdId = roofOf(
    taking,
    points.map(({ point }) => point),
  );
  const ageApproximate = draft.age !== null && draft.age.high > draft.age.low;
  const episodeId = deps.newId();
  const entryKey = freeKey(taking, keys, personId, told);
  addNewcomer(rows, context, {
    personId,
    householdId,
    episodeId,
    entryKey,
    told,
    nameKey: draft.nameKey,
    ageApproximate,
    outcome,
  });
  const person: Roofed = { personId, householdId, traits };
  for (const [index, { point }] of points.entries()) {
    addLink(rows, { personId, contactPointId: point.contactPointId, areaId: told.areaId, rank: index + 1 });
    if (isOffice(point)) problems.push(problemAt(context, 'phone.many-people', 'phone'));
    else point.people.push(person);
  }
  if (numberTaken) problems.push(problemAt(context, 'identity.other-person', 'srf-id', 'icmr-id', 'abha-id', 'lab-id'));
  addNumbers(taking, numberKeys(draft.listNumbers), personId, traits);
  if (suspects.length > 0) problems.push(problem('identity.suspected-duplicate', null));
  for (const suspect of suspects) batch.proposals.push({ personId, suspect });
  if (points.length === 0 && outcome === null)
    rows.needs.push(traceNumber(context, { personId, householdId, episodeId, areaId: told.areaId }));
  return personId;
}

function traceNumber(
  { districtId, programmeId, version }: ImportContext,
  of: { personId: string; householdId: string; episodeId: string; areaId: number },
): NewRows['needs'][number] {
  return { ...of, districtId, programmeId, version, kind: 'trace-number', cause: 'number', by: null };
}

function pointOf({ deps, known, batch }: Taking, phone: Parameters<typeof addContactPoint>[2]): Point {
  const found = known.points.get(phone.e164);
  if (found) return found;
  const point: Point = { contactPointId: deps.newId(), people: [] };
  known.points.set(phone.e164, point);
  addContactPoint(batch.rows, point.contactPointId, phone);
  return point;
}

/** The household reached by these phones; where they reach several, those are one. */
function roofOf({ deps, roofs, batch }: Taking, points: readonly Point[]): string {
  const ids = points.flatMap((point) => (isOffice(point) ? [] : (point.people[0]?.householdId ?? [])));
  const [first, ...others] = ids;
  if (first !== undefined) return others.reduce((roof, id) => roofs.join(roof, id), roofs.find(first));
  const householdId = deps.newId();
  addHousehold(batch.rows, householdId);
  return householdId;
}

/** A new line of this source's list stands under the first of its keys that is free. */
function freeKey({ known }: Taking, keys: readonly string[], personId: string, told: Told): string {
  const key = keys.find((one) => !known.entries.has(one)) ?? `${keys[0]}|${personId}`;
  addEntry(known, { key, personId, told, seen: true, vanished: false });
  return key;
}

/** Numbers nobody has yet; what is another's stays theirs. */
function addNumbers({ known, batch }: Taking, keys: readonly string[], personId: string, traits: PersonTraits): void {
  for (const key of keys) {
    if (known.numbers.has(key)) continue;
    known.numbers.set(key, { personId, traits });
    addNumber(batch.rows, key, personId);
  }
}

function isWarning({ severity }: Problem): boolean {
  return severity === 'warn';
}

/** A list without a column of places is not doubted row by row. */
function namesPlaces({ mapping }: ImportContext): boolean {
  return mapping.some(({ field }) => field === 'ward' || field === 'village');
}

/** Where the doubt stands: the first column that means one of the fields. */
function problemAt({ mapping }: ImportContext, code: ProblemCode, ...fields: readonly string[]): Problem {
  return problem(code, mapping.find(({ field }) => field !== null && fields.includes(field))?.column ?? null);
}

/** Longest text a spreadsheet's cell can hold. */
const longestCell = 32_767;

/** The row's line in the report; its cells too where they must go back for correction. */
export function reportLine({ row, verdict, personId, problems }: TakenBatch['outcomes'][number]): Cell[] {
  const doubtful = verdict === 'rejected' || verdict === 'suspected-duplicate' || problems.some(isWarning);
  const cells = doubtful
    ? storableJson(row.cells.map((cell) => (cell.length > longestCell ? cell.slice(0, longestCell) : cell)))
    : null;
  const found = problems.length === 0 ? null : JSON.stringify(problems.map(({ column, code }) => ({ column, code })));
  return [row.rowNumber, verdict, personId, found, cells];
}
