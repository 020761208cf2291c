import type { Writable } from 'node:stream';
import type pg from 'pg';
import { statementName } from './connect.ts';
import { leave } from './one-trip.ts';
import { type Scope, setScope } from './transaction.ts';

export type Statement = { readonly text: string; readonly values: readonly unknown[] };
export type Rows = readonly Readonly<Record<string, unknown>>[];

/** Each call is one round trip, whatever the number of its statements; it answers with the rows of each. */
export type Trips = {
  send(...statements: Statement[]): Promise<Rows[]>;
  /** The last trip: COMMIT goes out with it, so nothing can be decided after it. */
  commit(...statements: Statement[]): Promise<Rows[]>;
};

/**
 * A scoped transaction like `inScope`, for what a caller waits for and one statement cannot do (db/one-trip.ts): BEGIN and the scope
 * go out with the first statements, COMMIT with the last. Rolls back when anything fails, or when nothing was committed.
 *
 * @param settings SET LOCALs for the whole of it, such as `byKeyOnly`
 */
export async function inTrips<T>(pool: pg.Pool, scope: Scope, work: (trips: Trips) => Promise<T>, settings = ''): Promise<T> {
  const client = await pool.connect();
  const transaction = { begun: false, committed: false };
  const trips: Trips = {
    send: async (...statements) => {
      const begin = transaction.begun ? [] : [() => client.query(`begin; ${setScope(scope)}; ${settings}`)];
      transaction.begun = true;
      return oneWrite(client, begin, statements.map(sendTo(client)));
    },
    commit: async (...statements) => {
      const rows = await oneWrite(client, [], statements.map(sendTo(client)), [() => client.query('commit')]);
      transaction.committed = true;
      return rows;
    },
  };
  try {
    const result = await work(trips);
    if (transaction.committed || !transaction.begun) client.release();
    else await leave(client, undefined);
    return result;
  } catch (error) {
    await leave(client, error);
    throw error;
  }
}

/**
 * For statements that reach a few rows by their keys: their plan is kept, and one that was made while a table was nearly empty would go
 * through all of it when it has grown.
 */
export const byKeyOnly = 'set local enable_seqscan = off; set local enable_hashjoin = off; set local enable_mergejoin = off';

function sendTo(client: pg.PoolClient) {
  return ({ text, values }: Statement) =>
    () =>
      client.query({ name: statementName(text), text, values: values as unknown[] });
}

type Sending = readonly (() => Promise<pg.QueryResult>)[];

/**
 * Sends everything in one packet: otherwise each statement wakes the database by itself, at more cost than many of them have. Waits for
 * all, so that nothing is still on its way when the first failure is thrown.
 */
async function oneWrite(client: pg.PoolClient, before: Sending, statements: Sending, after: Sending = []): Promise<Rows[]> {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection;
  stream.cork();
  const sent = [...before, ...statements, ...after].map((send) => send());
  stream.uncork();
  const settled = await Promise.allSettled(sent);
  for (const part of settled) if (part.status === 'rejected') throw part.reason;
  return Promise.all(sent.slice(before.length, before.length + statements.length).map(async (one) => (await one).rows));
}
