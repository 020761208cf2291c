import { Secret, TOTP } from 'otpauth';

/** Seconds a code stands for; what every authenticator app assumes. */
const period = 30;
/** A phone's clock may be this many steps off, either way. */
const drift = 1;

export function newTotpSecret(): Buffer {
  return Buffer.from(new Secret({ size: 20 }).buffer);
}

/** The secret as it is typed (base32), and as the app scans it. The label tells one account from another in the app. */
export function shownTotp(secret: Buffer, login: string): { secret: string; uri: string } {
  const totp = totpOf(secret, login);
  return { secret: totp.secret.base32, uri: totp.toString() };
}

/** The step whose code this is, or null. The caller sees to it that no step is taken twice. */
export function stepOfCode(secret: Buffer, code: string, at: Date): number | null {
  const delta = totpOf(secret, '').validate({ token: code, timestamp: at.getTime(), window: drift });
  return delta === null ? null : Math.floor(at.getTime() / 1000 / period) + delta;
}

function totpOf(secret: Buffer, label: string): TOTP {
  const bytes = Uint8Array.from(secret);
  return new TOTP({ issuer: 'Kshem', label, secret: new Secret({ buffer: bytes.buffer }), period, digits: 6, algorithm: 'SHA1' });
}
