import { dispositions } from '@kshem/domain/attempt/disposition.ts';
import { isAnswered } from '@kshem/domain/attempt/disposition-effects.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Trx } from '../db/transaction.ts';

/** A programme of a district, or all of them; the wards are those of the transaction's scope. */
export type RoomOf = {
  readonly districtId: number;
  readonly programmeId: string | null;
  readonly dayBegan: Date;
  readonly now: Date;
};

const answered = dispositions.filter(isAnswered);

export type HalfHour = { at: Date; attempts: number; reached: number };

/** Plan: index call_attempt_requested from the day's beginning; a day's attempts are still in the small table. */
export async function countHalfHours(trx: Trx, { districtId, dayBegan }: RoomOf): Promise<HalfHour[]> {
  const { rows } = await sql<HalfHour>`
    select date_bin('30 minutes', requested_at, ${dayBegan}) at, count(*) filter (where counts)::int attempts,
      count(*) filter (where disposition = any (${answered}::text[]))::int reached
    from call_attempt where district_id = ${districtId} and requested_at >= ${dayBegan}
    group by 1 order by 1`.execute(trx);
  return rows;
}

export type CallerToday = {
  userId: string;
  nameEn: string;
  nameHi: string;
  attempts: number;
  reached: number;
  secondsACall: number | null;
  firstAt: Date | null;
  lastAt: Date | null;
  claimedAt: Date | null;
  pauseCode: string | null;
  pausedAt: Date | null;
  pausedSeconds: number;
};

/** Everybody who has called, holds a household or rests today. Plans: call_attempt_requested; the open desk; a few pauses. */
export async function listCallersToday(trx: Trx, { districtId, dayBegan, now }: RoomOf): Promise<CallerToday[]> {
  const { rows } = await sql<CallerToday>`
    with calls as (
      select caller_id, count(*) filter (where counts)::int attempts, count(*) filter (where disposition = any (${answered}::text[]))::int reached,
        avg(extract(epoch from disposed_at - requested_at)) filter (where disposed_at < requested_at + interval '1 hour') seconds,
        min(requested_at) first_at, max(coalesce(disposed_at, requested_at)) last_at
      from call_attempt where district_id = ${districtId} and requested_at >= ${dayBegan} group by caller_id
    ), held as (
      select claimed_by, max(claimed_at) claimed_at from worklist_household
      where district_id = ${districtId} and state = 'claimed' and claim_until > ${now} group by claimed_by
    ), rested as (
      select user_id, sum(extract(epoch from ended_at - greatest(began_at, ${dayBegan}::timestamptz))) seconds
      from pause_history where district_id = ${districtId} and ended_at >= ${dayBegan} group by user_id
    ), resting as (
      select user_id, code, began_at from pause where district_id = ${districtId} and began_at >= ${dayBegan}
    )
    select u.id "userId", u.name_en "nameEn", u.name_hi "nameHi", coalesce(c.attempts, 0) attempts, coalesce(c.reached, 0) reached,
      c.seconds::float8 "secondsACall", c.first_at "firstAt", c.last_at "lastAt", h.claimed_at "claimedAt",
      p.code "pauseCode", p.began_at "pausedAt",
      (coalesce(r.seconds, 0) + coalesce(extract(epoch from ${now}::timestamptz - p.began_at), 0))::float8 "pausedSeconds"
    from app_user u
    left join calls c on c.caller_id = u.id
    left join held h on h.claimed_by = u.id
    left join rested r on r.user_id = u.id
    left join resting p on p.user_id = u.id
    where c.caller_id is not null or h.claimed_by is not null or p.user_id is not null
    order by u.name_en, u.id`.execute(trx);
  return rows;
}

/** What was tried of late, for the room's pace. */
export async function readPace(trx: Trx, { districtId, programmeId }: RoomOf, since: Date) {
  const { rows } = await sql<{ attempts: number; reached: number; callers: number; firstAt: Date | null }>`
    select count(*) filter (where a.counts)::int attempts, count(*) filter (where a.disposition = any (${answered}::text[]))::int reached,
      count(distinct a.caller_id)::int callers, min(a.requested_at) "firstAt"
    from call_attempt a ${programmeId === null ? sql`` : sql`join episode e on e.district_id = ${districtId} and e.id = a.episode_id and e.programme_id = ${programmeId}`}
    where a.district_id = ${districtId} and a.requested_at >= ${since}`.execute(trx);
  return rows[0] as { attempts: number; reached: number; callers: number; firstAt: Date | null };
}

export async function countOpenItems(trx: Trx, of: RoomOf) {
  const { rows } = await sql<{ open: number; notTried: number }>`
    select count(*)::int open, count(*) filter (where attempts = 0)::int "notTried" from worklist_item
    where district_id = ${of.districtId} and state = 'open' ${onlyProgramme(of)}`.execute(trx);
  return rows[0] as { open: number; notTried: number };
}

export type Standing = { level: string | null; people: number; silent: number };

/** Plan: the active episodes of the district, one pass. `silentBefore`: heard before this, or never and enrolled before it. */
export async function countStanding(trx: Trx, of: RoomOf, silentBefore: Date): Promise<Standing[]> {
  const { rows } = await sql<Standing>`
    select last_level level, count(*)::int people, count(*) filter (where coalesce(last_answered_at, opened_at) < ${silentBefore})::int silent
    from episode where district_id = ${of.districtId} and status = 'active' ${onlyProgramme(of)} group by 1`.execute(trx);
  return rows;
}

/** Plan: indexes of what is open. */
export async function countOpenNeeds(trx: Trx, of: RoomOf) {
  const { rows } = await sql<{ kind: string; programmeId: string; version: string | null; open: number; overdue: number }>`
    select n.kind, n.programme_id "programmeId", max(d.version) version, count(*)::int open,
      count(*) filter (where n.due_at < ${of.now})::int overdue
    from need n left join programme_district d on d.district_id = ${of.districtId} and d.programme_id = n.programme_id
    where n.district_id = ${of.districtId} and n.closed_at is null
      ${of.programmeId === null ? sql`` : sql`and n.programme_id = ${of.programmeId}`}
    group by 1, 2 order by 4 desc, 1`.execute(trx);
  return rows;
}

export async function countOpenEscalations(trx: Trx, of: RoomOf) {
  const { rows } = await sql<{ level: string; waiting: number; taken: number; oldestAt: Date | null }>`
    select level, count(*) filter (where status = 'raised')::int waiting, count(*) filter (where status = 'acknowledged')::int taken,
      min(raised_at) filter (where status = 'raised') "oldestAt"
    from escalation where district_id = ${of.districtId} and status <> 'resolved' ${onlyProgramme(of)} group by 1`.execute(trx);
  return rows;
}

function onlyProgramme({ programmeId }: RoomOf): RawBuilder<unknown> {
  return programmeId === null ? sql`` : sql`and programme_id = ${programmeId}`;
}
