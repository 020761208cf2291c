import type { Role } from '@kshem/domain/access/roles.ts';
import type { NeedStatus } from '@kshem/domain/need/need-state.ts';
import { CompiledQuery, type Insertable, sql, type Updateable } from 'kysely';
import type { Trx } from '../db/transaction.ts';
import type { DB } from '../db/types.ts';
import { raiseNeedCtes, type WantedNeed } from './raise-statement.ts';

export type RaiseAll = {
  readonly districtId: number;
  readonly now: Date;
  readonly wanted: readonly WantedNeed[];
};

/** Raises needs and counts them on the local day. @returns how many are new or open again */
export async function raiseAll(trx: Trx, { districtId, now, wanted }: RaiseAll): Promise<number> {
  const { rows } = await trx.executeQuery<{ n: number }>(
    CompiledQuery.raw(raiseAllStatement, [districtId, now, JSON.stringify(wanted)]),
  );
  return rows[0]?.n ?? 0;
}

const raiseAllStatement = `
with ${raiseNeedCtes({ district: '$1::int', now: '$2::timestamptz', wanted: '$3' })}, counted as (
  insert into day_counter as c (district_id, day, programme_id, area_id, name, n)
  select $1::int, ($2::timestamptz at time zone d.time_zone)::date, r.programme_id, r.area_id, 'needs-raised', count(*)
  from raised_need r join district d on d.id = $1::int
  group by d.time_zone, r.programme_id, r.area_id order by r.area_id, r.programme_id
  on conflict (district_id, day, programme_id, area_id, name) do update set n = c.n + excluded.n
)
select count(*) n from raised_need`;

export type LockedNeed = {
  status: NeedStatus;
  areaId: number;
  ownerUnit: string;
  raisedAt: Date;
  dueAt: Date;
  reopened: number;
};

export async function lockNeed(trx: Trx, districtId: number, needId: string): Promise<LockedNeed | undefined> {
  const { rows } = await sql<LockedNeed>`
    select status, area_id "areaId", owner_unit "ownerUnit", raised_at "raisedAt", due_at "dueAt", reopened from need
    where district_id = ${districtId} and id = ${needId} for no key update`.execute(trx);
  return rows[0];
}

export type NeedChange = Pick<
  Updateable<DB['need']>,
  'status' | 'closed_at' | 'updated_at' | 'assigned_to' | 'promised_at' | 'due_at' | 'reopened'
>;

export async function saveNeed(trx: Trx, districtId: number, needId: string, change: NeedChange): Promise<void> {
  await trx.updateTable('need').set(change).where('district_id', '=', districtId).where('id', '=', needId).execute();
}

export async function insertNeedEvent(trx: Trx, event: Insertable<DB['need_event']>): Promise<void> {
  await trx.insertInto('need_event').values(event).execute();
}

/** The roles of an account that is open and whose areas hold the need's; undefined for anybody else. */
export async function findRolesOver(
  trx: Trx,
  { districtId, userId, areaId }: { districtId: number; userId: string; areaId: number },
): Promise<Role[] | undefined> {
  const { rows } = await sql<{ roles: Role[] }>`
    select array(select r.role from user_role r where r.user_id = u.id) roles
    from app_user u join area a on a.id = ${areaId}
    where u.id = ${userId} and u.disabled_at is null
      and exists (select from user_area g where g.user_id = u.id and g.district_id = ${districtId} and g.area_id = any (a.path))`.execute(
    trx,
  );
  return rows[0]?.roles;
}
