import type { Writable } from 'node:stream';
import type pg from 'pg';
import { statementName } from './connect.ts';
import { type Scope, setScope } from './transaction.ts';

/**
 * Runs one statement in a transaction of its own, scoped like `inScope`, in one round trip: BEGIN with the scope, the statement and
 * COMMIT are written in one packet and answered together (in three packets each wakes the database by itself: a tenth of a claim's
 * cost). For the statements a caller waits for (claim, submit); a failure rolls back.
 *
 * @param durable false: answered before it is on disk. What a crash of the database then forgets (the last half second at most) must be
 * what nobody can have acted on; any durable commit that follows saves it too.
 */
export async function inOneTrip<Row>(
  pool: pg.Pool,
  scope: Scope,
  text: string,
  values: readonly unknown[],
  { durable = true }: { durable?: boolean } = {},
): Promise<Row[]> {
  const client = await pool.connect();
  try {
    const { stream } = (client as unknown as { connection: { stream: Writable } }).connection;
    stream.cork();
    const sent = [
      client.query(`begin; ${setScope(scope)}${durable ? '' : '; set local synchronous_commit = off'}`),
      client.query({ name: statementName(text), text, values: values as unknown[] }),
      client.query('commit'),
    ] as const;
    stream.uncork();
    const [begun, done, ended] = await Promise.allSettled(sent);
    for (const part of [begun, done, ended]) if (part.status === 'rejected') throw part.reason;
    client.release();
    return (done as PromiseFulfilledResult<pg.QueryResult>).value.rows as Row[];
  } catch (error) {
    await leave(client, error);
    throw error;
  }
}

/** A connection whose transaction may be open, or that is broken, must not go back to the pool as it is. */
export async function leave(client: pg.PoolClient, cause: unknown): Promise<void> {
  try {
    await client.query('rollback');
    client.release();
  } catch {
    client.release(cause instanceof Error ? cause : true);
  }
}
