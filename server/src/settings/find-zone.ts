import { AppError } from '../app-error.ts';
import type { Db } from '../db/connect.ts';
import type { Trx } from '../db/transaction.ts';

/**
 * The time zone in which a district's days begin and end.
 * @throws AppError not-found for a district that is not there
 */
export async function findZone(db: Db | Trx, districtId: number): Promise<string> {
  const row = await db.selectFrom('district').select('time_zone').where('id', '=', districtId).executeTakeFirst();
  if (!row) throw new AppError('not-found', { districtId });
  return row.time_zone;
}
