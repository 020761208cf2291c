import type { Trx } from '../db/transaction.ts';
import { endItems, itemsToClose, lockTurnsOf } from './queries.ts';
import { repoint } from './repoint-statement.ts';

export type ItemsToClose = {
  readonly districtId: number;
  /** done: answers were taken, also after the item was dropped. dropped: it will not be done by telephone today. */
  readonly state: 'done' | 'dropped';
  /** A code, such as `answered`, `day-limit`, `episode-ended`. */
  readonly reason: string;
  readonly now: Date;
} & (
  | { readonly itemIds: readonly string[] }
  | { readonly checkInIds: readonly string[] }
  /** Everything open of a person, or of one of their episodes. */
  | { readonly personId: string; readonly episodeId?: string }
);

/** Closes items and refreshes their households, in the transaction of what closed them. @returns the items that changed */
export async function closeItems(trx: Trx, wanted: ItemsToClose): Promise<readonly { itemId: string; householdId: string }[]> {
  const [, closed] = await Promise.all([lockTurnsOf(trx, wanted.districtId, itemsToClose(wanted)), endItems(trx, wanted)]);
  const householdIds = [...new Set(closed.map(({ householdId }) => householdId))];
  await repoint(trx, { districtId: wanted.districtId, householdIds, now: wanted.now, release: false });
  return closed;
}
