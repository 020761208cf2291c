import type { Disposition } from '@kshem/domain/attempt/disposition.ts';
import { countsAsAttempt, dispositionEffects } from '@kshem/domain/attempt/disposition-effects.ts';
import { type Attempted, type NextStep, nextAttempt } from '@kshem/domain/schedule/next-attempt.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { count } from '../boards/count.ts';
import type { Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { assertClaim } from '../worklist/assert-claim.ts';
import { attemptedOf } from './attempted-of.ts';
import { carryOut } from './carry-out.ts';
import { disposeAttempt } from './dispose-attempt.ts';
import { markNumbers } from './mark-numbers.ts';
import { readNextStep } from './next-step-row.ts';
import { type AttemptFacts, findAttempt, lockAttempt } from './settle-queries.ts';

export type Outcome = {
  readonly attemptId: string;
  readonly disposition: Disposition;
  /** With `callback`: the time promised to the person. */
  readonly callbackAt?: Date;
  /** Number of the claim the writer holds; that of the call when absent. */
  readonly fence?: number;
  readonly note?: string;
  /** They said the number is not this person's, whatever else came of it. */
  readonly contactPointWrong?: boolean;
  /** With `language-barrier`: what they speak, where the caller could tell. */
  readonly language?: string;
};

export type Settled = {
  readonly nextStep: NextStep;
  /** The claim had run out: accepted and marked. */
  readonly late: boolean;
  /** The same outcome was written before; nothing was done twice. */
  readonly repeated: boolean;
};

/**
 * What an attempt came to, and everything that follows, in the caller's transaction: the number, the ladder's next step, stops, needs,
 * the item's next time. An actor without a user is the server itself: what it wrote (a lost call) gives way to a caller's later word.
 *
 * @throws AppError not-found · attempt-closed, when somebody wrote another outcome
 */
export async function settleAttempt(deps: Deps, trx: Trx, actor: Actor, outcome: Outcome): Promise<Settled> {
  const { attemptId, disposition } = outcome;
  const { districtId, userId } = actor;
  const found = await findAttempt(trx, districtId, attemptId);
  if (!found) throw new AppError('not-found', { attemptId });
  // The household before the attempt: every writer takes its locks in this order.
  const lost = userId !== null && (await claimIsLost(deps, trx, { districtId, userId }, found, outcome.fence));
  const attempt = await lockAttempt(trx, districtId, attemptId);
  if (!attempt) throw new AppError('not-found', { attemptId });
  const said =
    attempt.disposition !== null && (userId === null || attempt.disposedBy !== null || attempt.disposition === disposition);
  if (said) return repeated(attempt, outcome);
  const late = lost || attempt.disposition !== null;
  await markNumbers(trx, attempt, outcome, deps.now());
  const { protocol } = await deps.protocols.get(attempt.programmeId, attempt.version);
  const attempted: Attempted = await attemptedOf(trx, protocol, attempt, outcome);
  const nextStep = nextAttempt(protocol, attempted, attempt.zone);
  const note = outcome.note ?? null;
  await disposeAttempt(trx, { districtId, attemptId, disposition, by: userId, at: deps.now(), late, note, nextStep });
  await countOutcome(trx, attempt, disposition);
  await carryOut(deps, trx, actor, { attempt, outcome, attempted, nextStep, protocol });
  return { nextStep, late, repeated: false };
}

async function claimIsLost(
  deps: Deps,
  trx: Trx,
  who: { districtId: number; userId: string },
  call: { householdId: string; fence: number },
  shown: number | undefined,
): Promise<boolean> {
  const { householdId } = call;
  return (await assertClaim(trx, { ...who, householdId, fence: shown ?? call.fence, now: deps.now() })) === 'lost';
}

function repeated(attempt: AttemptFacts, outcome: Outcome): Settled {
  if (attempt.disposition !== outcome.disposition) {
    throw new AppError('attempt-closed', { attemptId: outcome.attemptId, disposition: attempt.disposition });
  }
  const nextStep = readNextStep(attempt.nextStep) ?? { next: 'done', by: 'us' };
  return { nextStep, late: attempt.late, repeated: true };
}

/** The attempt was counted when it was dialled. What turns out to be our own failure is taken back, and put back if a caller says otherwise. */
async function countOutcome(trx: Trx, attempt: AttemptFacts, disposition: Disposition): Promise<void> {
  const { districtId, checkInDueOn: day, programmeId, areaId } = attempt;
  const of = { districtId, day, programmeId, areaId };
  const by = Number(countsAsAttempt(disposition)) - Number(attempt.counts);
  const { answered, stops } = dispositionEffects[disposition];
  await count(trx, [
    ...(by === 0 ? [] : [{ ...of, name: 'attempts' as const, by }]),
    ...(answered && stops === 'today' ? [{ ...of, name: 'reached' as const, by: 1 }] : []),
  ]);
}
