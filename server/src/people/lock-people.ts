import type { Trx } from '../db/transaction.ts';
import { lockHouseholds } from './household-queries.ts';
import { lookAgain } from './look-again.ts';
import { findRoots, lockPeople, type PersonRow } from './queries.ts';

/**
 * Locks the records that stand for people today, each once, after their households: whoever joins households holds these first and then
 * touches the people, so nobody waits in a ring. Those that are not there are left out.
 *
 * Needs a transaction that sees the whole district.
 *
 * @throws AppError conflict
 */
export function lockPeopleAndRoofs(trx: Trx, districtId: number, personIds: readonly string[]): Promise<PersonRow[]> {
  return lookAgain(trx, async () => {
    const roots = await findRoots(trx, districtId, personIds);
    const roofs = new Set(roots.map(({ householdId }) => householdId));
    await lockHouseholds(trx, districtId, [...roofs]);
    const again = await findRoots(trx, districtId, personIds);
    const same = again.length === roots.length && again.every(({ householdId }) => roofs.has(householdId));
    return same
      ? lockPeople(
          trx,
          districtId,
          again.map(({ personId }) => personId),
        )
      : null;
  });
}
