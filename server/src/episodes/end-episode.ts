// STUB by helper D until helper C's lands: overwrite freely.
import type { Trx } from '../db/transaction.ts';
export async function endEpisode(trx: Trx, about: { districtId: number; episodeId: string; outcome: string; at: Date }): Promise<void> {
  await trx.updateTable('episode').set({ status: 'ended', outcome: about.outcome, ended_at: about.at, updated_at: about.at }).where('district_id', '=', about.districtId).where('id', '=', about.episodeId).where('status', '<>', 'ended').execute();
}
