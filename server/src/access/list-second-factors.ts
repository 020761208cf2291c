import type { Deps } from '../deps.ts';
import { countRecoveryCodes, factorStanding, findTotp, listPasskeys } from './factor-queries.ts';
import type { SignedInActor } from './load-actor.ts';

/** The actor's own second factors, without anything that would open the account. */
export async function listSecondFactors({ app }: Deps, { userId }: SignedInActor) {
  const [totp, passkeys, recoveryCodesLeft, { needed }] = await Promise.all([
    findTotp(app, userId),
    listPasskeys(app, userId),
    countRecoveryCodes(app, userId),
    factorStanding(app, userId),
  ]);
  return {
    totp: totp?.confirmed_at ? { confirmedAt: totp.confirmed_at, lastUsedAt: totp.last_used_at } : null,
    passkeys: passkeys.map(({ id, name, rp_id, made_at, last_used_at }) => ({
      id,
      name,
      host: rp_id,
      madeAt: made_at,
      lastUsedAt: last_used_at,
    })),
    recoveryCodesLeft,
    needed,
  };
}
