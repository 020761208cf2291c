import type { LedgerRow } from '@kshem/domain/report/ledger.ts';
import { type Insertable, sql } from 'kysely';
import type { Trx } from '../db/transaction.ts';
import type { DB } from '../db/types.ts';

/** Whose day it is: one ledger belongs to one of these. */
export type DayOf = { readonly districtId: number; readonly day: string; readonly programmeId: string };

/** One close at a time: the second waits here and then finds the first one's revision. */
export async function holdDay(trx: Trx, { districtId, day, programmeId }: DayOf): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`close-day ${districtId} ${programmeId} ${day}`}, 0))`.execute(trx);
}

export async function findProgramme(trx: Trx, districtId: number, programmeId: string) {
  return trx
    .selectFrom('programme_district')
    .innerJoin('district', 'district.id', 'programme_district.district_id')
    .select(['programme_district.version', 'district.time_zone as zone'])
    .where('programme_district.district_id', '=', districtId)
    .where('programme_district.programme_id', '=', programmeId)
    .executeTakeFirst();
}

export async function findRevisions(trx: Trx, { districtId, day, programmeId }: DayOf) {
  return trx
    .selectFrom('day_ledger')
    .select(['revision', 'closed_at as closedAt', 'closed_by as closedBy', 'reason', 'totals'])
    .where('district_id', '=', districtId)
    .where('day', '=', day)
    .where('programme_id', '=', programmeId)
    .orderBy('revision')
    .execute();
}

/** The next episodes due on the day in order of id, after one; at most `limit`. */
export async function listEpisodesDue(trx: Trx, of: DayOf, after: string | null, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct episode_id id from check_in
    where district_id = ${of.districtId} and due_on = ${of.day} and programme_id = ${of.programmeId}
      and episode_id > ${after ?? '00000000-0000-0000-0000-000000000000'}
    order by episode_id limit ${limit}`.execute(trx);
  return rows.map((row) => row.id);
}

export type DayOfEpisode = {
  episodeId: string;
  personId: string;
  householdId: string;
  areaId: number;
  version: string;
  status: 'active' | 'paused' | 'ended';
  outcome: string | null;
  endedAt: Date | null;
  lastLevel: string | null;
  lastAnsweredAt: Date | null;
  openedOn: string;
  highRisk: boolean;
  nextContactAt: Date | null;
  /** Check-ins of the day that were completed. */
  completed: number;
  /** Level of the last of them. */
  level: string | null;
  checkInIds: string[];
  /** Somebody holds the household. */
  claimOpen: boolean;
  hasNumber: boolean;
};

export async function readEpisodesOfDay(trx: Trx, of: DayOf, episodeIds: readonly string[]): Promise<DayOfEpisode[]> {
  const { districtId, day, programmeId } = of;
  const { rows } = await sql<DayOfEpisode>`
    select e.id "episodeId", e.person_id "personId", e.household_id "householdId", e.area_id "areaId", e.version, e.status, e.outcome,
      e.ended_at "endedAt", e.last_level "lastLevel", e.last_answered_at "lastAnsweredAt", e.opened_on "openedOn",
      e.high_risk "highRisk", e.next_contact_at "nextContactAt", c.completed, c.level, c.ids "checkInIds",
      h.household_id is not null "claimOpen",
      exists (select from person_contact_point n
        join contact_point p on p.district_id = ${districtId} and p.id = n.contact_point_id and p.state = 'usable'
        where n.district_id = ${districtId} and n.person_id = e.person_id and n.wrong_at is null) "hasNumber"
    from (select episode_id, count(*) filter (where state = 'completed')::int completed, array_agg(id) ids,
        (array_agg(level order by completed_at desc) filter (where state = 'completed' and level is not null))[1] "level"
      from check_in
      where district_id = ${districtId} and due_on = ${day} and programme_id = ${programmeId}
        and episode_id = any(${[...episodeIds]}::uuid[])
      group by episode_id) c
    join episode e on e.district_id = ${districtId} and e.id = c.episode_id
    left join worklist_household h on h.district_id = ${districtId} and h.household_id = e.household_id and h.state = 'claimed'
    order by e.id`.execute(trx);
  return rows;
}

export type AttemptForLedger = { episodeId: string; disposition: string | null; nextStep: unknown };

/**
 * Attempts made for the day's check-ins, in the order of dialling, whether still on the desk or already swept; a person's attempts
 * under another programme may be among them. Plans: index call_attempt_person, index call_attempt_history_episode.
 */
export async function listAttemptsOfDay(
  trx: Trx,
  { districtId, day }: DayOf,
  episodes: readonly { episodeId: string; personId: string }[],
): Promise<AttemptForLedger[]> {
  const episodeIds = episodes.map((episode) => episode.episodeId);
  const personIds = episodes.map((episode) => episode.personId);
  const { rows } = await sql<AttemptForLedger>`
    select episode_id "episodeId", disposition, next_step "nextStep", requested_at, id from call_attempt
    where district_id = ${districtId} and person_id = any(${personIds}::uuid[]) and check_in_due_on = ${day}
    union all
    select episode_id, disposition, next_step, requested_at, id from call_attempt_history
    where district_id = ${districtId} and day = ${day} and episode_id = any(${episodeIds}::uuid[])
    order by requested_at, id`.execute(trx);
  return rows;
}

export type WrittenRow = LedgerRow & { readonly areaId: number };

export async function insertLedgerRows(trx: Trx, of: DayOf, revision: number, rows: readonly WrittenRow[]): Promise<void> {
  const column = <T>(pick: (row: WrittenRow) => T) => rows.map(pick);
  await sql`insert into day_ledger_row (district_id, day, programme_id, revision, episode_id, person_id, area_id, status, why, attempts,
      level, next_step, next_on)
    select ${of.districtId}, ${of.day}::date, ${of.programmeId}, ${revision}, r.*
    from unnest(${column((row) => row.episodeId)}::uuid[], ${column((row) => row.personId)}::uuid[],
      ${column((row) => row.areaId)}::int[], ${column((row) => row.status)}::text[], ${column((row) => row.why)}::text[],
      ${column((row) => row.attempts)}::smallint[], ${column((row) => row.level)}::text[],
      ${column((row) => writtenStep(row.nextStep))}::text[], ${column((row) => row.nextStep.on)}::date[]) r`.execute(trx);
}

function writtenStep(step: LedgerRow['nextStep']): string {
  return step.kind === 'ended' ? `ended:${step.outcome}` : step.kind;
}

export async function insertLedger(trx: Trx, ledger: Insertable<DB['day_ledger']>): Promise<void> {
  await trx.insertInto('day_ledger').values(ledger).execute();
}

export async function listProgrammes(trx: Trx, districtId: number, day: string): Promise<string[]> {
  const rows = await trx
    .selectFrom('programme_district')
    .select('programme_id')
    .where('district_id', '=', districtId)
    .where('active_from', '<=', day)
    .where((e) => e.or([e('active_until', 'is', null), e('active_until', '>=', day)]))
    .orderBy('programme_id')
    .execute();
  return rows.map((row) => row.programme_id);
}

/**
 * Closed days of the week up to `day` whose last revision no longer says what is known: an answer came after it, or waited for the
 * close itself and so bears an earlier time.
 */
export async function listDaysWithLateAnswers(
  trx: Trx,
  districtId: number,
  day: string,
): Promise<{ day: string; programmeId: string }[]> {
  const { rows } = await sql<{ day: string; programmeId: string }>`
    select l.day, l.programme_id "programmeId"
    from (select day, programme_id, max(closed_at) closed_at, max(revision) revision from day_ledger
      where district_id = ${districtId} and day > ${day}::date - 7 and day <= ${day}::date group by day, programme_id) l
    where exists (select from submission s
        where s.district_id = ${districtId} and s.day = l.day and s.programme_id = l.programme_id and s.submitted_at > l.closed_at)
      or exists (select from day_ledger_row r
        join check_in c on c.district_id = ${districtId} and c.due_on = r.day and c.episode_id = r.episode_id and c.state = 'completed'
        where r.district_id = ${districtId} and r.day = l.day and r.programme_id = l.programme_id and r.revision = l.revision
          and r.status in ('tried', 'not-attempted'))
    order by l.day, l.programme_id`.execute(trx);
  return rows;
}

/** Check-ins whose item waits for a time promised to the person that is still to come: tomorrow's desk takes the promise over. */
export async function listPromisedItems(
  trx: Trx,
  districtId: number,
  checkInIds: readonly string[],
  now: Date,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select check_in_id id from worklist_item
    where district_id = ${districtId} and check_in_id = any(${[...checkInIds]}::uuid[]) and state = 'open'
      and last_disposition = 'callback' and due_at > ${now}`.execute(trx);
  return rows.map((row) => row.id);
}

/** Households before their items, as every other writer takes them. */
export async function lockTurns(trx: Trx, districtId: number, householdIds: readonly string[]): Promise<void> {
  await sql`select from worklist_household where district_id = ${districtId} and household_id = any(${[...new Set(householdIds)]}::uuid[])
    order by household_id for update`.execute(trx);
}
