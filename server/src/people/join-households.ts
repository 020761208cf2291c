import { moveCalls } from '../calls/move-calls.ts';
import { lockOpenCheckIns } from '../check-ins/move-check-ins.ts';
import type { Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { moveEpisodes } from '../episodes/move-episodes.ts';
import { moveNeeds } from '../needs/move-needs.ts';
import { lockTurns } from '../worklist/lock-turns.ts';
import { moveItems } from '../worklist/move-items.ts';
import { deleteEmptyHouseholds, lockHouseholds, setHousehold } from './household-queries.ts';

export type Joined =
  | { readonly kind: 'joined'; readonly householdId: string }
  /** Two of them are held by callers at this moment. Nothing was changed; try again in a few minutes. */
  | { readonly kind: 'being-called' };

/**
 * Makes one household of several whose people turned out to be reached by one phone: people, episodes, check-ins, what is on the desk,
 * open needs and live calls all move. The one that a caller holds stays, and the caller goes on; else the oldest does. Two that are held
 * are not joined: one of the callers would lose their people in the middle of a call.
 *
 * Households that are gone are passed over: whoever asks has locked the people, or looks again at where they live.
 *
 * Needs a transaction that sees the whole district (deps.system): a household's people may live in several wards.
 */
export async function joinHouseholds(
  deps: Pick<Deps, 'now'>,
  trx: Trx,
  { districtId, householdIds }: { districtId: number; householdIds: readonly string[] },
): Promise<Joined> {
  const present = await lockHouseholds(trx, districtId, householdIds);
  const [oldest, ...others] = present;
  if (oldest === undefined) throw new Error('None of the households to join is there');
  if (others.length === 0) return { kind: 'joined', householdId: oldest };
  await lockOpenCheckIns(trx, districtId, present);
  const held = await lockTurns(trx, districtId, present);
  if (held.length > 1) return { kind: 'being-called' };
  const stays = held[0] ?? oldest;
  const given = present.filter((id) => id !== stays);
  const personIds = await setHousehold(trx, { districtId, from: { householdIds: given }, to: stays, now: deps.now() });
  await moveCalls(trx, { districtId, fromHouseholdIds: given, toHouseholdId: stays });
  await follow(deps, trx, { districtId, personIds, householdId: stays });
  await deleteEmptyHouseholds(trx, districtId, given);
  return { kind: 'joined', householdId: stays };
}

/** Everything of people who were put under another roof goes with them. */
export async function follow(
  deps: Pick<Deps, 'now'>,
  trx: Trx,
  moved: { districtId: number; personIds: readonly string[]; householdId: string },
): Promise<void> {
  const now = deps.now();
  await moveEpisodes(trx, { ...moved, now });
  await moveItems(trx, { ...moved, now });
  await moveNeeds(trx, moved);
}
