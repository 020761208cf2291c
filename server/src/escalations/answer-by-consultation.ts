import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import type { Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { moveWithin } from './move-escalation.ts';
import { lockEscalation } from './queries.ts';

export type AnsweredEscalation = 'acknowledged' | 'resolved' | 'resolved-before';

/**
 * What a consultation does to the escalation it answers: nobody had it, so it is in the writer's name now; and closed, if they say so. One
 * that somebody closed meanwhile stays as it is: a note that was written without a network is kept all the same.
 *
 * @throws AppError not-found (also an escalation of another episode)
 */
export async function answerByConsultation(
  trx: Trx,
  deps: Pick<Deps, 'now' | 'newId'>,
  actor: Actor,
  about: { escalationId: string; episodeId: string; closes: boolean; resolution: string },
): Promise<AnsweredEscalation> {
  const { escalationId, episodeId, closes, resolution } = about;
  const found = await lockEscalation(trx, actor.districtId, escalationId);
  if (!found || found.episodeId !== episodeId) throw new AppError('not-found', { escalationId });
  if (found.status === 'resolved') return 'resolved-before';
  if (found.status === 'raised') await moveWithin(trx, deps, actor, { escalationId, action: 'acknowledge' });
  if (!closes) return 'acknowledged';
  await moveWithin(trx, deps, actor, { escalationId, action: 'resolve', resolution });
  return 'resolved';
}
