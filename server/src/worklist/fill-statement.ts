import { bands } from '@kshem/domain/worklist/urgency-band.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Trx } from '../db/transaction.ts';
import type { Promised } from './drop-passed-items.ts';

export type Fill = {
  readonly districtId: number;
  /** Local date. */
  readonly day: string;
  readonly now: Date;
  readonly zone: string;
  readonly openings: readonly { readonly programmeId: string; readonly closesAt: Date }[];
  /** Where calls after an answer are more than a day apart: days between them, by what the episode is on. */
  readonly slowCadences: readonly Cadence[];
  /** Callbacks promised for today under an earlier day's item. */
  readonly promised: readonly Promised[];
};
export type Cadence = {
  readonly programmeId: string;
  readonly version: string;
  /** null before the first answer. */
  readonly level: string | null;
  readonly highRisk: boolean;
  readonly everyDays: number;
};

export type Filled = {
  readonly items: number;
  readonly households: number;
  /** Households that had something open already: to be refreshed one by one. */
  readonly others: string[] | null;
};

/**
 * The day's desk in one statement. An item has its check-in's id, so a check-in is put on the desk once however often this runs. The
 * inserts meet no row that is there (fill-day lets one run at a time and repeats after a race), because ON CONFLICT costs as much
 * again as the insert.
 *
 * Plan it relies on: check-ins of the day (one partition), episodes and people joined by hash when many are missing, by key when few;
 * one sort by household for the turns. Planned for its own parameters, never generically.
 */
export async function fill(trx: Trx, about: Fill): Promise<Filled> {
  const { districtId, now } = about;
  const later = sql`m.due_at > ${now}`;
  const { rows } = await sql<Filled>`
with made as (
  insert into worklist_item (district_id, id, check_in_due_on, check_in_id, episode_id, person_id, household_id, programme_id,
    area_id, language, band, due_at, closes_at, state, attempts, last_disposition, next_contact_point_id, callback_for, created_at)
  ${due(about)}
  returning household_id, programme_id, area_id, language, band, due_at, closes_at, callback_for, id
),
lead as materialized (
  select distinct on (m.household_id) m.*,
    min(m.area_id) over turn <> max(m.area_id) over turn as spans_areas,
    -- Rather too early than never: the sweep finds the exact instant.
    case when min(m.band) filter (where ${later}) over turn < min(m.band) filter (where not ${later}) over turn
      then min(m.due_at) filter (where ${later}) over turn
      when min(m.closes_at) over turn < max(m.closes_at) over turn then min(m.closes_at) over turn end as look_again_at
  from made m
  window turn as (partition by m.household_id)
  order by m.household_id, ${later}, case when ${later} then 0 else m.band end, m.due_at, m.band, m.id
),
again as (
  update worklist_household w
  set programme_id = l.programme_id, area_id = l.area_id, language = l.language, band = l.band, due_at = l.due_at,
    closes_at = l.closes_at, state = 'ready', callback_for = l.callback_for, look_again_at = l.look_again_at, spans_areas = l.spans_areas
  from lead l
  where w.district_id = ${districtId} and w.household_id = l.household_id and w.state = 'idle'
  returning w.household_id
),
first as (
  insert into worklist_household (district_id, household_id, programme_id, area_id, language, band, due_at, closes_at, state, fence,
    callback_for, look_again_at, spans_areas)
  select ${districtId}, l.household_id, l.programme_id, l.area_id, l.language, l.band, l.due_at, l.closes_at, 'ready', 0,
    l.callback_for, l.look_again_at, l.spans_areas
  from lead l
  where not exists (select from worklist_household w where w.district_id = ${districtId} and w.household_id = l.household_id)
  returning household_id
),
turned as (select household_id from again union all select household_id from first)
select (select count(*) from made) as items, (select count(*) from lead) as households,
  case when (select count(*) from lead) > (select count(*) from turned) then (select array_agg(o.household_id)
    from (select household_id from lead except select household_id from turned) o) end as others`.execute(trx);
  return rows[0] as Filled;
}

/** Items for the check-ins of the day that wait, with band and instant as domain/worklist/urgency-band has them (a test compares). */
function due(about: Fill): RawBuilder<unknown> {
  const { districtId, day, now, zone, openings, promised } = about;
  return sql`
  select c.district_id, c.id, c.due_on, c.id, c.episode_id, c.person_id, p.household_id, c.programme_id, p.area_id, p.language,
    case
      when t.episode_id is not null then ${sql.lit(bands.promised)}
      when e.last_level = 'red' or (s.silent and e.high_risk) then ${sql.lit(bands['red-or-silent-high-risk'])}
      when e.last_level is null then ${sql.lit(bands.new)}
      when s.silent or e.last_level <> 'green' then ${sql.lit(bands['watched-or-silent'])}
      when e.high_risk then ${sql.lit(bands['high-risk'])}
      else ${sql.lit(bands.routine)}
    end,
    case
      when t.episode_id is not null then t.due_at
      when c.slot = 0 and c.kind <> 'again' then coalesce(e.last_answered_at, e.opened_at)
      else c.due_at
    end,
    o.closes_at, 'open', 0, case when t.episode_id is not null then 'callback' end, t.next_contact_point_id, t.callback_for, ${now}
  from check_in c
  join episode e on e.district_id = c.district_id and e.id = c.episode_id
  join person p on p.district_id = c.district_id and p.id = c.person_id
  join unnest(${openings.map((o) => o.programmeId)}::text[], ${openings.map((o) => o.closesAt)}::timestamptz[])
    as o (programme_id, closes_at) on o.programme_id = c.programme_id
  left join unnest(${promised.map((t) => t.episodeId)}::uuid[], ${promised.map((t) => t.dueAt)}::timestamptz[],
    ${promised.map((t) => t.callbackFor)}::uuid[], ${promised.map((t) => t.nextContactPointId)}::uuid[])
    as t (episode_id, due_at, callback_for, next_contact_point_id) on t.episode_id = c.episode_id
  cross join lateral (select case when e.last_answered_at is null then ${day}::date - e.opened_on
    else ${day}::date - (e.last_answered_at at time zone ${zone})::date - ${everyDays(about)} end > 0 as silent) s
  where c.district_id = ${districtId} and e.district_id = ${districtId} and p.district_id = ${districtId}
    and c.due_on = ${day} and c.state in ('planned', 'due') and e.status = 'active'
    and p.deceased_at is null and p.do_not_call_at is null and p.merged_into is null
    and not exists (select from worklist_item i where i.district_id = ${districtId} and i.id = c.id)
  -- Neighbours together: four indexes are then filled page by page, a third of the time for a million.
  order by p.household_id`;
}

function everyDays({ slowCadences }: Fill): RawBuilder<unknown> {
  if (slowCadences.length === 0) return sql`1`;
  const cases = slowCadences.map(
    (cadence) => sql`when e.programme_id = ${cadence.programmeId} and e.version = ${cadence.version}
      and e.last_level is not distinct from ${cadence.level} and e.high_risk = ${cadence.highRisk} then ${cadence.everyDays}::int`,
  );
  return sql`case ${sql.join(cases, sql` `)} else 1 end`;
}
