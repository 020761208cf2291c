import { sql } from 'kysely';
import type { Trx } from '../db/transaction.ts';

/** Waits for answers that are being taken to check-ins of these households' people, and holds later ones back until the end. */
export async function lockOpenCheckIns(trx: Trx, districtId: number, householdIds: readonly string[]): Promise<void> {
  await sql`
    select c.id from check_in c
    where c.district_id = ${districtId} and c.state in ('planned', 'due')
      and c.episode_id in (select e.id from person p join episode e on e.district_id = ${districtId} and e.person_id = p.id
        where p.district_id = ${districtId} and p.household_id = any (${householdIds}::uuid[]))
    order by c.due_on, c.id
    for no key update of c`.execute(trx);
}

export type CheckInsToMove = {
  readonly districtId: number;
  readonly episodeIds: readonly string[];
  readonly householdId: string;
  /** The record that they become of, where two records were one person's. */
  readonly as?: { readonly personId: string; readonly areaId: number };
};

/** Check-ins follow their episodes under another roof or to another record. Plan it relies on: index check_in_episode of each month. */
export async function moveCheckIns(trx: Trx, { districtId, episodeIds, householdId, as }: CheckInsToMove): Promise<void> {
  await sql`
    update check_in set household_id = ${householdId}, person_id = coalesce(${as?.personId ?? null}, person_id),
      area_id = coalesce(${as?.areaId ?? null}, area_id)
    where district_id = ${districtId} and episode_id = any (${episodeIds}::uuid[])`.execute(trx);
}
