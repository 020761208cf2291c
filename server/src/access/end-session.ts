import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import type { SignedInActor } from './load-actor.ts';
import { deleteOtherSessions, deleteSession } from './queries.ts';

/** Ends one of the actor's own sessions at once: the present one, or one left open elsewhere. @throws AppError not-found. */
export async function endSession(deps: Deps, actor: SignedInActor, sessionId: string): Promise<void> {
  await inScope(deps.app, actor, async (trx) => {
    if (!(await deleteSession(trx, actor.userId, sessionId))) throw new AppError('not-found');
    await writeAudit(deps, trx, actor, { action: 'session.ended', subjectKind: 'user', subjectId: actor.userId });
  });
}

/** Ends every session of the actor's but the present one. @returns how many. */
export function endOtherSessions(deps: Deps, actor: SignedInActor, sessionId: string): Promise<number> {
  return inScope(deps.app, actor, async (trx) => {
    const ended = await deleteOtherSessions(trx, actor.userId, sessionId);
    await writeAudit(deps, trx, actor, {
      action: 'session.others-ended',
      subjectKind: 'user',
      subjectId: actor.userId,
      detail: { ended },
    });
    return ended;
  });
}
