import { createHash } from 'node:crypto';
import { AppError } from '../app-error.ts';
import type { Deps } from '../deps.ts';
import { countTry, forgetTries, takeBackTry } from './queries.ts';

const minute = 60_000;
const windowMs = 15 * minute;
const blockMs = 5 * minute;
/** Wrong passwords in the window before a login rests. */
const triesPerLogin = 10;
/** A call centre signs in from one address, all at once at the start of a shift; only the wrong tries stay counted. */
const triesPerAddress = 500;

export type SignInTry = { readonly login: string; readonly address: string };

/**
 * Counts the try before the password is looked at, so that twenty at once are twenty tries.
 * @throws AppError too-many-tries with the seconds to wait.
 */
export async function admitTry({ app, now }: Deps, { login, address }: SignInTry): Promise<void> {
  const at = now();
  const shared = { now: at, windowStart: new Date(at.getTime() - windowMs), blockUntil: new Date(at.getTime() + blockMs) };
  const counted = [
    await countTry(app, { ...shared, key: keyOf('login', login), allowed: triesPerLogin }),
    await countTry(app, { ...shared, key: keyOf('address', address), allowed: triesPerAddress }),
  ];
  const until = Math.max(...counted.map(({ blockedUntil }) => blockedUntil?.getTime() ?? 0));
  if (until > at.getTime()) throw new AppError('too-many-tries', { retryAfterSeconds: Math.ceil((until - at.getTime()) / 1000) });
}

/** A right password clears the login; the address keeps the wrong tries of others. */
export async function forgiveTry({ app }: Deps, { login, address }: SignInTry): Promise<void> {
  await forgetTries(app, keyOf('login', login));
  await takeBackTry(app, keyOf('address', address));
}

/** Hashed: what people type into a login field can be their password. */
function keyOf(kind: 'login' | 'address', value: string): string {
  return `${kind}:${createHash('sha256').update(value).digest('base64url')}`;
}

/** A six-digit code is guessed sooner than a password: fewer tries, a longer rest, and a right password does not clear them. */
const triesPerFactor = 5;
const factorBlockMs = 15 * minute;

/** Counts a try of the second step. @throws AppError too-many-tries with the seconds to wait. */
export async function admitFactorTry({ app, now }: Deps, userId: string): Promise<void> {
  const at = now();
  const { blockedUntil } = await countTry(app, {
    key: `factor:${userId}`,
    now: at,
    windowStart: new Date(at.getTime() - windowMs),
    blockUntil: new Date(at.getTime() + factorBlockMs),
    allowed: triesPerFactor,
  });
  if (blockedUntil === null) return;
  throw new AppError('too-many-tries', { retryAfterSeconds: Math.ceil((blockedUntil.getTime() - at.getTime()) / 1000) });
}

export async function forgiveFactorTries({ app }: Deps, userId: string): Promise<void> {
  await forgetTries(app, `factor:${userId}`);
}
