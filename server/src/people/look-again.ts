import { sql } from 'kysely';
import { AppError } from '../app-error.ts';
import type { Trx } from '../db/transaction.ts';

/** Others may be first again and again; more often than this is a mistake of ours. */
const mostLooks = 10;

/**
 * Looks, locks what was found and looks whether it is still so, until it is. What was locked in vain is let go first: two who hold what
 * neither needs would wait for each other.
 *
 * @param look null: it was not so any more
 * @throws AppError conflict
 */
export async function lookAgain<T>(trx: Trx, look: () => Promise<T | null>): Promise<T> {
  for (let looks = 1; looks <= mostLooks; looks++) {
    await sql`savepoint look`.execute(trx);
    const found = await look();
    await sql.raw(found === null ? 'rollback to savepoint look' : 'release savepoint look').execute(trx);
    if (found !== null) return found;
  }
  throw new AppError('conflict');
}
