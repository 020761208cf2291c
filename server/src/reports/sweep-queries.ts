/**
 * The one place that takes rows from tables of calls/ and worklist/: it changes nothing they mean. Each move is one statement, so a
 * row is in exactly one of the two tables whenever the server dies.
 */
import { sql } from 'kysely';
import type { Trx } from '../db/transaction.ts';

/** Attempts with an outcome, made for check-ins of days before `before`, with the call under them. Number moved. */
export async function moveAttempts(trx: Trx, districtId: number, before: string, limit: number): Promise<number> {
  const { rows } = await sql`
    with over as (
      select a.id from call_attempt a join phone_call c on c.district_id = a.district_id and c.id = a.phone_call_id
      where a.district_id = ${districtId} and a.check_in_due_on < ${before} and a.disposition is not null and c.state = 'ended'
      limit ${limit} for update of a skip locked),
    gone as (
      delete from call_attempt a using over where a.district_id = ${districtId} and a.id = over.id returning a.*)
    insert into call_attempt_history (district_id, day, id, phone_call_id, person_id, episode_id, check_in_id, contact_point_id,
      caller_id, area_id, channel, requested_at, dialled_at, answered_at, ended_at, cause, disposition, disposed_at, counts, late,
      self_reported, note, next_step)
    select g.district_id, g.check_in_due_on, g.id, g.phone_call_id, g.person_id, g.episode_id, g.check_in_id, g.contact_point_id,
      g.caller_id, g.area_id, c.channel, g.requested_at, c.dialled_at, c.answered_at, c.ended_at, c.cause, g.disposition,
      g.disposed_at, g.counts, g.late, g.self_reported, g.note, g.next_step
    from gone g join phone_call c on c.district_id = ${districtId} and c.id = g.phone_call_id
    on conflict do nothing returning id`.execute(trx);
  return rows.length;
}

/** Ended calls under which no attempt is left on the desk. Number removed; what they held is in the attempts' history. */
export async function removeEmptyCalls(trx: Trx, districtId: number, before: string, limit: number): Promise<number> {
  const { rows } = await sql`
    delete from phone_call c where c.district_id = ${districtId} and c.id in (
      select p.id from phone_call p
      where p.district_id = ${districtId} and p.state = 'ended' and p.requested_at < ${before}::date + interval '1 day'
        and not exists (select from call_attempt a where a.district_id = ${districtId} and a.phone_call_id = p.id)
      limit ${limit})
    returning c.id`.execute(trx);
  return rows.length;
}

/** Items that are done or dropped, of days before `before`. Number moved. */
export async function moveItems(trx: Trx, districtId: number, before: string, limit: number): Promise<number> {
  const { rows } = await sql`
    with over as (
      select id from worklist_item i
      where i.district_id = ${districtId} and i.check_in_due_on < ${before} and i.state <> 'open'
        and not exists (select from call_attempt a where a.district_id = ${districtId} and a.item_id = i.id and a.person_id = i.person_id)
      limit ${limit} for update skip locked),
    gone as (
      delete from worklist_item i using over where i.district_id = ${districtId} and i.id = over.id returning i.*)
    insert into worklist_item_history (district_id, day, id, check_in_id, episode_id, person_id, household_id, programme_id, area_id,
      band, state, attempts, last_disposition, created_at, closed_at, close_reason)
    select district_id, check_in_due_on, id, check_in_id, episode_id, person_id, household_id, programme_id, area_id,
      band, state, attempts, last_disposition, created_at, closed_at, close_reason
    from gone on conflict do nothing returning id`.execute(trx);
  return rows.length;
}
