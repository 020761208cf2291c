import type { Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { addItems } from '../worklist/add-items.ts';
import { insertRaised } from './queries.ts';

export type CheckInToRaise = {
  readonly districtId: number;
  /** Local date; the day of `dueAt`. */
  readonly dueOn: string;
  readonly episodeId: string;
  readonly kind: 'first' | 'routine' | 'monitoring' | 'again';
  readonly dueAt: Date;
  readonly deadlineAt: Date;
  /** End of the calling window in which `dueAt` lies. */
  readonly closesAt: Date;
  readonly band: number;
  /** The caller who promised it; null = anybody's. */
  readonly callbackFor?: string | null;
};

/**
 * A further check-in of the day, on the desk at once, in the caller's transaction. (What answers themselves bring about is written by
 * submit-statement.ts.)
 *
 * @returns its id; null when the episode is not active
 */
export async function raiseCheckIn(trx: Trx, deps: Pick<Deps, 'now' | 'newId'>, wanted: CheckInToRaise): Promise<string | null> {
  const { districtId, dueOn, episodeId, dueAt, closesAt, band, callbackFor = null } = wanted;
  const id = deps.newId();
  const made = await insertRaised(trx, { ...wanted, id });
  if (!made) return null;
  const item = { ...made, checkInId: id, checkInDueOn: dueOn, episodeId, dueAt, closesAt, band, callbackFor };
  await addItems(trx, { districtId, now: deps.now(), items: [item] });
  return id;
}
