import { createHash, randomBytes } from 'node:crypto';

/** What the holder of a session shows. The database keeps only its SHA-256: a stolen backup opens no session. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

export function tokenSha256(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** A session ends when it was not used for this long. */
export const idleHours = 12;

export function expiryFrom(now: Date): Date {
  return new Date(now.getTime() + idleHours * 3_600_000);
}
