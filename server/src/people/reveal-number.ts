import { numberSight, type RevealReason } from '@kshem/domain/access/number-sight.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { findNumber } from './number-queries.ts';

/**
 * The whole of a telephone number. Who sees ends only says why; everybody's look is written down.
 * @throws AppError not-allowed · reason-needed · not-found
 */
export async function revealNumber(
  deps: Deps,
  actor: Actor,
  asked: { personId: string; contactPointId: string; reason?: RevealReason },
): Promise<{ number: string }> {
  const { personId, contactPointId, reason } = asked;
  const sight = numberSight(actor.roles);
  if (sight === 'hidden') throw new AppError('not-allowed', { permission: 'person.number.reveal' });
  if (sight === 'with-reason' && reason === undefined) throw new AppError('reason-needed');
  return inScope(deps.app, actor, async (trx) => {
    const number = await findNumber(trx, actor.districtId, personId, contactPointId);
    if (number === undefined) throw new AppError('not-found', { personId, contactPointId });
    await writeAudit(deps, trx, actor, {
      action: 'person.number-revealed',
      subjectKind: 'person',
      subjectId: personId,
      detail: { contactPointId, ...(reason && { reason }) },
    });
    return { number };
  });
}
