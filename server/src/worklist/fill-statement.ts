import { bands } from '@kshem/domain/worklist/urgency-band.ts';
import { type RawBuilder, sql } from 'kysely';
import type { Trx } from '../db/transaction.ts';

export type Fill = {
  readonly districtId: number;
  /** Local date. */
  readonly day: string;
  readonly now: Date;
  readonly zone: string;
  readonly openings: readonly { readonly programmeId: string; readonly closesAt: Date }[];
  /** Days between calls after the last answer, by what the episode is on; `level` is `new` before the first answer. */
  readonly cadences: readonly Cadence[];
};
export type Cadence = {
  readonly programmeId: string;
  readonly version: string;
  readonly level: string;
  readonly highRisk: boolean;
  readonly everyDays: number;
};

export type Filled = {
  readonly items: number;
  readonly households: number;
  /** Households that had something open already, or lost something: to be refreshed one by one. */
  readonly others: string[] | null;
};

/**
 * The day's desk in one statement. An item has its check-in's id, so a check-in is put on the desk once however often this runs.
 *
 * Plan it relies on: check-ins of the day (one partition), episodes and people joined by hash when many are missing, by key when few;
 * one sort by household for the turns.
 */
export async function fill(trx: Trx, about: Fill): Promise<Filled> {
  const { districtId, day, now } = about;
  const future = sql`m.due_at > ${now}`;
  const { rows } = await sql<Filled>`
with due as materialized (${due(about)}),
past as (
  update worklist_item i
  set state = 'dropped', closed_at = ${now}, close_reason = 'day-passed'
  where i.district_id = ${districtId} and i.state = 'open' and i.check_in_due_on < ${day}
    and (i.closes_at <= ${now} or i.episode_id in (select episode_id from due))
  returning i.episode_id, i.household_id, i.due_at, i.callback_for, i.next_contact_point_id, i.last_disposition
),
promised as (
  select distinct on (episode_id) * from past
  where last_disposition = 'callback' and due_at >= (${day}::date::timestamp at time zone ${about.zone})
  order by episode_id, due_at
),
made as (
  insert into worklist_item (district_id, id, check_in_due_on, check_in_id, episode_id, person_id, household_id, programme_id,
    area_id, language, band, due_at, closes_at, state, attempts, last_disposition, next_contact_point_id, callback_for, created_at)
  select ${districtId}, d.id, d.due_on, d.id, d.episode_id, d.person_id, d.household_id, d.programme_id, d.area_id, d.language,
    case when p.episode_id is null then d.band else ${sql.lit(bands.promised)} end, coalesce(p.due_at, d.due_from), d.closes_at,
    'open', 0, p.last_disposition, p.next_contact_point_id, p.callback_for, ${now}
  from due d left join promised p on p.episode_id = d.episode_id
  on conflict do nothing
  returning household_id, programme_id, area_id, language, band, due_at, closes_at, callback_for, id
),
lead as (
  select distinct on (m.household_id) m.*,
    min(m.area_id) over turn <> max(m.area_id) over turn as spans_areas,
    -- Rather too early than never: the sweep finds the exact instant.
    case when min(m.band) filter (where ${future}) over turn < min(m.band) filter (where not ${future}) over turn
      then min(m.due_at) filter (where ${future}) over turn
      when min(m.closes_at) over turn < max(m.closes_at) over turn then min(m.closes_at) over turn end as look_again_at
  from made m
  window turn as (partition by m.household_id)
  order by m.household_id, ${future}, case when ${future} then 0 else m.band end, m.due_at, m.band, m.id
),
turned as (
  insert into worklist_household as w (district_id, household_id, programme_id, area_id, language, band, due_at, closes_at, state,
    fence, callback_for, look_again_at, spans_areas)
  select ${districtId}, l.household_id, l.programme_id, l.area_id, l.language, l.band, l.due_at, l.closes_at, 'ready', 0,
    l.callback_for, l.look_again_at, l.spans_areas
  from lead l
  on conflict (district_id, household_id) do update
  set programme_id = excluded.programme_id, area_id = excluded.area_id, language = excluded.language, band = excluded.band,
    due_at = excluded.due_at, closes_at = excluded.closes_at, state = excluded.state, callback_for = excluded.callback_for,
    look_again_at = excluded.look_again_at, spans_areas = excluded.spans_areas
  where w.state = 'idle'
  returning household_id
)
select (select count(*) from made) as items, (select count(*) from lead) as households,
  (select array_agg(o.household_id) from (
    select household_id from past union select household_id from lead except select household_id from turned) o) as others`.execute(
    trx,
  );
  return rows[0] as Filled;
}

/** Check-ins of the day that wait, with band and instant as domain/worklist/urgency-band has them (a test compares the two). */
function due(about: Fill): RawBuilder<unknown> {
  const { districtId, day, zone, openings, cadences } = about;
  return sql`
  select c.id, c.due_on, c.episode_id, c.person_id, p.household_id, c.programme_id, p.area_id, p.language, o.closes_at,
    case
      when e.last_level = 'red' or (s.silent and e.high_risk) then ${sql.lit(bands['red-or-silent-high-risk'])}
      when e.last_level is null then ${sql.lit(bands.new)}
      when s.silent or e.last_level <> 'green' then ${sql.lit(bands['watched-or-silent'])}
      when e.high_risk then ${sql.lit(bands['high-risk'])}
      else ${sql.lit(bands.routine)}
    end as band,
    case when c.slot = 0 and c.kind <> 'again' then coalesce(e.last_answered_at, e.opened_at) else c.due_at end as due_from
  from check_in c
  join episode e on e.district_id = c.district_id and e.id = c.episode_id
  join person p on p.district_id = c.district_id and p.id = c.person_id
  join unnest(${openings.map((o) => o.programmeId)}::text[], ${openings.map((o) => o.closesAt)}::timestamptz[])
    as o (programme_id, closes_at) on o.programme_id = c.programme_id
  join unnest(${cadences.map((k) => k.programmeId)}::text[], ${cadences.map((k) => k.version)}::text[],
    ${cadences.map((k) => k.level)}::text[], ${cadences.map((k) => k.highRisk)}::boolean[],
    ${cadences.map((k) => k.everyDays)}::int[]) as k (programme_id, version, level, high_risk, every_days)
    on k.programme_id = e.programme_id and k.version = e.version and k.level = coalesce(e.last_level, 'new')
      and k.high_risk = e.high_risk
  cross join lateral (select case when e.last_answered_at is null then ${day}::date - e.opened_on
    else ${day}::date - 1 - (e.last_answered_at at time zone ${zone})::date - (k.every_days - 1) end > 0 as silent) s
  where c.district_id = ${districtId} and e.district_id = ${districtId} and p.district_id = ${districtId}
    and c.due_on = ${day} and c.state in ('planned', 'due') and e.status = 'active'
    and p.deceased_at is null and p.do_not_call_at is null and p.merged_into is null
    and not exists (select from worklist_item i where i.district_id = ${districtId} and i.id = c.id)`;
}
