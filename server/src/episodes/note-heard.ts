import type { Trx } from '../db/transaction.ts';

/** Somebody told how the person is, without the questions being asked: it ends silence and changes no level. */
export async function noteHeard(
  trx: Trx,
  { districtId, episodeId, at }: { districtId: number; episodeId: string; at: Date },
): Promise<void> {
  await trx
    .updateTable('episode')
    .set({ last_answered_at: at, updated_at: at })
    .where('district_id', '=', districtId)
    .where('id', '=', episodeId)
    .where(({ or, eb }) => or([eb('last_answered_at', 'is', null), eb('last_answered_at', '<', at)]))
    .execute();
}
