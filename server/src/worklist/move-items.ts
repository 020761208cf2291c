import { sql } from 'kysely';
import type { Trx } from '../db/transaction.ts';
import { repoint } from './repoint-statement.ts';

export type ItemsToMove = {
  readonly districtId: number;
  /** Whose items; of these episodes only when they are named. */
  readonly personIds: readonly string[];
  readonly householdId: string;
  /** The record that they become of, where two records were one person's. */
  readonly as?: { readonly personId: string; readonly areaId: number; readonly language: string };
  readonly now: Date;
};

/**
 * Puts what people have on the desk under another roof, and makes the turns of both say so. A claim on the new roof lasts; whoever moves
 * people has seen to it that nobody holds the old one (people/join-households.ts).
 */
export async function moveItems(trx: Trx, about: ItemsToMove): Promise<void> {
  const { districtId, personIds, householdId, as, now } = about;
  const { rows } = await sql<{ from: string }>`
    with before as (
      select i.id, i.household_id from worklist_item i
      where i.district_id = ${districtId} and i.person_id = any (${personIds}::uuid[])
        and (i.household_id <> ${householdId} or i.person_id <> ${as?.personId ?? null})
      for update
    ), moved as (
      update worklist_item i set household_id = ${householdId}, person_id = coalesce(${as?.personId ?? null}, i.person_id),
        area_id = coalesce(${as?.areaId ?? null}, i.area_id), language = coalesce(${as?.language ?? null}, i.language)
      from before b where i.district_id = ${districtId} and i.id = b.id
      returning i.id
    )
    select distinct b.household_id "from" from before b join moved m on m.id = b.id`.execute(trx);
  if (rows.length === 0) return;
  await addMissingTurn(trx, districtId, householdId);
  const householdIds = [...new Set([householdId, ...rows.map(({ from }) => from)])];
  await repoint(trx, { districtId, householdIds, now, release: false });
}

/** A household that had nobody on the desk before has no turn yet; what leads is written by the refresh that follows. */
async function addMissingTurn(trx: Trx, districtId: number, householdId: string): Promise<void> {
  await sql`
    insert into worklist_household (district_id, household_id, programme_id, area_id, language, band, due_at, closes_at, state, fence,
      spans_areas)
    select i.district_id, i.household_id, i.programme_id, i.area_id, i.language, i.band, i.due_at, i.closes_at, 'idle', 0, false
    from worklist_item i
    where i.district_id = ${districtId} and i.household_id = ${householdId} and i.state = 'open'
    order by i.id
    limit 1
    on conflict do nothing
    returning household_id`.execute(trx);
}
