import type { Disposition } from '@kshem/domain/attempt/disposition.ts';
import type { Level } from '@kshem/domain/protocol/protocol.ts';
import type { Informant } from '@kshem/domain/questionnaire/questionnaire.ts';
import type { TriageResult } from '@kshem/domain/triage/triage.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { letGoWhenOver } from '../calls/let-line-go.ts';
import type { Deps } from '../deps.ts';
import { submitTogether } from './submit-together.ts';
import type { Next, RaisedNeed } from './what-follows.ts';

export type SubmittedAnswers = {
  /** Made where the answers are typed; a second send of it changes nothing. */
  readonly submissionId: string;
  readonly checkInId: string;
  /** Local date for which the check-in is due. */
  readonly checkInDueOn: string;
  /** The telephone attempt on which they were given; absent at a visit. */
  readonly attemptId?: string;
  /** Number of the claim the writer holds; that of the attempt's call when absent. */
  readonly fence?: number;
  readonly informant: Informant;
  /** By linkId: plain values, null for not asked, or Answer objects (domain/questionnaire/accept-answers.ts). */
  readonly answers: Readonly<Record<string, unknown>>;
  /** Measurements taken again on the line. */
  readonly readings?: readonly { readonly linkId: string; readonly value: number; readonly at: Date }[];
  readonly saidAt: Date;
  readonly note?: string;
  /** Needs written down by hand, beside those that the answers raise; `detail` is also of a need that the answers raise. */
  readonly needs?: readonly SaidNeed[];
  /** Four digits that the person was told, to be read out to whoever brings what they need. */
  readonly deliveryCode?: string;
};

export type SaidNeed = {
  readonly kind: string;
  readonly detail?: string;
  /** What the kind asks, by the question's code. */
  readonly asked?: Readonly<Record<string, string>>;
  /** When the person was told it would come. */
  readonly promisedAt?: Date;
};

/** What the answers meant and what follows, as it is answered and kept. */
export type Meant = Pick<
  TriageResult,
  | 'level'
  | 'reasons'
  | 'undecided'
  | 'remeasure'
  | 'advice'
  | 'isolation'
  | 'secondHand'
  | 'highRisk'
  | 'dayOfIllness'
  | 'news2'
  | 'protocolVersion'
> & {
  readonly needs: readonly RaisedNeed[];
  readonly escalation?: { readonly to: 'doctor'; readonly level: Level; readonly dueAt: Date };
  /** Null when nobody is to call any more: the episode is over, or the person is not called. */
  readonly nextContact: Next | null;
  readonly refused: readonly { readonly linkId: string; readonly code: string; readonly hint: string }[];
  readonly disposition: Disposition;
};

export type SubmittedResult = Meant & {
  /** The claim had run out, or the check-in was settled without them: taken all the same. */
  readonly late: boolean;
  /** This submission was taken before; nothing was done twice. */
  readonly repeated: boolean;
};

/**
 * Takes what a person said: keeps it, triages it, and writes everything that follows in one transaction of two round trips. What was said
 * is never refused for bookkeeping's sake: answers after the claim, the check-in or the day ended are taken and marked late, answers to
 * questions the version does not have are kept aside.
 *
 * @throws AppError not-found (no such check-in, or not in the actor's areas) · not-allowed (the server itself) · conflict (the
 *   submission's id stands for another check-in of the day)
 */
export async function submitAnswers(deps: Deps, actor: Actor, sent: SubmittedAnswers): Promise<SubmittedResult> {
  const { userId } = actor;
  if (userId === null) throw new AppError('not-allowed');
  const result = await submitTogether(deps, { ...actor, userId }, sent);
  const { late, repeated } = result;
  deps.log.info({ attemptId: sent.attemptId, submissionId: sent.submissionId, late, repeated }, 'answers submitted');
  if (sent.attemptId !== undefined && !repeated) await letGo(deps, actor, sent.attemptId);
  return result;
}

/** The answers are kept whatever becomes of the line. */
async function letGo(deps: Deps, actor: Actor, attemptId: string): Promise<void> {
  await letGoWhenOver(deps, actor, attemptId).catch((error: unknown) =>
    deps.log.warn({ attemptId, err: error }, 'the call could not be hung up'),
  );
}
