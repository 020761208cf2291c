import { createHash, randomBytes } from 'node:crypto';

/** Crockford's base 32: without letters that are read as another. */
const letters = '0123456789abcdefghjkmnpqrstvwxyz';
const howMany = 10;

/** Ten codes of 16 letters in groups of four, 80 random bits each. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: howMany }, () => {
    const code = [...randomBytes(16)].map((byte) => letters[byte & 31]).join('');
    return code.match(/.{4}/g)?.join('-') ?? code;
  });
}

/** Typed with or without hyphens, in small letters or capitals, o for 0 and l for 1. */
export function recoveryCodeSha256(typed: string): Buffer {
  const plain = typed
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
    .replaceAll('o', '0')
    .replaceAll(/[il]/g, '1');
  return createHash('sha256').update(plain).digest();
}
