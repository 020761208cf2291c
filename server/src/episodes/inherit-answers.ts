import { sql } from 'kysely';
import type { Trx } from '../db/transaction.ts';

/**
 * What was heard in an episode that ends as the same person's second one counts in the one that goes on: who answered there yesterday is
 * not silent, and who was at red level there is called first.
 */
export async function inheritAnswers(
  trx: Trx,
  { districtId, fromEpisodeId, toEpisodeId, at }: { districtId: number; fromEpisodeId: string; toEpisodeId: string; at: Date },
): Promise<void> {
  await sql`
    update episode t set high_risk = t.high_risk or f.high_risk, onset_on = coalesce(t.onset_on, f.onset_on),
      sample_on = coalesce(t.sample_on, f.sample_on), updated_at = ${at},
      last_level = case when n.newer then f.last_level else t.last_level end,
      last_answered_at = case when n.newer then f.last_answered_at else t.last_answered_at end,
      next_contact_at = case when n.newer then f.next_contact_at else t.next_contact_at end,
      may_end = case when n.newer then f.may_end else t.may_end end
    from episode f
    cross join lateral (select f.last_answered_at > coalesce((select o.last_answered_at from episode o
      where o.district_id = ${districtId} and o.id = ${toEpisodeId}), '-infinity') is true as newer) n
    where t.district_id = ${districtId} and t.id = ${toEpisodeId} and f.district_id = ${districtId} and f.id = ${fromEpisodeId}`.execute(
    trx,
  );
}
