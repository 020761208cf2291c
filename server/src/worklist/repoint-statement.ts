import { CompiledQuery, sql } from 'kysely';
import type { Trx } from '../db/transaction.ts';

export type Repoint = {
  readonly districtId: number;
  readonly householdIds: readonly string[];
  readonly now: Date;
  /** Ends a claim whatever is still due. */
  readonly release: boolean;
};

/**
 * Makes each household's turn what its open items say: the best of those that may be called now leads, else the one due next; with
 * none it is idle. A claim lasts while something of the household is due now.
 *
 * Two statements, sent together: the row is locked before the items are read. In one, two writers that each close one item of a
 * household would both still see the other's as open.
 *
 * Plan it relies on: index worklist_item_household for each household.
 */
export async function repoint(trx: Trx, about: Repoint): Promise<void> {
  if (about.householdIds.length === 0) return;
  await Promise.all([lock(trx, about), write(trx, about)]);
}

function lock(trx: Trx, { districtId, householdIds }: Repoint): Promise<unknown> {
  return (
    trx
      .selectFrom('worklist_household')
      .select('household_id')
      .where('district_id', '=', districtId)
      .where(sql<boolean>`household_id = any (${householdIds}::uuid[])`)
      // In one order, so that two writers of several households never wait for each other.
      .orderBy('household_id')
      .forUpdate()
      .execute()
  );
}

function write(trx: Trx, { districtId, householdIds, now, release }: Repoint): Promise<unknown> {
  return trx.executeQuery(CompiledQuery.raw(writeStatement, [districtId, householdIds, now, release]));
}

const writeStatement = repointText({
  district: '$1::int',
  households: '$2::uuid[]',
  now: '$3::timestamptz',
  release: '$4::boolean',
});

/**
 * The statement by itself, of SQL expressions, for check-ins/submit-answers.ts. Whoever sends it has locked the households in an earlier
 * statement.
 */
export function repointText(p: { district: string; households: string; now: string; release: string }): string {
  return `
update worklist_household w
set programme_id = coalesce(n.programme_id, w.programme_id), area_id = coalesce(n.area_id, w.area_id),
  language = coalesce(n.language, w.language), band = coalesce(n.band, w.band), due_at = coalesce(n.due_at, w.due_at),
  closes_at = coalesce(n.closes_at, w.closes_at), callback_for = n.callback_for,
  state = case when n.id is null then 'idle' when w.state = 'claimed' and n.keep then 'claimed' else 'ready' end,
  claimed_by = case when n.keep then w.claimed_by end,
  claimed_at = case when n.keep then w.claimed_at end,
  claim_until = case when n.keep then w.claim_until end,
  spans_areas = n.spans or (n.scoped and w.spans_areas),
  look_again_at = case when n.scoped and w.spans_areas then ${p.now} else n.look_again_at end
from (
  select h.household_id, lead.*, other.*,
    coalesce(lead.due_at <= ${p.now}, false) and not ${p.release} as keep,
    coalesce(current_setting('kshem.areas', true), '') not in ('', '*') as scoped
  from unnest(${p.households}) as h (household_id)
  left join lateral (
    select i.id, i.programme_id, i.area_id, i.language, i.band, i.due_at, i.closes_at, i.callback_for
    from worklist_item i
    where i.district_id = ${p.district} and i.household_id = h.household_id and i.state = 'open' and i.closes_at > ${p.now}
    order by i.due_at > ${p.now}, case when i.due_at > ${p.now} then 0 else i.band end, i.due_at, i.band, i.id
    limit 1
  ) lead on true
  left join lateral (
    select coalesce(count(distinct i.area_id) > 1, false) as spans,
      least(
        min(i.due_at) filter (where i.due_at > greatest(${p.now}, lead.due_at) and i.band < lead.band),
        min(lead.closes_at) filter (where i.closes_at > lead.closes_at)) as look_again_at
    from worklist_item i
    where i.district_id = ${p.district} and i.household_id = h.household_id and i.state = 'open' and i.closes_at > ${p.now}
  ) other on true
) n
where w.district_id = ${p.district} and w.household_id = n.household_id`;
}
