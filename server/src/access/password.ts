import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(argon2);

/** OWASP's second choice for argon2id: 19 MiB, two passes, one lane; about 35 ms on a small server. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const tagLength = 32;

/** The password as argon2id in PHC form: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`, base64 without padding. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const hash = await derive('argon2id', { message: bytesOf(password), nonce, tagLength, ...cost });
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${base64(nonce)}$${base64(hash)}`;
}

/**
 * Whether the password is the one that was hashed, with the parameters written in the hash. Without a hash (unknown login, account
 * that may not sign in) it takes as long and is false, so that the time taken tells nothing.
 */
export async function verifyPassword(phc: string | null, password: string): Promise<boolean> {
  const read = phc === null ? null : readPhc(phc);
  const { memory, passes, parallelism, nonce, hash } = read ?? nobody;
  const found = await derive('argon2id', {
    message: bytesOf(password),
    nonce,
    tagLength: hash.length,
    memory,
    passes,
    parallelism,
  });
  return timingSafeEqual(found, hash) && read !== null;
}

type Phc = { memory: number; passes: number; parallelism: number; nonce: Buffer; hash: Buffer };

const nobody: Phc = { ...cost, nonce: randomBytes(16), hash: randomBytes(tagLength) };

function readPhc(phc: string): Phc | null {
  const [, memory, passes, parallelism, nonce, hash] =
    /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(phc) ?? [];
  if (!memory || !passes || !parallelism || !nonce || !hash) return null;
  return {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    nonce: Buffer.from(nonce, 'base64'),
    hash: Buffer.from(hash, 'base64'),
  };
}

/** One spelling for what looks the same: keyboards compose Hindi letters differently. */
function bytesOf(password: string): Buffer {
  return Buffer.from(password.normalize('NFC'), 'utf8');
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
