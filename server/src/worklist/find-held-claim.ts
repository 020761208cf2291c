import type { Actor } from '../actor.ts';
import { inOneTrip } from '../db/one-trip.ts';
import type { Deps } from '../deps.ts';
import { dueItemsOf, type ItemRow, itemColumns } from './claim-statement.ts';
import { leaseEnd, longestLease } from './lease.ts';

export type HeldRow = { readonly household_id: string; readonly fence: number; readonly claim_until: Date } & ItemRow;

/**
 * The household a caller holds, a row for each item that is due; no row when they hold none. A lease that ran out but was not swept yet
 * is given a new end: nobody else has had it since. Plan: index worklist_one_claim_a_caller.
 */
export async function findHeldClaim(deps: Deps, actor: Actor, userId: string): Promise<readonly HeldRow[]> {
  const now = deps.now();
  return inOneTrip<HeldRow>(deps.appPool, actor, statement, [actor.districtId, now, userId, leaseEnd(now), longestLease(now)]);
}

const statement = `
with held as (
  update worklist_household w
  set claim_until = case when w.claim_until > $2 and w.claim_until <= $5 then w.claim_until else $4 end
  where w.district_id = $1 and w.claimed_by = $3 and w.claim_slot = 0 and w.state = 'claimed'
  returning w.household_id, w.fence, w.claim_until
)
select h.household_id, h.fence, h.claim_until, ${itemColumns} from held h ${dueItemsOf('h')}`;
