import { acceptAnswers } from '@kshem/domain/questionnaire/accept-answers.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { inTrips } from '../db/in-trips.ts';
import type { Deps } from '../deps.ts';
import { judgeAnswers } from './judge-answers.ts';
import type { SubmittedAnswers } from './submit-answers.ts';
import { readSubmitContexts } from './submit-context.ts';

export type AnswersSoFar = Omit<SubmittedAnswers, 'submissionId' | 'fence' | 'note' | 'needs'>;

/**
 * What answers would mean if they were sent now: the same judgement as submit-answers, over the same context, with nothing kept (the
 * transaction is rolled back).
 * @throws AppError not-found
 */
export async function previewTriage(deps: Deps, actor: Actor, said: AnswersSoFar) {
  // An id that no submission has: nothing was sent yet.
  const sent = { ...said, submissionId: deps.newId() };
  const asked = { districtId: actor.districtId, dueOn: said.checkInDueOn, sent: [sent], wait: true };
  const contexts = await inTrips(deps.appPool, actor, (trips) => readSubmitContexts(trips, asked));
  const context = contexts.get(said.checkInId);
  if (!context) throw new AppError('not-found', { checkInId: said.checkInId });
  const compiled = await deps.protocols.get(context.programmeId, context.version);
  const { triage, refused, complete } = judgeAnswers(compiled, context, sent, deps.now());
  const { suggestions } = acceptAnswers(compiled.protocol.questionnaire, said.answers);
  return { ...triage, refused, complete, suggestions };
}
