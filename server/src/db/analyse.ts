import { sql } from 'kysely';
import { withOwner } from './with-owner.ts';

/**
 * Tells PostgreSQL how large the tables have become, after many rows were written at once. It finds out by itself within minutes; until
 * then statements would be planned, and the plans kept, as if the tables were still empty.
 */
export async function analyse(ownerUrl: string): Promise<void> {
  await withOwner(ownerUrl, (owner) => sql`analyze`.execute(owner));
}
