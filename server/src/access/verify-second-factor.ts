import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  verifyAuthenticationResponse,
} from '@simplewebauthn/server';
import { AppError } from '../app-error.ts';
import { inScope, type Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import {
  findTicket,
  findTotp,
  listPasskeys,
  setTicketChallenge,
  type Ticket,
  takeRecoveryCode,
  takeTicket,
  takeTotpStep,
  usePasskey,
} from './factor-queries.ts';
import type { LoadActor } from './load-actor.ts';
import type { PasskeySite } from './passkey-site.ts';
import { findAccount } from './queries.ts';
import { recoveryCodeSha256 } from './recovery-code.ts';
import type { Seal } from './seal.ts';
import { tokenSha256 } from './session-token.ts';
import { enter, type SignedIn } from './sign-in.ts';
import { admitFactorTry, forgiveFactorTries } from './throttle.ts';
import { stepOfCode } from './totp.ts';

export type Proof =
  | { readonly kind: 'totp'; readonly code: string }
  | { readonly kind: 'recovery-code'; readonly code: string }
  | { readonly kind: 'passkey'; readonly response: Readonly<Record<string, unknown>> };

export type SecondStep = { readonly ticket: string; readonly proof: Proof; readonly userAgent: string | null };

/** What a passkey of the ticket's account must sign. @throws AppError ticket-expired, passkey-refused (it has none for this site). */
export async function askPasskey(deps: Deps, ticket: string, { rpId }: PasskeySite) {
  const found = await findTicket(deps.app, tokenSha256(ticket), 'sign-in', deps.now());
  if (!found) throw new AppError('ticket-expired');
  const ofSite = (await listPasskeys(deps.app, found.userId)).filter(({ rp_id }) => rp_id === rpId);
  if (ofSite.length === 0) throw new AppError('passkey-refused');
  const options = await generateAuthenticationOptions({
    rpID: rpId,
    allowCredentials: ofSite.map(({ credential_id, transports }) => ({ id: credential_id, transports })),
    userVerification: 'preferred',
  });
  await setTicketChallenge(deps.app, tokenSha256(ticket), options.challenge);
  return options;
}

/**
 * The second step of signing in. Each code and each signature opens the account once, also when it is sent twenty times at once.
 * @param site of the screen that asks; only a passkey needs it.
 * @throws AppError ticket-expired, wrong-code, passkey-refused, second-factor-unreadable, too-many-tries, account-closed, no-area.
 */
export async function verifySecondFactor(
  deps: Deps,
  loadActor: LoadActor,
  { ticket, proof, userAgent }: SecondStep,
  { seal, site }: { seal: Seal; site: () => PasskeySite },
): Promise<SignedIn> {
  const found = await findTicket(deps.app, tokenSha256(ticket), 'sign-in', deps.now());
  if (!found) throw new AppError('ticket-expired');
  await admitFactorTry(deps, found.userId);
  const account = await findAccount(deps.app, found.userId);
  if (!account || account.disabledAt) throw new AppError('account-closed');
  const actor = await loadActor(account);
  const signedIn = await inScope(deps.app, actor, async (trx) => {
    const taken = await takeTicket(trx, tokenSha256(ticket), 'sign-in', deps.now());
    if (!taken) throw new AppError('ticket-expired');
    await takeProof(deps, trx, taken, proof, { seal, site });
    return enter(deps, trx, { account, actor, userAgent, by: proof.kind });
  });
  await forgiveFactorTries(deps, found.userId);
  return signedIn;
}

function takeProof(
  deps: Deps,
  trx: Trx,
  ticket: Ticket,
  proof: Proof,
  { seal, site }: { seal: Seal; site: () => PasskeySite },
): Promise<void> {
  switch (proof.kind) {
    case 'totp':
      return takeTotp(deps, trx, ticket, proof.code, seal);
    case 'recovery-code':
      return takeRecovery(trx, ticket, proof.code);
    case 'passkey':
      return takePasskey(deps, trx, ticket, proof.response, site());
  }
}

async function takeTotp(deps: Deps, trx: Trx, { userId }: Ticket, code: string, seal: Seal): Promise<void> {
  const totp = await findTotp(trx, userId);
  if (!totp?.confirmed_at) throw new AppError('wrong-code');
  const secret = seal.open(totp.sealed, userId);
  if (!secret) {
    deps.log.error({ userId }, 'a second factor cannot be read: it was sealed with another key (server.key or KSHEM_SECRET)');
    throw new AppError('second-factor-unreadable');
  }
  const now = deps.now();
  const step = stepOfCode(secret, code, now);
  if (step === null || !(await takeTotpStep(trx, userId, step, now))) throw new AppError('wrong-code');
}

async function takeRecovery(trx: Trx, { userId }: Ticket, code: string): Promise<void> {
  if (!(await takeRecoveryCode(trx, userId, recoveryCodeSha256(code)))) throw new AppError('wrong-code');
}

async function takePasskey(
  deps: Deps,
  trx: Trx,
  { userId, challenge }: Ticket,
  response: Readonly<Record<string, unknown>>,
  { origin, rpId }: PasskeySite,
): Promise<void> {
  const known = (await listPasskeys(trx, userId)).find(
    ({ credential_id, rp_id }) => credential_id === response.id && rp_id === rpId,
  );
  if (!known || challenge === null) throw new AppError('passkey-refused');
  const checked = await verifyAuthenticationResponse({
    response: response as unknown as AuthenticationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: rpId,
    requireUserVerification: false,
    credential: {
      id: known.credential_id,
      publicKey: Uint8Array.from(known.public_key),
      counter: known.sign_count,
      transports: known.transports,
    },
  }).catch(() => null);
  if (!checked?.verified) throw new AppError('passkey-refused');
  await usePasskey(trx, known.credential_id, checked.authenticationInfo.newCounter, deps.now());
}
