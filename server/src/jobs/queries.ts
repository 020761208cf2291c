import { sql } from 'kysely';
import type { Db } from '../db/connect.ts';
import type { Trx } from '../db/transaction.ts';

export async function listDistricts(db: Db): Promise<{ id: number; timeZone: string }[]> {
  return db.selectFrom('district').select(['id', 'time_zone as timeZone']).orderBy('id').execute();
}

/** Takes up to 100 rows out of a district's outbox; they are gone when the transaction commits, and back when it does not. */
export async function takeOutbox(trx: Trx, districtId: number): Promise<{ id: string; job: string; payload: unknown }[]> {
  const { rows } = await sql<{ id: string; job: string; payload: unknown }>`
    delete from outbox where district_id = ${districtId} and id in (
      select id from outbox where district_id = ${districtId} order by id limit 100 for update skip locked)
    returning id, job, payload`.execute(trx);
  return rows;
}
