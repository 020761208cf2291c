import { describe, expect, test } from 'vitest';
import { hashPassword, verifyPassword } from './password.ts';

describe('passwords', () => {
  test('a password is known again, another is not, and no two hashes are alike', async () => {
    const [one, other] = await Promise.all([hashPassword('a long pass phrase'), hashPassword('a long pass phrase')]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(one).not.toBe(other);
    expect(await verifyPassword(one, 'a long pass phrase')).toBe(true);
    expect(await verifyPassword(one, 'a long pass phrasE')).toBe(false);
  });

  test('a hash made elsewhere with other parameters is verified by its own', async () => {
    // Test vector of the argon2 reference implementation: "password", salt "somesalt", t=2, m=64 MiB, p=1.
    const reference = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
    expect(await verifyPassword(reference, 'password')).toBe(true);
    expect(await verifyPassword(reference, 'differentpassword')).toBe(false);
  });

  test('Hindi typed on two keyboards is one password', async () => {
    expect(await verifyPassword(await hashPassword('बड़ा सा पासवर्ड'.normalize('NFD')), 'बड़ा सा पासवर्ड'.normalize('NFC'))).toBe(
      true,
    );
  });

  test('without a hash, or with one that cannot be read, nothing is the password', async () => {
    expect(await verifyPassword(null, 'anything at all')).toBe(false);
    expect(await verifyPassword('plain text', 'plain text')).toBe(false);
  });
});
