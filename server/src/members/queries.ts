import type { Role } from '@kshem/domain/access/roles.ts';
import { sql } from 'kysely';
import type { Db } from '../db/connect.ts';

export type MemberRow = {
  userId: string;
  nameHi: string;
  nameEn: string;
  roles: Role[];
  languages: string[];
  areaIds: number[];
  /** Granted areas with everything below them. */
  leafIds: number[];
  active: boolean;
};

/** Accounts with an area of the district, by name. Reference tables only: a district has hundreds of accounts at most. */
export async function listMembersOf(db: Db, districtId: number, role: Role | undefined): Promise<MemberRow[]> {
  const ofRole =
    role === undefined ? sql`` : sql`and exists (select from user_role r where r.user_id = u.id and r.role = ${role})`;
  const { rows } = await sql<MemberRow>`
    select u.id "userId", u.name_hi "nameHi", u.name_en "nameEn", u.languages, u.disabled_at is null active,
      array(select r.role from user_role r where r.user_id = u.id order by r.role) roles,
      array(select g.area_id from user_area g where g.user_id = u.id and g.district_id = ${districtId} order by g.area_id) "areaIds",
      array(select distinct a.id from user_area g join area a on g.area_id = any (a.path)
        where g.user_id = u.id and g.district_id = ${districtId}) "leafIds"
    from app_user u
    where exists (select from user_area g where g.user_id = u.id and g.district_id = ${districtId}) ${ofRole}
    order by u.name_en, u.id`.execute(db);
  return rows;
}
