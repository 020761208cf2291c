import { sql } from 'kysely';
import { moveCheckIns } from '../check-ins/move-check-ins.ts';
import type { Trx } from '../db/transaction.ts';

export type EpisodesToMove = {
  readonly districtId: number;
  readonly personIds: readonly string[];
  readonly householdId: string;
  /** The record that they become of, where two records were one person's. */
  readonly as?: { readonly personId: string; readonly areaId: number };
  readonly now: Date;
};

/** Puts all episodes of people, with their check-ins, under another roof or into another record. @returns the episodes */
export async function moveEpisodes(trx: Trx, { now, personIds, ...to }: EpisodesToMove): Promise<string[]> {
  const { districtId, householdId, as } = to;
  const { rows } = await sql<{ id: string }>`
    update episode set household_id = ${householdId}, person_id = coalesce(${as?.personId ?? null}, person_id),
      area_id = coalesce(${as?.areaId ?? null}, area_id), updated_at = ${now}
    where district_id = ${districtId} and person_id = any (${personIds}::uuid[])
    returning id`.execute(trx);
  const episodeIds = rows.map(({ id }) => id);
  if (episodeIds.length > 0) await moveCheckIns(trx, { ...to, episodeIds });
  return episodeIds;
}
