import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import type { SignedInActor } from './load-actor.ts';
import { deleteSession } from './queries.ts';

/** Ends one of the actor's own sessions at once: the present one, or one left open elsewhere. @throws AppError not-found. */
export async function endSession(deps: Deps, actor: SignedInActor, sessionId: string): Promise<void> {
  await inScope(deps.app, actor, async (trx) => {
    if (!(await deleteSession(trx, actor.userId, sessionId))) throw new AppError('not-found');
    await writeAudit(deps, trx, actor, { action: 'session.ended', subjectKind: 'user', subjectId: actor.userId });
  });
}
