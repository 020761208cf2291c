import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { findPhoto } from './queries.ts';

/**
 * The photo that proves a delivery. The look is written down.
 * @throws AppError not-found
 */
export async function showPhoto(deps: Deps, actor: Actor, needId: string): Promise<Buffer> {
  return inScope(deps.app, actor, async (trx) => {
    const photo = await findPhoto(trx, actor.districtId, needId);
    if (!photo) throw new AppError('not-found', { needId });
    await writeAudit(deps, trx, actor, { action: 'need.photo-seen', subjectKind: 'need', subjectId: needId });
    return photo.content;
  });
}
