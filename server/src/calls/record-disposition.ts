import type { Disposition } from '@kshem/domain/attempt/disposition.ts';
import { dispositionEffects } from '@kshem/domain/attempt/disposition-effects.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { againOnDeadlock } from '../db/again-on-deadlock.ts';
import { inScope, type Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { letCallGo } from './let-line-go.ts';
import { type Outcome, type Settled, settleAttempt } from './settle-attempt.ts';
import { type CallOfAttempt, findAttempt } from './settle-queries.ts';

export type RecordDispositionInput = Outcome;

/**
 * The caller's word on an attempt that brought no answers, and what follows from it. The last word on a call also ends it.
 *
 * "All asked" and "someone answered for the person" are not taken here: they come with the answers (check-ins/submit-answers), so that
 * a cut call is never written down as a finished one. "Not called" is the day's close's to say.
 *
 * @throws AppError not-found · answers-needed · attempt-closed · bad-request
 */
export async function recordDisposition(deps: Deps, actor: Actor, input: RecordDispositionInput): Promise<Settled> {
  if (withAnswers.some((disposition) => disposition === input.disposition)) throw new AppError('answers-needed');
  checkInput(input, deps.now());
  const run = await scopeFor(deps, actor, input);
  const { settled, over } = await againOnDeadlock(() => run((trx) => write(deps, trx, actor, input)));
  if (over) await letCallGo(deps, actor.userId, { districtId: actor.districtId, ...over });
  deps.log.info({ attemptId: input.attemptId, disposition: input.disposition, next: settled.nextStep.next }, 'attempt recorded');
  return settled;
}

type Run = <T>(work: (trx: Trx) => Promise<T>) => Promise<T>;

/**
 * The actor's own scope; over the whole district for what reaches everybody under a roof, because a family whose death was told may live
 * in several wards and must be left alone in all of them (episodes/tell-death.ts does the same by hand). The attempt itself must be one
 * that the actor sees.
 */
async function scopeFor(deps: Deps, actor: Actor, { attemptId, disposition }: RecordDispositionInput): Promise<Run> {
  if (dispositionEffects[disposition].stops !== 'household') return (work) => inScope(deps.app, actor, work);
  const seen = await inScope(deps.app, actor, (trx) => findAttempt(trx, actor.districtId, attemptId));
  if (!seen) throw new AppError('not-found', { attemptId });
  return (work) => deps.system.transaction().execute(work);
}

/** `over`: the call, when nobody is left to be asked on it. */
async function write(
  deps: Deps,
  trx: Trx,
  actor: Actor,
  input: RecordDispositionInput,
): Promise<{ settled: Settled; over: CallOfAttempt | null }> {
  const settled = await settleAttempt(deps, trx, actor, input);
  if (!settled.repeated) {
    await writeAudit(deps, trx, actor, {
      action: 'attempt.recorded',
      subjectKind: 'attempt',
      subjectId: input.attemptId,
      detail: { disposition: input.disposition, next: settled.nextStep.next, late: settled.late },
    });
  }
  const call = await findAttempt(trx, actor.districtId, input.attemptId);
  return { settled, over: call?.open === 0 ? call : null };
}

const withAnswers: readonly Disposition[] = ['answered-complete', 'proxy'];
/** A callback further away than this is a mistyped date. */
const farthestCallbackDays = 7;

function checkInput({ disposition, callbackAt, note }: RecordDispositionInput, now: Date): void {
  const refuse = (field: string) => new AppError('bad-request', { fields: [field] });
  if (disposition === 'not-attempted') throw refuse('disposition');
  if (note !== undefined && note.length > 2000) throw refuse('note');
  if (callbackAt === undefined) return;
  const last = new Date(now.getTime() + farthestCallbackDays * 86_400_000);
  if (disposition !== 'callback' || Number.isNaN(callbackAt.getTime()) || callbackAt > last) throw refuse('callbackAt');
}
