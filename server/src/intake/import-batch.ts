import { entryKeys, numberKeys } from '@kshem/domain/intake/entry-keys.ts';
import { type DefectClass, PROBLEMS } from '@kshem/domain/intake/problems.ts';
import type { Actor } from '../actor.ts';
import type { Deps } from '../deps.ts';
import type { NeedToRaise } from '../needs/raise-need.ts';
import { joinHouseholds } from '../people/join-households.ts';
import { touchEntries } from './batch-queries.ts';
import type { ImportContext } from './import-context.ts';
import type { ImportTally } from './import-tally.ts';
import type { ImportTrx } from './import-transaction.ts';
import { loadKnown } from './known-around.ts';
import { type NewRows, writeRows } from './new-rows.ts';
import { insertProposals } from './proposal-queries.ts';
import type { ReadRow } from './read-people.ts';
import { Roofs } from './roofs.ts';
import { reportLine, type TakenBatch, takeBatch } from './take-batch.ts';
import { takeKnown } from './take-known.ts';

/**
 * Takes one batch of rows into the import's transaction: who is known, who is new, what changed, what is doubtful.
 * @returns needs to raise when the list is in: their counters are every caller's, and would be held until then
 */
export async function importBatch(
  deps: Deps,
  actor: Actor,
  { handle, context, tally }: { handle: ImportTrx; context: ImportContext; tally: ImportTally },
  rows: readonly ReadRow[],
): Promise<readonly NeedToRaise[]> {
  const { keys, phones } = askedFor(rows);
  const known = await loadKnown(handle.trx, context, keys, phones);
  const roofs = new Roofs();
  const batch = takeBatch(deps, context, known, roofs, rows);
  settleRoofs(batch.rows, roofs);
  await writeRows(handle, batch.rows);
  const changes = await takeKnown({ deps, actor, handle, context, known, roofs }, batch);
  for (const at of changes.updated) {
    const outcome = batch.outcomes[at];
    if (outcome) outcome.verdict = 'updated';
  }
  const met = batch.met.map(({ told, personId, ...entry }) => ({
    ...entry,
    told: told && { ...told, areaId: changes.stayed.get(personId) ?? told.areaId },
  }));
  await touchEntries(handle.trx, context, met);
  await joinRoofs(deps, handle, context, roofs, tally);
  tally.proposed += (await insertProposals(handle.trx, deps, context, batch.proposals)).length;
  await handle.add(
    'import_row',
    ['district_id', 'import_id', 'row_number', 'verdict', 'person_id', 'problems', 'cells'],
    batch.outcomes.map((outcome) => reportLine(context, outcome)),
  );
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

/** Columns in which new rows name their household (new-rows.ts). */
const roofColumn = { person: 2, episode: 3 } as const;

/** Households that turned out to be one within the batch are written as one. */
function settleRoofs(rows: NewRows, roofs: Roofs): void {
  if (roofs.joined().length === 0) return;
  for (const table of ['person', 'episode'] as const) {
    for (const row of rows[table]) row[roofColumn[table]] = roofs.find(row[roofColumn[table]] as string);
  }
  for (const [at, need] of rows.needs.entries()) rows.needs[at] = { ...need, householdId: roofs.find(need.householdId) };
  const gone = new Set(roofs.joined().map(({ from }) => from));
  const standing = rows.household.filter(([, id]) => !gone.has(id as string));
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
  tally.enrolled += rows.person.length;
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
