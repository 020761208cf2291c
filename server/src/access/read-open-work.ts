import type { Actor } from '../actor.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { accountToManage } from './may-manage.ts';
import { countHeldHouseholds, countSessions } from './queries.ts';

/** What closing an account would end, before it is closed. @throws AppError not-found. */
export function readOpenWork(deps: Deps, actor: Actor, userId: string): Promise<{ sessions: number; heldClaims: number }> {
  const { districtId } = actor;
  const now = deps.now();
  return inScope(deps.app, actor, async (trx) => {
    await accountToManage(trx, actor, userId);
    return {
      sessions: await countSessions(trx, userId, now),
      heldClaims: await countHeldHouseholds(trx, { districtId, userId, now }),
    };
  });
}
