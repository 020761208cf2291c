import { sql } from 'kysely';
import type { Trx } from '../db/transaction.ts';

export type EpisodeForPlan = {
  id: string;
  programmeId: string;
  version: string;
  openedAt: Date;
  onsetOn: string | null;
  sampleOn: string | null;
  lastLevel: string | null;
  lastAnsweredAt: Date | null;
  highRisk: boolean;
  mayEnd: boolean;
};

/** Where a walk over the active episodes goes on: the last one seen. */
export type Place = { readonly programmeId: string; readonly id: string };

/**
 * The next active episodes that have no check-in of the day yet.
 * Plan it relies on: a range of index episode_open, and for each row one probe of check_in_slot. The limit inside keeps it so: right
 * after a large list came in, the database believes the tables nearly empty, and would go through the whole day for each row.
 */
export async function listEpisodesToPlan(
  trx: Trx,
  { districtId, day, after, limit }: { districtId: number; day: string; after: Place | null; limit: number },
): Promise<EpisodeForPlan[]> {
  const { rows } = await sql<EpisodeForPlan>`
    select e.id, e.programme_id "programmeId", e.version, e.opened_at "openedAt", e.onset_on "onsetOn", e.sample_on "sampleOn",
      e.last_level "lastLevel", e.last_answered_at "lastAnsweredAt", e.high_risk "highRisk", e.may_end "mayEnd"
    from episode e
    left join lateral (
      select true as planned from check_in c
      where c.district_id = ${districtId} and c.due_on = ${day} and c.episode_id = e.id
      limit 1
    ) there on true
    where e.district_id = ${districtId} and e.status = 'active' and there.planned is null
      and (e.programme_id, e.id) > (${after?.programmeId ?? ''}, ${after?.id ?? '00000000-0000-0000-0000-000000000000'}::uuid)
    order by e.programme_id, e.id
    limit ${limit}`.execute(trx);
  return rows;
}

/**
 * Everything of a batch is looked up by key. Left to itself, a plan made while the day has no check-in yet reads all of the day's for each
 * episode (27,000 people: 25 s instead of 2).
 */
export async function askByKey(trx: Trx): Promise<void> {
  await sql.raw('set local enable_seqscan = off').execute(trx);
}

export type PlannedCheckIn = {
  readonly id: string;
  readonly episodeId: string;
  readonly slot: number;
  readonly kind: string;
  readonly dueAt: Date;
  readonly deadlineAt: Date;
};

/** Writes planned check-ins and counts them as due; one that is there already stays as it is. @returns how many were new */
export async function insertPlanned(trx: Trx, districtId: number, day: string, rows: readonly PlannedCheckIn[]): Promise<number> {
  const column = <T>(pick: (row: PlannedCheckIn) => T) => rows.map(pick);
  const { rows: counted } = await sql<{ n: number }>`
    with made as (
      insert into check_in (district_id, due_on, id, episode_id, person_id, household_id, programme_id, area_id, slot, kind, due_at,
        deadline_at, state)
      select e.district_id, ${day}::date, p.id, e.id, e.person_id, e.household_id, e.programme_id, e.area_id, p.slot, p.kind, p.due_at,
        p.deadline_at, 'planned'
      from unnest(${column((row) => row.id)}::uuid[], ${column((row) => row.episodeId)}::uuid[], ${column((row) => row.slot)}::smallint[],
        ${column((row) => row.kind)}::text[], ${column((row) => row.dueAt)}::timestamptz[],
        ${column((row) => row.deadlineAt)}::timestamptz[]) as p (id, episode_id, slot, kind, due_at, deadline_at)
      cross join lateral (select * from episode where district_id = ${districtId} and id = p.episode_id and status = 'active' limit 1) e
      on conflict do nothing
      returning programme_id, area_id
    ), counted as (
      insert into day_counter as c (district_id, day, programme_id, area_id, name, n)
      select ${districtId}::int, ${day}::date, programme_id, area_id, 'due', count(*)
      from made group by programme_id, area_id order by programme_id, area_id
      on conflict (district_id, day, programme_id, area_id, name) do update set n = c.n + excluded.n
    )
    select count(*) n from made`.execute(trx);
  return counted[0]?.n ?? 0;
}

/** @returns how many were due and nobody had answered for */
export async function setMissed(trx: Trx, districtId: number, day: string, episodeIds: readonly string[]): Promise<number> {
  const missed = await trx
    .updateTable('check_in')
    .set({ state: 'missed' })
    .where('district_id', '=', districtId)
    .where('due_on', '=', day)
    .where(sql<boolean>`episode_id = any (${episodeIds}::uuid[])`)
    .where('state', 'in', ['planned', 'due'])
    .returning('id')
    .execute();
  return missed.length;
}

/** Plan it relies on: index check_in_episode, in the months from the instant's on. */
export async function setCancelled(trx: Trx, districtId: number, episodeId: string, from: Date): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    update check_in c set state = 'cancelled'
    from district d
    where c.district_id = ${districtId} and d.id = ${districtId} and c.episode_id = ${episodeId} and c.state in ('planned', 'due')
      and c.due_on >= (${from}::timestamptz at time zone d.time_zone)::date
    returning c.id`.execute(trx);
  return rows.length;
}

export type RaisedCheckIn = {
  readonly id: string;
  readonly districtId: number;
  readonly dueOn: string;
  readonly episodeId: string;
  readonly kind: string;
  readonly dueAt: Date;
  readonly deadlineAt: Date;
};

/** A further check-in of a day, in the first free slot from 100 on, with what its item must know; undefined when the episode is not active. */
export async function insertRaised(trx: Trx, raised: RaisedCheckIn) {
  const { districtId, dueOn, episodeId } = raised;
  const { rows } = await sql<{ personId: string; householdId: string; programmeId: string; areaId: number; language: string }>`
    with made as (
      insert into check_in (district_id, due_on, id, episode_id, person_id, household_id, programme_id, area_id, slot, kind, due_at,
        deadline_at, state)
      select e.district_id, ${dueOn}::date, ${raised.id}, e.id, e.person_id, e.household_id, e.programme_id, e.area_id,
        (select greatest(100, max(c.slot) + 1) from check_in c
          where c.district_id = ${districtId} and c.due_on = ${dueOn} and c.episode_id = ${episodeId}),
        ${raised.kind}, ${raised.dueAt}, ${raised.deadlineAt}, 'due'
      from episode e where e.district_id = ${districtId} and e.id = ${episodeId} and e.status = 'active'
      returning district_id, person_id, household_id, programme_id, area_id
    ), counted as (
      insert into day_counter as c (district_id, day, programme_id, area_id, name, n)
      select district_id, ${dueOn}::date, programme_id, area_id, 'due', 1 from made
      on conflict (district_id, day, programme_id, area_id, name) do update set n = c.n + excluded.n
    )
    select m.person_id "personId", m.household_id "householdId", m.programme_id "programmeId", m.area_id "areaId", p.language
    from made m join person p on p.district_id = ${districtId} and p.id = m.person_id`.execute(trx);
  return rows[0];
}
