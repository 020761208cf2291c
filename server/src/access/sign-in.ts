import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import type { LoadActor, SignedInActor } from './load-actor.ts';
import { openSession } from './open-session.ts';
import { verifyPassword } from './password.ts';
import { type Account, findAccount, findPassword } from './queries.ts';
import { admitTry, forgiveTry } from './throttle.ts';

export type SignIn = { login: string; password: string; address: string; userAgent: string | null };
export type SignedIn = { token: string; account: Account; actor: SignedInActor };

/**
 * Opens a session. An unknown login, a closed account and a wrong password are one refusal and take the same time.
 * @throws AppError wrong-login, too-many-tries, no-area.
 */
export async function signIn(
  deps: Deps,
  loadActor: LoadActor,
  { login, password, address, userAgent }: SignIn,
): Promise<SignedIn> {
  const attempt = { login: login.trim().toLowerCase(), address };
  await admitTry(deps, attempt);
  const known = await findPassword(deps.app, attempt.login);
  if (!(await verifyPassword(known?.passwordHash ?? null, password)) || !known || known.disabledAt)
    throw new AppError('wrong-login');
  await forgiveTry(deps, attempt);
  const account = await findAccount(deps.app, known.userId);
  if (!account) throw new AppError('wrong-login');
  const actor = await loadActor(account);
  const token = await inScope(deps.app, actor, async (trx) => {
    await writeAudit(deps, trx, actor, { action: 'session.opened', subjectKind: 'user', subjectId: account.userId });
    return openSession(deps, trx, account.userId, userAgent);
  });
  return { token, account, actor };
}
