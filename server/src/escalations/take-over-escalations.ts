import { sql } from 'kysely';
import type { Trx } from '../db/transaction.ts';

/** Open escalations go with their episodes to another record of the same person. Plan it relies on: index escalation_one_open. */
export async function takeOverEscalations(
  trx: Trx,
  about: { districtId: number; episodeIds: readonly string[]; toPersonId: string; areaId: number; now: Date },
): Promise<void> {
  const { districtId, episodeIds, toPersonId, areaId, now } = about;
  await trx
    .updateTable('escalation')
    .set({ person_id: toPersonId, area_id: areaId, updated_at: now })
    .where('district_id', '=', districtId)
    .where(sql<boolean>`episode_id = any (${episodeIds}::uuid[])`)
    .where('status', '<>', 'resolved')
    .execute();
}
