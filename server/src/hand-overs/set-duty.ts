import { addHours } from '@kshem/domain/time/instant.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { dropDuty, listDutyAt, putDuty } from './queries.ts';

/** Nobody is on duty longer than this in one go; a typing error is not a rota. */
const longestHours = 24;

/**
 * Tells until when a doctor is on duty; null ends it.
 * @throws AppError bad-request for a time that is past or more than a day away
 */
export async function setDuty(deps: Deps, actor: Actor, { untilAt }: { untilAt: Date | null }): Promise<void> {
  const { districtId, userId } = actor;
  if (userId === null) throw new AppError('not-allowed');
  const now = deps.now();
  if (untilAt !== null && (untilAt <= now || untilAt > addHours(now, longestHours))) {
    throw new AppError('bad-request', { fields: ['untilAt'] });
  }
  await inScope(deps.app, actor, async (trx) => {
    if (untilAt === null) await dropDuty(trx, districtId, userId);
    else await putDuty(trx, { district_id: districtId, user_id: userId, from_at: now, until_at: untilAt });
  });
}

/** Doctors on duty now, with how many escalations are in each one's name. */
export async function listDuty(deps: Deps, actor: Actor) {
  const rows = await inScope(deps.app, actor, (trx) => listDutyAt(trx, actor.districtId, deps.now()));
  const items = rows.map(({ nameHi, nameEn, ...row }) => ({
    ...row,
    name: { hi: nameHi, en: nameEn },
    me: row.userId === actor.userId,
  }));
  return { items };
}
