import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { findTotp, putTotp, releaseSessions, takeTotpStep } from './factor-queries.ts';
import type { SignedInActor } from './load-actor.ts';
import { type OwnProof, refuseWrongPassword } from './own-password.ts';
import { firstRecoveryCodes } from './renew-recovery-codes.ts';
import type { Seal } from './seal.ts';
import { newTotpSecret, shownTotp, stepOfCode } from './totp.ts';

/**
 * A new secret for the actor's authenticator app, kept sealed. It opens nothing before confirmTotp.
 * @throws AppError wrong-password, too-many-tries, second-factor-exists.
 */
export async function beginTotp(
  deps: Deps,
  actor: SignedInActor,
  proof: OwnProof,
  seal: Seal,
): Promise<{ secret: string; uri: string }> {
  await refuseWrongPassword(deps, proof);
  const secret = newTotpSecret();
  const sealed = seal.close(secret, actor.userId);
  if (!(await putTotp(deps.app, { user_id: actor.userId, sealed, made_at: deps.now() })))
    throw new AppError('second-factor-exists');
  return shownTotp(secret, proof.login);
}

/**
 * The app has the secret: a code from it is asked for from now on. That code itself is used up.
 * @returns recovery codes where the account had none, else null.
 * @throws AppError not-found (no secret waits), wrong-code, second-factor-unreadable.
 */
export async function confirmTotp(
  deps: Deps,
  actor: SignedInActor,
  { code }: { code: string },
  seal: Seal,
): Promise<string[] | null> {
  const { userId } = actor;
  const now = deps.now();
  return inScope(deps.app, actor, async (trx) => {
    const totp = await findTotp(trx, userId);
    if (!totp || totp.confirmed_at) throw new AppError('not-found');
    const secret = seal.open(totp.sealed, userId);
    if (!secret) throw new AppError('second-factor-unreadable');
    const step = stepOfCode(secret, code, now);
    if (step === null || !(await takeTotpStep(trx, userId, step, now))) throw new AppError('wrong-code');
    await releaseSessions(trx, userId);
    await writeAudit(deps, trx, actor, {
      action: 'second-factor.added',
      subjectKind: 'user',
      subjectId: userId,
      detail: { kind: 'totp' },
    });
    return firstRecoveryCodes(trx, userId, now);
  });
}
