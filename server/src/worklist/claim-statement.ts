/** Columns of a claimed household's items that are due; `$1` district, `$2` now. */
export const itemColumns = `i.id as item_id, i.check_in_id, i.check_in_due_on, i.episode_id, i.person_id, i.programme_id,
  i.next_contact_point_id, i.band, i.attempts`;

/**
 * The claim, one statement. Plan it relies on (EXPLAIN in bench/claim-next.ts): for each lane of the caller (open programme × language ×
 * ward) one probe of index worklist_household_ready, which reads the lane's first rows in order and stops (a single index over all
 * wards falls from thousands of claims a second to dozens once only the lowest band is left in a caller's wards); the probes merged and
 * sorted; the first row that nobody else has locked is locked, tested again and updated. For a caller of the whole district the same
 * with index worklist_household_ready_all, by programme and language.
 */
export const claimInAreas = claim('unnest($10::text[]) as p (lane)', 'w.lane = p.lane');
export const claimInDistrict = claim(
  'unnest($10::text[], $11::text[]) as p (programme_id, language)',
  'w.programme_id = p.programme_id and w.language = p.language',
);

/** A lane as the table has it (a generated column). */
export function laneOf(programmeId: string, language: string, areaId: number): string {
  return `${programmeId} ${language} ${areaId}`;
}

/** One row for each item that is due, most urgent first; one row without an item when there is none, or nothing was claimed. */
export type ClaimRow = {
  /** False with no household: nothing is ready. True with none: others were faster. */
  readonly any_ready: boolean;
  readonly household_id: string | null;
  readonly fence: number;
} & ItemRow;

export type ItemRow = {
  readonly item_id: string | null;
  readonly check_in_id: string;
  readonly check_in_due_on: string;
  readonly episode_id: string;
  readonly person_id: string;
  readonly programme_id: string;
  readonly next_contact_point_id: string | null;
  readonly band: number;
  readonly attempts: number;
};

/** Joins a claim with its household's items that are due. */
export function dueItemsOf(claim: string): string {
  return `left join worklist_item i on i.district_id = $1 and i.household_id = ${claim}.household_id and i.state = 'open'
    and i.due_at <= $2 and i.closes_at > $2
order by i.band, i.due_at, i.id`;
}

// $1 district · $2 now · $3 user · $4 callbacks due up to here are anybody's · $5 lease end · $6 rows a probe
// $7 start of the local day · $8 audit id · $9 UTC date of the audit row · $10, $11 the caller's lanes
function claim(probes: string, inProbe: string): string {
  const offered = `w.state = 'ready' and w.due_at <= $2 and w.closes_at > $2
        and (w.callback_for is null or w.callback_for = $3 or w.due_at <= $4)`;
  return `
with candidate as materialized (
  select h.household_id, h.band, h.due_at
  from ${probes}
  cross join lateral (
    select w.household_id, w.band, w.due_at
    from worklist_household w
    where w.district_id = $1 and ${inProbe} and ${offered}
      and w.household_id <> all (array(select s.household_id from worklist_skip s
        where s.district_id = $1 and s.user_id = $3 and s.skipped_at >= $7))
    order by w.band, w.due_at
    limit $6
  ) h
  order by h.band, h.due_at, h.household_id
  -- A number, not a parameter: the planner must know that few rows come, or it reads the whole desk to join them.
  limit 200
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
  set state = 'claimed', claimed_by = $3, claimed_at = $2, claim_until = $5, fence = w.fence + 1, claim_slot = 0
  from taken t
  where w.district_id = $1 and w.household_id = t.household_id
  returning w.household_id, w.fence
), trail as (
  insert into audit_event (district_id, day, id, at, actor_id, action, subject_kind, subject_id)
  select $1, $9, $8, $2, $3, 'worklist.claimed', 'household', c.household_id::text from claimed c
)
select exists (select from candidate) as any_ready, c.household_id, c.fence, ${itemColumns}
from (select 1) one left join claimed c on true ${dueItemsOf('c')}`;
}
