import { randomFillSync } from 'node:crypto';

const pool = Buffer.alloc(10 * 512);
let used = pool.length;

/**
 * A UUID version 7 made here, not in the database: it sorts by time, is known before the row is written, and is the same on every
 * PostgreSQL. `at` is the instant it carries (a simulated day makes ids of its own time).
 */
export function newId(at: Date): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const random = pool.subarray(used, used + 10);
  used += 10;
  const time = at.getTime().toString(16).padStart(12, '0');
  random[0] = ((random[0] as number) & 0x0f) | 0x70;
  random[2] = ((random[2] as number) & 0x3f) | 0x80;
  const rest = random.toString('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-${rest.slice(0, 4)}-${rest.slice(4, 8)}-${rest.slice(8)}`;
}

/** The UTC date on which such an id was made; finds its row in a history that is cut by days. */
export function dayOfId(id: string): string {
  return new Date(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toISOString().slice(0, 10);
}
