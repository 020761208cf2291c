import type { Deps } from '../deps.ts';
import { longestLease, longestReserve } from './lease.ts';
import { lockHouseholdsToLookAt, lockOverdueClaims } from './queries.ts';
import { repoint } from './repoint-statement.ts';

/** Households a sweep takes in one transaction: short, so that callers never wait for it. */
const batch = 500;

/**
 * Ends claims whose lease ran out and puts each household back; and looks again at those whose leading item may have changed with
 * time alone (a better one fell due, its window closed). Every minute; repeating it is harmless.
 *
 * @returns how many claims were ended
 */
export async function expireClaims(deps: Deps, districtId: number): Promise<number> {
  const now = deps.now();
  const expired = await inBatches(deps, districtId, true, (trx) =>
    lockOverdueClaims(trx, { districtId, now, longest: longestLease(now), longestKept: longestReserve(now), limit: batch }),
  );
  await inBatches(deps, districtId, false, (trx) => lockHouseholdsToLookAt(trx, { districtId, now, limit: batch }));
  return expired;
}

async function inBatches(
  deps: Deps,
  districtId: number,
  release: boolean,
  pick: (trx: Parameters<typeof repoint>[0]) => Promise<readonly string[]>,
): Promise<number> {
  let count = 0;
  for (;;) {
    const householdIds = await deps.system.transaction().execute(async (trx) => {
      const picked = await pick(trx);
      await repoint(trx, { districtId, householdIds: picked, now: deps.now(), release });
      return picked;
    });
    count += householdIds.length;
    if (householdIds.length < batch) return count;
  }
}
