import type { Role } from '@kshem/domain/access/roles.ts';
import { type Insertable, sql } from 'kysely';
import type { Db } from '../db/connect.ts';
import type { Trx } from '../db/transaction.ts';
import type { DB } from '../db/types.ts';

type Handle = Db | Trx;

export async function findSettings(db: Handle, districtId: number) {
  return db
    .selectFrom('district_setting')
    .select(['second_factor_roles', 'calls_from', 'calls_until', 'closed_weekdays', 'changed_at', 'changed_by'])
    .select(sql<string[]>`closed_days::text[]`.as('closed_days'))
    .where('district_id', '=', districtId)
    .executeTakeFirst();
}

export async function putSettings(
  trx: Trx,
  row: Pick<Insertable<DB['district_setting']>, 'district_id'> & Partial<Insertable<DB['district_setting']>>,
  by: { changed_at: Date; changed_by: string | null },
): Promise<void> {
  const { district_id, ...given } = row;
  const set = { ...given, ...by };
  await trx
    .insertInto('district_setting')
    .values({ second_factor_roles: [], closed_weekdays: [], closed_days: [], ...set, district_id })
    .onConflict((conflict) => conflict.column('district_id').doUpdateSet(set))
    .execute();
}

/** Open sessions of accounts that need a second factor and have none can do nothing but add one; all others are free. */
export async function markSessions(trx: Trx, districtId: number): Promise<void> {
  await sql`update session s set must_add_second_factor =
      exists (select from user_area a join district_setting d on d.district_id = a.district_id
        join user_role r on r.user_id = a.user_id and r.role = any (d.second_factor_roles) where a.user_id = s.user_id)
      and not exists (select from totp_secret f where f.user_id = s.user_id and f.confirmed_at is not null)
      and not exists (select from passkey f where f.user_id = s.user_id)
    where s.user_id in (select a.user_id from user_area a where a.district_id = ${districtId})`.execute(trx);
}

export type AreaRow = { id: number; level: string; path: number[]; districtId: number | null };

export async function findArea(db: Handle, areaId: number): Promise<AreaRow | undefined> {
  return db
    .selectFrom('area')
    .select(['id', 'level', 'path', 'district_id as districtId'])
    .where('id', '=', areaId)
    .executeTakeFirst();
}

/** One at a time adds or renames areas of a district, so that a code is given once. */
export async function lockDistrict(trx: Trx, districtId: number): Promise<void> {
  await trx.selectFrom('district').select('id').where('id', '=', districtId).forUpdate().execute();
}

/** LGD numbers each level by itself. */
export async function areaWithCode(trx: Trx, levels: readonly string[], lgdCode: string): Promise<number | undefined> {
  const found = await trx
    .selectFrom('area')
    .select('id')
    .where('lgd_code', '=', lgdCode)
    .where('level', 'in', levels)
    .executeTakeFirst();
  return found?.id;
}

export async function largestAreaId(trx: Trx): Promise<number> {
  const { largest } = await trx
    .selectFrom('area')
    .select((e) => e.fn.max('id').as('largest'))
    .executeTakeFirstOrThrow();
  return largest ?? 0;
}

export async function insertArea(trx: Trx, row: Insertable<DB['area']>): Promise<void> {
  await trx.insertInto('area').values(row).execute();
}

export async function updateArea(
  trx: Trx,
  areaId: number,
  names: { name_en: string; name_hi: string; lgd_code: string | null },
): Promise<void> {
  await trx.updateTable('area').set(names).where('id', '=', areaId).execute();
}

/** The district's own row repeats its names. */
export async function updateDistrictNames(
  trx: Trx,
  districtId: number,
  names: { name_en: string; name_hi: string },
): Promise<void> {
  await trx.updateTable('district').set(names).where('id', '=', districtId).execute();
}

export type PeopleOfArea = { areaId: number; language: string; people: number };

/** Plan: one pass over the active episodes of the scope with their people; a page for an office, not for the desk. */
export async function countPeople(trx: Trx, districtId: number): Promise<PeopleOfArea[]> {
  const { rows } = await sql<PeopleOfArea>`
    select p.area_id as "areaId", p.language, count(distinct p.id)::int as people
    from episode e join person p on p.district_id = ${districtId} and p.id = e.person_id
    where e.district_id = ${districtId} and e.status in ('active', 'paused') and p.merged_into is null
    group by p.area_id, p.language order by 1, 2`.execute(trx);
  return rows;
}

/** Accounts that work the desk: what they speak and the areas they hold. */
export async function listDeskAccounts(
  db: Handle,
  districtId: number,
  claiming: readonly Role[],
): Promise<{ languages: string[]; areaIds: number[] }[]> {
  const { rows } = await sql<{ languages: string[]; areaIds: number[] }>`
    select u.languages, array_agg(distinct a.area_id) as "areaIds"
    from app_user u join user_area a on a.user_id = u.id and a.district_id = ${districtId}
      join user_role r on r.user_id = u.id and r.role = any (${claiming}::text[])
    where u.disabled_at is null
    group by u.id, u.languages`.execute(db);
  return rows;
}
