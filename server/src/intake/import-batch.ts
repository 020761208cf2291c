import { entryKeys, numberKeys } from '@kshem/domain/intake/entry-keys.ts';
import { type DefectClass, PROBLEMS } from '@kshem/domain/intake/problems.ts';
import type { Actor } from '../actor.ts';
import type { Deps } from '../deps.ts';
import type { NeedToRaise } from '../needs/raise-need.ts';
import { joinHouseholds } from '../people/join-households.ts';
import { touchEntries } from './batch-queries.ts';
import type { ImportContext } from './import-context.ts';
import type { ImportTally } from './import-tally.ts';
import { copyLines, type ImportTrx } from './import-transaction.ts';
import { type BatchKnown, carryOver, loadKnown } from './known-around.ts';
import type { KnewBefore } from './known-queries.ts';
import type { MaybeSeen } from './maybe-seen.ts';
import { addTexts, type NewRows, newcomersRoof, type RowTexts, textsOf } from './new-rows.ts';
import type { ReadRow } from './read-people.ts';
import { Roofs } from './roofs.ts';
import { type Proposal, reportLine, type TakenBatch, takeBatch } from './take-batch.ts';
import { takeKnown } from './take-known.ts';

/** A batch that is decided and not written yet. */
export type DecidedBatch = {
  readonly batch: TakenBatch;
  readonly texts: RowTexts;
  readonly known: BatchKnown;
  readonly roofs: Roofs;
};
export type Importing = {
  readonly deps: Deps;
  readonly actor: Actor;
  readonly handle: ImportTrx;
  readonly context: ImportContext;
  readonly tally: ImportTally;
  /** What the database may be asked about: all of it where it knew somebody before, else only what this list has brought. */
  readonly asking: { readonly knew: KnewBefore; readonly seen: MaybeSeen };
  /** Pairs that share a phone or a number, until the list is in. */
  readonly proposals: Proposal[];
};

/**
 * What is known around the rows of a batch. `before` is the batch above it where that is not written yet: the database cannot tell of it.
 * @returns the function that decides about the rows, which waits for nothing
 */
export async function lookAround(
  { deps, handle, context, asking: { knew, seen } }: Importing,
  rows: readonly ReadRow[],
  before: DecidedBatch | null,
): Promise<() => DecidedBatch> {
  const { keys, phones } = askedFor(rows);
  const repeated = keys.filter((key) => seen.has(key));
  const known = await loadKnown(handle.trx, context, {
    entryKeys: knew.entries ? keys : repeated,
    numberKeys: knew.numbers ? keys : repeated,
    phones: knew.phones ? phones : phones.filter((phone) => seen.has(phone)),
  });
  for (const text of [...keys, ...phones]) seen.add(text);
  if (before) carryOver(known, before.known, keys, phones);
  const roofs = new Roofs();
  return () => {
    const batch = takeBatch(deps, context, known, roofs, rows);
    settleRoofs(batch.rows, roofs);
    return { batch, texts: textsOf(batch.rows), known, roofs };
  };
}

/** A batch of new people under roofs of their own leaves nobody changed whom the next one might look up meanwhile. */
export function leavesKnownAlone({ batch, roofs }: DecidedBatch): boolean {
  return batch.known.length === 0 && batch.met.length === 0 && roofs.joined().length === 0;
}

/** Hands a batch's new rows to the database and lets it begin with them; settleBatch waits for them. */
export async function beginWriting(
  { handle, context }: Importing,
  { texts }: DecidedBatch,
): Promise<{ readonly written: Promise<void> }> {
  await addTexts(handle, texts);
  const written = handle.flush(context);
  // Met by settleBatch; until then nobody listens.
  written.catch(() => undefined);
  return { written };
}

/**
 * Brings a batch to its end: people known before, entries met, households joined, the rows' verdicts.
 * @returns needs to raise when the list is in: their counters are every caller's, and would be held until then
 */
export async function settleBatch(
  importing: Importing,
  { batch, known, roofs }: DecidedBatch,
  written: Promise<void>,
): Promise<readonly NeedToRaise[]> {
  const { deps, handle, context, tally } = importing;
  await written;
  const changes = await takeKnown({ ...importing, known, roofs }, batch);
  for (const at of changes.updated) {
    const outcome = batch.outcomes[at];
    if (outcome) outcome.verdict = 'updated';
  }
  const met = batch.met.map(({ told, personId, ...entry }) => ({
    ...entry,
    told: told && { ...told, areaId: changes.stayed.get(personId) ?? told.areaId },
  }));
  if (met.length > 0) await touchEntries(handle.trx, context, met);
  await joinRoofs(deps, handle, context, roofs, tally);
  importing.proposals.push(...batch.proposals);
  await handle.add('report', copyLines(batch.outcomes.map(reportLine)));
  count(tally, batch, changes);
  return batch.rows.needs;
}

function askedFor(rows: readonly ReadRow[]): { keys: string[]; phones: string[] } {
  const keys = new Set<string>();
  const phones = new Set<string>();
  for (const { cleaned, numbers } of rows) {
    for (const key of cleaned.person ? entryKeys(cleaned.person) : numberKeys(numbers ?? {})) keys.add(key);
    for (const { e164 } of cleaned.person?.phones ?? []) phones.add(e164);
  }
  return { keys: [...keys], phones: [...phones] };
}

/** Households that turned out to be one within the batch are written as one. */
function settleRoofs(rows: NewRows, roofs: Roofs): void {
  if (roofs.joined().length === 0) return;
  for (const row of rows.newcomer) row[newcomersRoof] = roofs.find(row[newcomersRoof] as string);
  for (const [at, need] of rows.needs.entries()) rows.needs[at] = { ...need, householdId: roofs.find(need.householdId) };
  const gone = new Set(roofs.joined().map(({ from }) => from));
  const standing = rows.household.filter(([id]) => !gone.has(id as string));
  rows.household.splice(0, rows.household.length, ...standing);
}

/** Those that were written before this batch are joined by their own feature, which knows what else must move. */
async function joinRoofs(
  deps: Deps,
  { trx }: ImportTrx,
  { districtId }: ImportContext,
  roofs: Roofs,
  tally: ImportTally,
): Promise<void> {
  const groups = Map.groupBy(roofs.joined(), ({ into }) => into);
  for (const [into, given] of groups) {
    const joined = await joinHouseholds(deps, trx, { districtId, householdIds: [into, ...given.map(({ from }) => from)] });
    tally[joined.kind === 'joined' ? 'householdsJoined' : 'householdsHeld'] += 1;
  }
}

function count(
  tally: ImportTally,
  { outcomes, rows }: TakenBatch,
  changes: { fields: readonly string[]; ended: number; begun: number },
): void {
  tally.enrolled += rows.newcomer.length;
  tally.households += rows.household.length;
  tally.withoutPhone += rows.needs.length;
  tally.ended += changes.ended;
  tally.begun += changes.begun;
  for (const field of changes.fields) tally.changes[field] = (tally.changes[field] ?? 0) + 1;
  for (const { verdict, problems } of outcomes) {
    tally.rows += 1;
    tally.verdicts[verdict] += 1;
    for (const { code } of problems) {
      tally.problems[code] = (tally.problems[code] ?? 0) + 1;
      const defect: DefectClass = PROBLEMS[code].class;
      tally.defects[defect] = (tally.defects[defect] ?? 0) + 1;
    }
  }
}
