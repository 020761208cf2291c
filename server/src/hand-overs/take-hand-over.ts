import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { passOnEscalations } from '../escalations/held-queries.ts';
import { mayRead } from './may-read.ts';
import { lockHandOver, saveTaken } from './queries.ts';

/**
 * Takes over from a doctor who went off duty; what they held and have not closed since is in the actor's name. Whoever takes it first has it.
 *
 * @throws AppError not-found · conflict (somebody took it, or it is one's own)
 */
export function takeHandOver(deps: Deps, actor: Actor, { handOverId }: { handOverId: string }): Promise<{ escalations: number }> {
  const { districtId, userId } = actor;
  if (userId === null) throw new AppError('not-allowed');
  return inScope(deps.app, actor, async (trx) => {
    const found = await lockHandOver(trx, districtId, handOverId);
    if (!found || !mayRead(actor, found)) throw new AppError('not-found', { handOverId });
    if (found.takenBy !== null || found.byUser === userId) throw new AppError('conflict', { handOverId });
    const now = deps.now();
    await saveTaken(trx, districtId, handOverId, userId, now);
    const { escalationIds, byUser: from } = found;
    const escalations = await passOnEscalations(trx, deps, { districtId, escalationIds, from, to: userId, now });
    const subject = { subjectKind: 'hand-over', subjectId: handOverId };
    await writeAudit(deps, trx, actor, { action: 'hand-over.taken', ...subject, detail: { escalations } });
    return { escalations };
  });
}
