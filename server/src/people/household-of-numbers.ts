import { AppError } from '../app-error.ts';
import type { Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { insertHousehold, listHouseholdsOfNumbers, lockHouseholds } from './household-queries.ts';
import { joinHouseholds } from './join-households.ts';
import { lookAgain } from './look-again.ts';

export type WhoseRoof = {
  readonly districtId: number;
  /** Locked by whoever asks (put-numbers.ts), so that of two who bring the same number at once the second finds the first's household. */
  readonly contactPointIds: readonly string[];
  /** Whose new number it is; null for somebody who is not on record yet. */
  readonly personId: string | null;
  /** The household they live in already. */
  readonly own: string | null;
};

/**
 * The household that people with these numbers belong to: that of whoever is reached by one of them already, joined when there are
 * several, else their own, else a new one. It stays locked.
 *
 * @throws AppError being-called
 */
export async function householdOfNumbers(deps: Pick<Deps, 'now' | 'newId'>, trx: Trx, about: WhoseRoof): Promise<string> {
  const { districtId } = about;
  const found = await lookAgain(trx, async () => {
    const roofs = await roofsOf(trx, about);
    await lockHouseholds(trx, districtId, roofs);
    const again = await roofsOf(trx, about);
    return again.join() === roofs.join() ? roofs : null;
  });
  if (found.length === 0) return newHousehold(deps, trx, districtId);
  const joined = await joinHouseholds(deps, trx, { districtId, householdIds: found });
  if (joined.kind === 'being-called') throw new AppError('being-called', { householdIds: found });
  return joined.householdId;
}

async function roofsOf(trx: Trx, { districtId, contactPointIds, personId, own }: WhoseRoof): Promise<string[]> {
  const found = contactPointIds.length === 0 ? [] : await listHouseholdsOfNumbers(trx, districtId, contactPointIds, personId);
  return [...new Set(own === null ? found : [...found, own])].sort();
}

async function newHousehold({ now, newId }: Pick<Deps, 'now' | 'newId'>, trx: Trx, districtId: number): Promise<string> {
  const id = newId();
  await insertHousehold(trx, districtId, id, now());
  return id;
}
