import type { Disposition } from '@kshem/domain/attempt/disposition.ts';
import { countsAsAttempt } from '@kshem/domain/attempt/disposition-effects.ts';
import type { NextStep } from '@kshem/domain/schedule/next-attempt.ts';
import type { Trx } from '../db/transaction.ts';
import { closeAttempt, endCallIfUnseen } from './settle-queries.ts';

export type Disposed = {
  readonly districtId: number;
  readonly attemptId: string;
  readonly disposition: Disposition;
  /** Null: the server itself (reconcile, a telephone that refused); a caller's later word may replace it. */
  readonly by: string | null;
  readonly at: Date;
  /** The claim had run out. */
  readonly late: boolean;
  readonly note?: string | null;
  /** Null where answers settled it: then the next contact is the episode's. */
  readonly nextStep?: NextStep | null;
};

/**
 * Writes what an attempt came to, and ends the call under it when nobody else is still to be asked on it and no telephone will tell
 * its end. False: the attempt already had an outcome of somebody's, and nothing was changed.
 */
export async function disposeAttempt(trx: Trx, disposed: Disposed): Promise<boolean> {
  const { districtId, attemptId, disposition, by, at, late, note = null, nextStep = null } = disposed;
  const phoneCallId = await closeAttempt(trx, districtId, attemptId, {
    disposition,
    disposed_at: at,
    disposed_by: by,
    counts: countsAsAttempt(disposition),
    late,
    note,
    next_step: nextStep === null ? null : JSON.stringify(nextStep),
  });
  if (phoneCallId === null) return false;
  await endCallIfUnseen(trx, districtId, phoneCallId, at);
  return true;
}
