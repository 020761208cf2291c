import type { Disposition } from '@kshem/domain/attempt/disposition.ts';
import { countsAsAttempt } from '@kshem/domain/attempt/disposition-effects.ts';
import { sql } from 'kysely';
import type { Trx } from '../db/transaction.ts';
import { lockTurnsOf, putOff } from './queries.ts';
import { repoint } from './repoint-statement.ts';

export type Deferral = {
  readonly districtId: number;
  readonly itemId: string;
  /** Not offered before; also its place inside the band. */
  readonly dueAt: Date;
  readonly band: number;
  /** What the attempt came to; null when there was none and the item only waits. */
  readonly disposition: Disposition | null;
  /** The number to try then; null = the person's first usable one. */
  readonly nextContactPointId: string | null;
  /** The caller who promised it; null = anybody's. */
  readonly callbackFor: string | null;
  /** End of the calling window in which `dueAt` lies. */
  readonly closesAt: Date;
  /** When the next call needs another language than the person's item has. */
  readonly language?: string;
  readonly now: Date;
};

/** Puts an open item off to a later time and refreshes its household. @returns false when the item is not open any more */
export async function deferItem(trx: Trx, deferral: Deferral): Promise<boolean> {
  const attempts = deferral.disposition !== null && countsAsAttempt(deferral.disposition) ? 1 : 0;
  const [, householdId] = await Promise.all([
    lockTurnsOf(trx, deferral.districtId, sql<boolean>`i.id = ${deferral.itemId}`),
    putOff(trx, deferral, attempts),
  ]);
  if (householdId === null) return false;
  await repoint(trx, { districtId: deferral.districtId, householdIds: [householdId], now: deferral.now, release: false });
  return true;
}
