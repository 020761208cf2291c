import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inScope, type Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { deleteFactors, deletePasskey, deleteTotp, factorStanding, replaceRecoveryCodes } from './factor-queries.ts';
import type { SignedInActor } from './load-actor.ts';
import { accountToManage } from './may-manage.ts';
import { type OwnProof, refuseWrongPassword } from './own-password.ts';
import { deleteSessionsOf, findAccount, type ManagedAccount } from './queries.ts';

/** @throws AppError wrong-password, too-many-tries, not-found, second-factor-needed (the last one, and a role needs it). */
export function removeTotp(deps: Deps, actor: SignedInActor, proof: OwnProof): Promise<void> {
  return remove(deps, actor, proof, 'totp', (trx) => deleteTotp(trx, actor.userId));
}

/** @throws AppError wrong-password, too-many-tries, not-found, second-factor-needed. */
export function removePasskey(deps: Deps, actor: SignedInActor, proof: OwnProof & { passkeyId: string }): Promise<void> {
  return remove(deps, actor, proof, 'passkey', (trx) => deletePasskey(trx, actor.userId, proof.passkeyId));
}

async function remove(
  deps: Deps,
  actor: SignedInActor,
  proof: OwnProof,
  kind: 'totp' | 'passkey',
  take: (trx: Trx) => Promise<boolean>,
): Promise<void> {
  await refuseWrongPassword(deps, proof);
  const { userId } = actor;
  await inScope(deps.app, actor, async (trx) => {
    if (!(await take(trx))) throw new AppError('not-found');
    const { needed, has } = await factorStanding(trx, userId);
    if (needed && !has) throw new AppError('second-factor-needed');
    // Codes without a factor would be the only key to an account that asks for none.
    if (!has) await replaceRecoveryCodes(trx, userId, [], deps.now());
    await writeAudit(deps, trx, actor, {
      action: 'second-factor.removed',
      subjectKind: 'user',
      subjectId: userId,
      detail: { kind },
    });
  });
}

/**
 * The phone is lost: somebody else takes away all second factors of an account. Its sessions end; its password alone opens it until it has
 * a new one.
 * @throws AppError not-found, own-account.
 */
export function clearSecondFactors(deps: Deps, actor: Actor, userId: string): Promise<ManagedAccount> {
  if (actor.userId === userId) throw new AppError('own-account');
  return inScope(deps.app, actor, async (trx) => {
    await accountToManage(trx, actor, userId);
    await deleteFactors(trx, userId);
    await deleteSessionsOf(trx, userId);
    await writeAudit(deps, trx, actor, { action: 'second-factor.cleared', subjectKind: 'user', subjectId: userId });
    return (await findAccount(trx, userId)) as ManagedAccount;
  });
}
