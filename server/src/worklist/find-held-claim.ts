import type { Actor } from '../actor.ts';
import { inOneTrip } from '../db/one-trip.ts';
import type { Deps } from '../deps.ts';
import { type ClaimRow, dueItems } from './claim-statement.ts';
import { leaseEnd, longestLease } from './lease.ts';

export type HeldClaim = Pick<ClaimRow, 'fence' | 'items'> & { readonly household_id: string; readonly claim_until: Date };

/**
 * The household a caller holds, if any. A lease that ran out but was not swept yet is given a new end: nobody else has had it since.
 * Plan: index worklist_one_claim_a_caller.
 */
export async function findHeldClaim(deps: Deps, actor: Actor, userId: string): Promise<HeldClaim | null> {
  const now = deps.now();
  const rows = await inOneTrip<HeldClaim>(deps.appPool, actor, statement, [
    actor.districtId,
    now,
    userId,
    leaseEnd(now),
    longestLease(now),
  ]);
  return rows[0] ?? null;
}

const statement = `
with held as (
  update worklist_household w
  set claim_until = case when w.claim_until > $2 and w.claim_until <= $5 then w.claim_until else $4 end
  where w.district_id = $1 and w.claimed_by = $3 and w.state = 'claimed'
  returning w.household_id, w.fence, w.claim_until
)
select h.household_id, h.fence, h.claim_until, ${dueItems('h.household_id')} as items from held h`;
