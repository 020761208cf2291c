import { type Insertable, sql } from 'kysely';
import type { Trx } from '../db/transaction.ts';
import type { DB } from '../db/types.ts';

export async function insertHandOver(trx: Trx, row: Insertable<DB['hand_over']>): Promise<boolean> {
  const made = await trx
    .insertInto('hand_over')
    .values(row)
    .onConflict((conflict) => conflict.columns(['district_id', 'id']).doNothing())
    .returning('id')
    .execute();
  return made.length > 0;
}

/** Whether an account is a doctor's of the district and open. */
export async function isDoctorOf(trx: Trx, districtId: number, userId: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from app_user u join user_role r on r.user_id = u.id and r.role = 'doctor'
    join user_area a on a.user_id = u.id and a.district_id = ${districtId}
    where u.id = ${userId} and u.disabled_at is null limit 1`.execute(trx);
  return rows.length > 0;
}

export type HandOverRow = {
  handOverId: string;
  byUser: string;
  byHi: string;
  byEn: string;
  toUser: string | null;
  toHi: string | null;
  toEn: string | null;
  note: string;
  areaIds: number[];
  escalationIds: string[];
  writtenAt: Date;
  takenHi: string | null;
  takenEn: string | null;
  takenAt: Date | null;
};

/** Not taken yet, or taken since an instant; the latest first. Plan it relies on: a district has a few a day; read whole by its key. */
export async function listHandOversSince(trx: Trx, districtId: number, since: Date): Promise<HandOverRow[]> {
  const { rows } = await sql<HandOverRow>`
    select h.id "handOverId", h.by_user "byUser", b.name_hi "byHi", b.name_en "byEn", h.to_user "toUser", t.name_hi "toHi", t.name_en "toEn",
      h.note, h.area_ids "areaIds", h.escalation_ids "escalationIds", h.written_at "writtenAt", k.name_hi "takenHi", k.name_en "takenEn",
      h.taken_at "takenAt"
    from hand_over h join app_user b on b.id = h.by_user left join app_user t on t.id = h.to_user left join app_user k on k.id = h.taken_by
    where h.district_id = ${districtId} and (h.taken_by is null or h.taken_at >= ${since})
    order by h.written_at desc, h.id desc limit 50`.execute(trx);
  return rows;
}

export type LockedHandOver = {
  byUser: string;
  toUser: string | null;
  areaIds: number[];
  escalationIds: string[];
  takenBy: string | null;
};

export async function lockHandOver(trx: Trx, districtId: number, handOverId: string): Promise<LockedHandOver | undefined> {
  const { rows } = await sql<LockedHandOver>`
    select by_user "byUser", to_user "toUser", area_ids "areaIds", escalation_ids "escalationIds", taken_by "takenBy" from hand_over
    where district_id = ${districtId} and id = ${handOverId} for no key update`.execute(trx);
  return rows[0];
}

export async function saveTaken(trx: Trx, districtId: number, handOverId: string, by: string, at: Date): Promise<void> {
  await trx
    .updateTable('hand_over')
    .set({ taken_by: by, taken_at: at })
    .where('district_id', '=', districtId)
    .where('id', '=', handOverId)
    .execute();
}

export async function putDuty(trx: Trx, row: Insertable<DB['duty']>): Promise<void> {
  await trx
    .insertInto('duty')
    .values(row)
    .onConflict((conflict) => conflict.columns(['district_id', 'user_id']).doUpdateSet({ until_at: row.until_at }))
    .execute();
}

export async function dropDuty(trx: Trx, districtId: number, userId: string): Promise<void> {
  await trx.deleteFrom('duty').where('district_id', '=', districtId).where('user_id', '=', userId).execute();
}

export type DutyRow = { userId: string; nameHi: string; nameEn: string; fromAt: Date; untilAt: Date; holds: number };

/** Plan it relies on: index escalation_open for what each holds; a district has a few doctors on duty. */
export async function listDutyAt(trx: Trx, districtId: number, now: Date): Promise<DutyRow[]> {
  const { rows } = await sql<DutyRow>`
    select d.user_id "userId", u.name_hi "nameHi", u.name_en "nameEn", d.from_at "fromAt", d.until_at "untilAt",
      (select count(*) from escalation x where x.district_id = ${districtId} and x.status = 'acknowledged'
        and x.acknowledged_by = d.user_id) holds
    from duty d join app_user u on u.id = d.user_id
    where d.district_id = ${districtId} and d.until_at > ${now}
    order by d.from_at, d.user_id`.execute(trx);
  return rows;
}
