import {
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  type VerifiedRegistrationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { insertPasskey, listPasskeys, releaseSessions, takeTicket } from './factor-queries.ts';
import type { SignedInActor } from './load-actor.ts';
import { type OwnProof, refuseWrongPassword } from './own-password.ts';
import type { PasskeySite } from './passkey-site.ts';
import { firstRecoveryCodes } from './renew-recovery-codes.ts';
import { tokenSha256 } from './session-token.ts';
import { giveTicket } from './step-ticket.ts';

/** What the browser needs to make a passkey for this site. @throws AppError wrong-password, too-many-tries. */
export async function beginPasskey(deps: Deps, actor: SignedInActor, proof: OwnProof, { rpId }: PasskeySite) {
  await refuseWrongPassword(deps, proof);
  const { userId } = actor;
  const known = await listPasskeys(deps.app, userId);
  const options = await generateRegistrationOptions({
    rpName: 'Kshem',
    rpID: rpId,
    userName: proof.login,
    userID: Uint8Array.from(Buffer.from(userId.replaceAll('-', ''), 'hex')),
    excludeCredentials: known.map(({ credential_id, transports }) => ({ id: credential_id, transports })),
    // The password was asked for already: a key without a PIN is a second factor too.
    authenticatorSelection: { residentKey: 'discouraged', userVerification: 'preferred' },
  });
  const ticket = await giveTicket(deps, deps.app, { userId, purpose: 'add-passkey', challenge: options.challenge });
  return { ticket, options };
}

export type NewPasskey = { readonly ticket: string; readonly name: string; readonly response: Readonly<Record<string, unknown>> };

/**
 * Keeps the passkey that the browser made.
 * @returns recovery codes where the account had none, else null.
 * @throws AppError ticket-expired, passkey-refused.
 */
export async function addPasskey(
  deps: Deps,
  actor: SignedInActor,
  { ticket, name, response }: NewPasskey,
  site: PasskeySite,
): Promise<string[] | null> {
  const { userId } = actor;
  const now = deps.now();
  return inScope(deps.app, actor, async (trx) => {
    const taken = await takeTicket(trx, tokenSha256(ticket), 'add-passkey', now);
    if (!taken?.challenge || taken.userId !== userId) throw new AppError('ticket-expired');
    const { id: credential_id, publicKey, counter, transports } = (await verified(response, taken.challenge, site)).credential;
    await insertPasskey(trx, {
      credential_id,
      id: deps.newId(),
      user_id: userId,
      name,
      rp_id: site.rpId,
      public_key: Buffer.from(publicKey),
      sign_count: counter,
      transports: transports ?? [],
      made_at: now,
      last_used_at: null,
    });
    await releaseSessions(trx, userId);
    await writeAudit(deps, trx, actor, {
      action: 'second-factor.added',
      subjectKind: 'user',
      subjectId: userId,
      detail: { kind: 'passkey' },
    });
    return firstRecoveryCodes(trx, userId, now);
  });
}

async function verified(response: NewPasskey['response'], challenge: string, { origin, rpId }: PasskeySite) {
  const checked: VerifiedRegistrationResponse = await verifyRegistrationResponse({
    response: response as unknown as RegistrationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: rpId,
    requireUserVerification: false,
  }).catch(() => ({ verified: false }));
  if (!checked.verified) throw new AppError('passkey-refused');
  return checked.registrationInfo;
}
