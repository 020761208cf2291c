/**
 * The claim, one statement. Plan it relies on (EXPLAIN in bench/claim-next.ts): for each open programme × ward × language of the
 * caller one probe of index worklist_household_ready, which reads the pair's first few rows in order and stops (a single index over
 * all wards falls from thousands of claims a second to dozens once only the lowest band is left in a caller's wards); the probes
 * merged and sorted; the first row that nobody else has locked is locked, tested again and updated. For a caller of the whole
 * district the same with index worklist_household_ready_all and no wards.
 *
 * More than one candidate a probe because others are claiming from the same head at the same instant.
 */
export const claimInAreas = claim(
  'unnest($3::text[], $4::text[], $12::int[]) as p (programme_id, language, area_id)',
  'and w.area_id = p.area_id',
);
export const claimInDistrict = claim('unnest($3::text[], $4::text[]) as p (programme_id, language)', '');

export type ClaimRow = {
  /** How many could have been claimed; zero rows claimed although there were some = others were faster. */
  readonly candidates: number;
  readonly household_id: string | null;
  readonly fence: number;
  readonly items: readonly ClaimedItem[] | null;
};

export type ClaimedItem = {
  readonly itemId: string;
  readonly checkInId: string;
  readonly checkInDueOn: string;
  readonly episodeId: string;
  readonly personId: string;
  readonly programmeId: string;
  /** The number the ladder wants tried; null = the person's first usable one. */
  readonly nextContactPointId: string | null;
  readonly band: number;
  readonly attempts: number;
};

/** Due items of a household that is claimed, most urgent first. `$1` district, `$2` now; the household is an SQL expression. */
export function dueItems(household: string): string {
  return `(select json_agg(json_build_object(
      'itemId', i.id, 'checkInId', i.check_in_id, 'checkInDueOn', i.check_in_due_on, 'episodeId', i.episode_id,
      'personId', i.person_id, 'programmeId', i.programme_id, 'nextContactPointId', i.next_contact_point_id,
      'band', i.band, 'attempts', i.attempts) order by i.band, i.due_at, i.id)
    from worklist_item i
    where i.district_id = $1 and i.household_id = ${household} and i.state = 'open' and i.due_at <= $2 and i.closes_at > $2)`;
}

// $1 district · $2 now · $3 open programmes · $4 languages · $5 user · $6 callbacks due up to here are anybody's · $7 lease end
// $8 candidates a probe · $9 start of the local day · $10 audit id · $11 UTC date of the audit row · $12 areas
function claim(probes: string, ofArea: string): string {
  const offered = `w.state = 'ready' and w.due_at <= $2 and w.closes_at > $2
        and (w.callback_for is null or w.callback_for = $5 or w.due_at <= $6)`;
  return `
with candidate as materialized (
  select h.household_id, h.band, h.due_at
  from ${probes}
  cross join lateral (
    select w.household_id, w.band, w.due_at
    from worklist_household w
    where w.district_id = $1 and w.programme_id = p.programme_id and w.language = p.language ${ofArea}
      and ${offered}
      and w.household_id <> all (array(select s.household_id from worklist_skip s
        where s.district_id = $1 and s.user_id = $5 and s.skipped_at >= $9))
    order by w.band, w.due_at
    limit $8
  ) h
  order by h.band, h.due_at, h.household_id
  -- A number, not a parameter: the planner must know that few rows come, or it reads the whole desk to join them.
  limit 24
), taken as (
  select w.household_id
  from candidate c
  join worklist_household w on w.district_id = $1 and w.household_id = c.household_id
  where w.district_id = $1 and ${offered}
  order by c.band, c.due_at, c.household_id
  limit 1
  for update of w skip locked
), claimed as (
  update worklist_household w
  set state = 'claimed', claimed_by = $5, claimed_at = $2, claim_until = $7, fence = w.fence + 1
  from taken t
  where w.district_id = $1 and w.household_id = t.household_id
  returning w.household_id, w.fence
), trail as (
  insert into audit_event (district_id, day, id, at, actor_id, action, subject_kind, subject_id, detail)
  select $1, $11, $10, $2, $5, 'worklist.claimed', 'household', c.household_id::text, jsonb_build_object('fence', c.fence)
  from claimed c
)
select (select count(*) from candidate) as candidates, c.household_id, c.fence, ${dueItems('c.household_id')} as items
from (select 1) one left join claimed c on true`;
}
