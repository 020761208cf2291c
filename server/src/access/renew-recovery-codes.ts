import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inScope, type Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { countRecoveryCodes, factorStanding, replaceRecoveryCodes } from './factor-queries.ts';
import type { SignedInActor } from './load-actor.ts';
import { type OwnProof, refuseWrongPassword } from './own-password.ts';
import { newRecoveryCodes, recoveryCodeSha256 } from './recovery-code.ts';

/**
 * Ten new codes, which are told this once; those before are worth nothing any more.
 * @throws AppError wrong-password, too-many-tries, not-found (the account has no second factor).
 */
export async function renewRecoveryCodes(deps: Deps, actor: SignedInActor, proof: OwnProof): Promise<string[]> {
  await refuseWrongPassword(deps, proof);
  return inScope(deps.app, actor, async (trx) => {
    const { has } = await factorStanding(trx, actor.userId);
    if (!has) throw new AppError('not-found');
    await writeAudit(deps, trx, actor, { action: 'recovery-codes.renewed', subjectKind: 'user', subjectId: actor.userId });
    return putNew(trx, actor.userId, deps.now());
  });
}

/** The codes that come with an account's first second factor; null where it has some already. */
export async function firstRecoveryCodes(trx: Trx, userId: string, now: Date): Promise<string[] | null> {
  return (await countRecoveryCodes(trx, userId)) > 0 ? null : putNew(trx, userId, now);
}

async function putNew(trx: Trx, userId: string, now: Date): Promise<string[]> {
  const codes = newRecoveryCodes();
  await replaceRecoveryCodes(trx, userId, codes.map(recoveryCodeSha256), now);
  return codes;
}
