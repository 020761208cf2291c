import { sql } from 'kysely';
import type { Trx } from '../db/transaction.ts';
import { lockTurnsOf } from './queries.ts';

/** A time promised to somebody for the new day, held by an item of an earlier one. */
export type Promised = {
  readonly episodeId: string;
  readonly dueAt: Date;
  readonly callbackFor: string | null;
  readonly nextContactPointId: string | null;
};

type Passed = { readonly households: string[] | null; readonly promised: Promised[] };

/**
 * Drops what earlier days left open: their window is over, or the episode has a check-in today. Normally nothing but callbacks promised
 * for a later day; everything, when a day was not closed.
 *
 * @returns households to refresh, and the promises that go over to today's items (one an episode, the first)
 */
export async function dropPassedItems(trx: Trx, about: { districtId: number; day: string; now: Date }): Promise<Passed> {
  const { districtId, day, now } = about;
  const which = sql<boolean>`i.state = 'open' and i.check_in_due_on < ${day} and (i.closes_at <= ${now} or i.episode_id in (
    select c.episode_id from check_in c where c.district_id = ${districtId} and c.due_on = ${day} and c.state in ('planned', 'due')))`;
  await lockTurnsOf(trx, districtId, which);
  const { rows } = await sql<Passed>`
with passed as (
  update worklist_item i
  set state = 'dropped', closed_at = ${now}, close_reason = 'day-passed'
  where i.district_id = ${districtId} and ${which}
  returning i.episode_id, i.household_id, i.due_at, i.closes_at, i.callback_for, i.next_contact_point_id, i.last_disposition
)
select (select array_agg(distinct household_id) from passed) as households,
  (select coalesce(json_agg(json_build_object('episodeId', p.episode_id, 'dueAt', p.due_at, 'callbackFor', p.callback_for,
      'nextContactPointId', p.next_contact_point_id)), '[]')
    from (select distinct on (episode_id) * from passed where last_disposition = 'callback' and closes_at > ${now}
      order by episode_id, due_at) p) as promised`.execute(trx);
  const { households, promised } = rows[0] as Passed;
  return { households, promised: promised.map((one) => ({ ...one, dueAt: new Date(one.dueAt) })) };
}
