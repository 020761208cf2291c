import { sql } from 'kysely';
import type { Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { declineNeed } from './decline-need.ts';

type Moving = { readonly districtId: number; readonly personIds: readonly string[]; readonly householdId: string };

/** Open needs go with their people under another roof. */
export async function moveNeeds(trx: Trx, { districtId, personIds, householdId }: Moving): Promise<void> {
  await sql`
    update need set household_id = ${householdId}
    where district_id = ${districtId} and person_id = any (${personIds}::uuid[]) and closed_at is null`.execute(trx);
}

export type NeedsOfTwo = {
  readonly districtId: number;
  /** The record that is given up. */
  readonly fromPersonId: string;
  readonly toPersonId: string;
  readonly householdId: string;
  readonly areaId: number;
  readonly by: string | null;
};

/**
 * Gives the open needs of one record to another of the same person. Where both have one of a kind, the one that somebody still waits for
 * stays and the other is declined: a person lacks a thing once.
 */
export async function takeOverNeeds(trx: Trx, deps: Pick<Deps, 'now' | 'newId'>, about: NeedsOfTwo): Promise<void> {
  const { districtId, fromPersonId, toPersonId, householdId, areaId, by } = about;
  const now = deps.now();
  for (const need of await findDoubled(trx, about)) await declineNeed(trx, deps, { districtId, ...need, by, note: 'duplicate' });
  await trx
    .updateTable('need')
    .set({ person_id: toPersonId, household_id: householdId, area_id: areaId, updated_at: now })
    .where('district_id', '=', districtId)
    .where('person_id', '=', fromPersonId)
    .where('closed_at', 'is', null)
    .execute();
}

/** Of each kind that both have, the one that goes. */
async function findDoubled(
  trx: Trx,
  { districtId, fromPersonId, toPersonId }: NeedsOfTwo,
): Promise<{ needId: string; areaId: number }[]> {
  const { rows } = await sql<{ needId: string; areaId: number }>`
    select case when g.goes then f.id else t.id end "needId", case when g.goes then f.area_id else t.area_id end "areaId"
    from need f join need t on t.district_id = ${districtId} and t.person_id = ${toPersonId} and t.kind = f.kind and t.closed_at is null
    cross join lateral (select t.status in ('open', 'assigned') or f.status = 'fulfilled' as goes) g
    where f.district_id = ${districtId} and f.person_id = ${fromPersonId} and f.closed_at is null
    order by f.kind
    for update of f, t`.execute(trx);
  return rows;
}
