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
 */
export async function inTrips<T>(pool: pg.Pool, scope: Scope, work: (trips: Trips) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  const transaction = { begun: false, committed: false };
  const trips: Trips = {
    send: async (...statements) => {
      const begin = transaction.begun ? [] : [client.query(`begin; ${setScope(scope)}`)];
      transaction.begun = true;
      return answers(begin, statements.map(sendTo(client)));
    },
    commit: async (...statements) => {
      const rows = await answers([], statements.map(sendTo(client)), [client.query('commit')]);
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

function sendTo(client: pg.PoolClient) {
  return ({ text, values }: Statement) => client.query({ name: statementName(text), text, values: values as unknown[] });
}

type Sent = readonly Promise<pg.QueryResult>[];

/** Waits for all, so that nothing is still on its way when the first failure is thrown. */
async function answers(before: Sent, statements: Sent, after: Sent = []): Promise<Rows[]> {
  const settled = await Promise.allSettled([...before, ...statements, ...after]);
  for (const part of settled) if (part.status === 'rejected') throw part.reason;
  return Promise.all(statements.map(async (statement) => (await statement).rows));
}
