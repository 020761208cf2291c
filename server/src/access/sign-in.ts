import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inScope, type Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { countRecoveryCodes, factorStanding, findTotp, listPasskeys } from './factor-queries.ts';
import type { LoadActor, SignedInActor } from './load-actor.ts';
import { openSession } from './open-session.ts';
import { verifyPassword } from './password.ts';
import { type Account, findAccount, findPassword } from './queries.ts';
import { giveTicket } from './step-ticket.ts';
import { admitTry, forgiveTry } from './throttle.ts';

export type SignIn = { login: string; password: string; address: string; userAgent: string | null };
export type SignedIn = { next: 'in'; token: string; account: Account; actor: SignedInActor; mustAddSecondFactor: boolean };
export type FactorKind = 'totp' | 'passkey' | 'recovery-code';
/** The password was right; verifySecondFactor takes the ticket and the second proof. */
export type HalfSignedIn = { next: 'second-factor'; ticket: string; kinds: FactorKind[] };

/**
 * Opens a session, or gives a ticket to an account with a second factor. An unknown login and a wrong password are one refusal and take the
 * same time; that an account is closed is told only to who knows its password.
 * @throws AppError wrong-login, account-closed, too-many-tries, no-area.
 */
export async function signIn(
  deps: Deps,
  loadActor: LoadActor,
  { login, password, address, userAgent }: SignIn,
): Promise<SignedIn | HalfSignedIn> {
  const attempt = { login: login.trim().toLowerCase(), address };
  await admitTry(deps, attempt);
  const known = await findPassword(deps.app, attempt.login);
  if (!(await verifyPassword(known?.passwordHash ?? null, password)) || !known) throw new AppError('wrong-login');
  await forgiveTry(deps, attempt);
  if (known.disabledAt) throw new AppError('account-closed');
  const kinds = await factorKinds(deps, known.userId);
  if (kinds.length > 0) {
    return {
      next: 'second-factor',
      ticket: await giveTicket(deps, deps.app, { userId: known.userId, purpose: 'sign-in' }),
      kinds,
    };
  }
  const account = await findAccount(deps.app, known.userId);
  if (!account) throw new AppError('wrong-login');
  const actor = await loadActor(account);
  return inScope(deps.app, actor, (trx) => enter(deps, trx, { account, actor, userAgent, by: 'password' }));
}

/** Which second proofs the account can give; none where it signs in by password alone. */
async function factorKinds({ app }: Deps, userId: string): Promise<FactorKind[]> {
  const [totp, passkeys, codes] = [
    await findTotp(app, userId),
    await listPasskeys(app, userId),
    await countRecoveryCodes(app, userId),
  ];
  const kinds: FactorKind[] = [];
  if (totp?.confirmed_at) kinds.push('totp');
  if (passkeys.length > 0) kinds.push('passkey');
  if (kinds.length > 0 && codes > 0) kinds.push('recovery-code');
  return kinds;
}

/** Everything asked for was shown: opens the session. */
export async function enter(
  deps: Deps,
  trx: Trx,
  {
    account,
    actor,
    userAgent,
    by,
  }: Pick<SignedIn, 'account' | 'actor'> & { userAgent: string | null; by: FactorKind | 'password' },
): Promise<SignedIn> {
  const { userId } = account;
  await writeAudit(deps, trx, actor, { action: 'session.opened', subjectKind: 'user', subjectId: userId, detail: { by } });
  const { needed, has } = await factorStanding(trx, userId);
  return {
    next: 'in',
    token: await openSession(deps, trx, userId, userAgent),
    account,
    actor,
    mustAddSecondFactor: needed && !has,
  };
}
