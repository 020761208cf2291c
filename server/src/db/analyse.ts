import { sql } from 'kysely';
import { withOwner } from './with-owner.ts';

/**
 * Tells PostgreSQL how large the tables have become, after many rows were written at once. It finds out by itself within minutes; until
 * then statements would be planned, and the plans kept, as if the tables were still empty.
 */
export async function analyse(ownerUrl: string): Promise<void> {
  // How many rows there are is what matters now; a tenth of the usual sample tells it in a tenth of the time.
  await withOwner(ownerUrl, async (owner) => {
    await sql`set default_statistics_target = 10`.execute(owner);
    await sql`analyze`.execute(owner);
  });
}
