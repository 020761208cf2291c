import { sql, type Updateable } from 'kysely';
import type { Trx } from '../db/transaction.ts';
import type { DB } from '../db/types.ts';

export type CallOfAttempt = {
  phoneCallId: string;
  channel: string;
  householdId: string;
  fence: number;
  /** Attempts of the call that have no outcome yet. */
  open: number;
};

/** Locks the check-in: who writes about a person takes the check-in first, then the household, then what hangs on them. */
export async function findAttempt(trx: Trx, districtId: number, attemptId: string): Promise<CallOfAttempt | undefined> {
  const { rows } = await sql<CallOfAttempt>`
    select c.id "phoneCallId", c.channel, c.household_id "householdId", c.fence,
      (select count(*)::int from call_attempt o
        where o.district_id = ${districtId} and o.phone_call_id = c.id and o.disposition is null) "open"
    from call_attempt a
    join phone_call c on c.district_id = a.district_id and c.id = a.phone_call_id
    join check_in i on i.district_id = a.district_id and i.due_on = a.check_in_due_on and i.id = a.check_in_id
    where a.district_id = ${districtId} and a.id = ${attemptId}
    for no key update of i`.execute(trx);
  return rows[0];
}

export type AttemptFacts = {
  districtId: number;
  id: string;
  phoneCallId: string;
  channel: string;
  callerId: string;
  personId: string;
  householdId: string;
  episodeId: string;
  programmeId: string;
  version: string;
  areaId: number;
  itemId: string;
  checkInId: string;
  checkInDueOn: string;
  contactPointId: string;
  /** The number's rank for the person; null for a relative's. */
  rank: number | null;
  requestedAt: Date;
  dialledAt: Date | null;
  disposition: string | null;
  disposedBy: string | null;
  counts: boolean;
  late: boolean;
  nextStep: unknown;
  /** Null when the item has left the desk. */
  itemState: string | null;
  openedOn: string;
  openedAt: Date;
  lastLevel: string | null;
  lastAnsweredAt: Date | null;
  highRisk: boolean;
  /** A later attempt at the person exists. */
  superseded: boolean;
  zone: string;
};

/** An attempt with what its outcome touches; its row stays locked. */
export async function lockAttempt(trx: Trx, districtId: number, attemptId: string): Promise<AttemptFacts | undefined> {
  const { rows } = await sql<AttemptFacts>`
    select a.district_id "districtId", a.id, a.phone_call_id "phoneCallId", c.channel, a.caller_id "callerId", a.person_id "personId",
      c.household_id "householdId", a.episode_id "episodeId", e.programme_id "programmeId", e.version, a.area_id "areaId",
      a.item_id "itemId", a.check_in_id "checkInId", a.check_in_due_on "checkInDueOn", a.contact_point_id "contactPointId", n.rank,
      a.requested_at "requestedAt", c.dialled_at "dialledAt", a.disposition, a.disposed_by "disposedBy", a.counts, a.late,
      a.next_step "nextStep", i.state "itemState", e.opened_on "openedOn", e.opened_at "openedAt", e.last_level "lastLevel",
      e.last_answered_at "lastAnsweredAt", e.high_risk "highRisk", d.time_zone zone,
      exists (select from call_attempt l where l.district_id = ${districtId} and l.person_id = a.person_id
        and l.requested_at > a.requested_at) superseded
    from call_attempt a
    join phone_call c on c.district_id = a.district_id and c.id = a.phone_call_id
    join episode e on e.district_id = a.district_id and e.id = a.episode_id
    join district d on d.id = a.district_id
    left join worklist_item i on i.district_id = a.district_id and i.id = a.item_id
    left join person_contact_point n on n.district_id = a.district_id and n.person_id = a.person_id
      and n.contact_point_id = a.contact_point_id
    where a.district_id = ${districtId} and a.id = ${attemptId}
    for update of a`.execute(trx);
  return rows[0];
}

/** The call's id; null when the attempt had an outcome that a person gave, or is not there. */
export async function closeAttempt(
  trx: Trx,
  districtId: number,
  attemptId: string,
  outcome: Updateable<DB['call_attempt']>,
): Promise<string | null> {
  const row = await trx
    .updateTable('call_attempt')
    .set(outcome)
    .where('district_id', '=', districtId)
    .where('id', '=', attemptId)
    .where('disposed_by', 'is', null)
    .returning('phone_call_id')
    .executeTakeFirst();
  return row?.phone_call_id ?? null;
}

/** Only the caller sees the end of a call on their own phone: it is over with the last outcome. */
export async function endCallIfUnseen(trx: Trx, districtId: number, phoneCallId: string, at: Date): Promise<void> {
  await sql`update phone_call c set state = 'ended', ended_at = ${at}, cause = 'normal'
    where c.district_id = ${districtId} and c.id = ${phoneCallId} and c.state <> 'ended' and c.channel = 'handset'
      and not exists (select from call_attempt a
        where a.district_id = ${districtId} and a.phone_call_id = c.id and a.disposition is null)`.execute(trx);
}

/** The language most callers of the district speak, of those that are not in `spoken`. */
export async function findOtherLanguage(trx: Trx, districtId: number, spoken: readonly string[]): Promise<string | null> {
  const { rows } = await sql<{ language: string }>`
    select language from (select distinct u.id, unnest(u.languages) language
      from user_area a join app_user u on u.id = a.user_id join user_role r on r.user_id = u.id and r.role = 'caller'
      where a.district_id = ${districtId} and u.disabled_at is null) spoken
    where language <> all(${[...spoken]}::text[])
    group by language order by count(*) desc, language limit 1`.execute(trx);
  return rows[0]?.language ?? null;
}
