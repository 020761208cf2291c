import pg from 'pg';
import { type Db, openKysely } from './connect.ts';

/** One connection as the tables' owner, for partitions and nothing else; closed after. */
export async function withOwner<T>(ownerUrl: string, work: (owner: Db) => Promise<T>): Promise<T> {
  const owner = openKysely(new pg.Pool({ connectionString: ownerUrl, max: 1 }));
  try {
    return await work(owner);
  } finally {
    await owner.destroy();
  }
}
