import type { Trx } from '../db/transaction.ts';
import { lockTurns } from './lock-turns.ts';
import { insertItems, insertMissingTurns } from './queries.ts';
import { repoint } from './repoint-statement.ts';

/** One thing to do today beside what fill-day found: a check-in raised during the day, a person enrolled this minute. */
export type NewItem = {
  readonly checkInId: string;
  readonly checkInDueOn: string;
  readonly episodeId: string;
  readonly personId: string;
  readonly householdId: string;
  readonly programmeId: string;
  readonly areaId: number;
  readonly language: string;
  readonly band: number;
  readonly dueAt: Date;
  readonly closesAt: Date;
  readonly callbackFor?: string | null;
};

/**
 * Puts items on the desk and refreshes their households. An item has its check-in's id: a check-in that has or had an item today is
 * not given a second one. @returns how many were new
 */
export async function addItems(trx: Trx, about: { districtId: number; now: Date; items: readonly NewItem[] }): Promise<number> {
  const { districtId, now, items } = about;
  if (items.length === 0) return 0;
  const householdIds = [...new Set(items.map((item) => item.householdId))];
  await insertMissingTurns(trx, districtId, items);
  // Household first, then item, like everybody.
  await lockTurns(trx, districtId, householdIds);
  const made = await insertItems(trx, districtId, now, items);
  await repoint(trx, { districtId, householdIds, now, release: false });
  return made;
}
