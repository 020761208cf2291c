import type { Outcome } from '@kshem/domain/episode/outcome.ts';
import { sql } from 'kysely';
import type { Trx } from '../db/transaction.ts';

export async function endActive(
  trx: Trx,
  { districtId, episodeIds, outcome, now }: { districtId: number; episodeIds: readonly string[]; outcome: Outcome; now: Date },
): Promise<string[]> {
  const ended = await trx
    .updateTable('episode')
    .set({ status: 'ended', outcome, ended_at: now, next_contact_at: null, updated_at: now })
    .where('district_id', '=', districtId)
    .where(sql<boolean>`id = any (${episodeIds}::uuid[])`)
    .where('status', '=', 'active')
    .returning('id')
    .execute();
  return ended.map(({ id }) => id);
}
