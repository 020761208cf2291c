import { passwordFault } from '@kshem/domain/access/password-rule.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import type { SignedInActor } from './load-actor.ts';
import { openSession } from './open-session.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { deleteSessionsOf, findPassword, setPassword } from './queries.ts';
import { admitTry, forgiveTry } from './throttle.ts';

export type PasswordChange = { login: string; current: string; next: string; address: string; userAgent: string | null };

/**
 * Changes the actor's own password. Every session of the account ends and a new one opens, whose token is returned.
 * @throws AppError wrong-login, weak-password, too-many-tries.
 */
export async function changePassword(deps: Deps, actor: SignedInActor, change: PasswordChange): Promise<string> {
  const { login, current, next, userAgent } = change;
  await admitTry(deps, change);
  const known = await findPassword(deps.app, login);
  if (!(await verifyPassword(known?.passwordHash ?? null, current))) throw new AppError('wrong-login');
  await forgiveTry(deps, change);
  if (next.normalize('NFC') === current.normalize('NFC')) throw new AppError('weak-password');
  refuseWeak(login, next);
  const hash = await hashPassword(next);
  return inScope(deps.app, actor, async (trx) => {
    await setPassword(trx, actor.userId, hash, false);
    await deleteSessionsOf(trx, actor.userId);
    await writeAudit(deps, trx, actor, { action: 'password.changed', subjectKind: 'user', subjectId: actor.userId });
    return openSession(deps, trx, actor.userId, userAgent);
  });
}

/** @throws AppError weak-password, with the fault. */
export function refuseWeak(login: string, password: string): void {
  const fault = passwordFault(login, password);
  if (fault !== null) throw new AppError('weak-password', { fault });
}
