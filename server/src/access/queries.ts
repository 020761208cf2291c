import type { AreaPath } from '@kshem/domain/access/area-scope.ts';
import type { Role } from '@kshem/domain/access/roles.ts';
import { type Insertable, type Selectable, sql } from 'kysely';
import type { Db } from '../db/connect.ts';
import type { Trx } from '../db/transaction.ts';
import type { DB } from '../db/types.ts';

type Handle = Db | Trx;

/** An account with what it holds: roles, and areas by district. */
export type Account = {
  userId: string;
  login: string;
  nameEn: string;
  nameHi: string;
  roles: Role[];
  grants: { districtId: number; areaId: number }[];
  languages: string[];
  uiLanguage: 'hi' | 'en';
  mustChangePassword: boolean;
  createdAt: Date;
  disabledAt: Date | null;
};

export type LiveSession = Account & { sessionId: string; lastSeenAt: Date; mustAddSecondFactor: boolean };
/** An account as whoever manages it sees it. */
export type ManagedAccount = Account & { secondFactor: boolean; lastSeenAt: Date | null };

/** One statement for each request: the session, its account, roles and areas as they are now. */
export async function findSession(db: Handle, tokenSha256: Buffer, now: Date): Promise<LiveSession | undefined> {
  const { rows } = await sql<LiveSession>`
    select s.id as "sessionId", s.last_seen_at as "lastSeenAt", s.must_add_second_factor as "mustAddSecondFactor", ${account}
    from session s join app_user u on u.id = s.user_id
    where s.token_sha256 = ${tokenSha256} and s.expires_at > ${now} and u.disabled_at is null`.execute(db);
  return rows[0];
}

export async function findAccount(db: Handle, userId: string): Promise<ManagedAccount | undefined> {
  const { rows } = await sql<ManagedAccount>`select ${managed}, ${account} from app_user u where u.id = ${userId}`.execute(db);
  return rows[0];
}

/** Accounts that hold an area of the district; which of them the actor may see is the use case's to say. */
export async function listAccounts(db: Handle, districtId: number): Promise<ManagedAccount[]> {
  const { rows } = await sql<ManagedAccount>`
    select ${managed}, ${account} from app_user u
    where exists (select from user_area a where a.user_id = u.id and a.district_id = ${districtId})
    order by u.login`.execute(db);
  return rows;
}

const managed = sql`exists (select from totp_secret f where f.user_id = u.id and f.confirmed_at is not null)
    or exists (select from passkey f where f.user_id = u.id) as "secondFactor",
  (select max(s.last_seen_at) from session s where s.user_id = u.id) as "lastSeenAt"`;
const account = sql`u.id as "userId", u.login, u.name_en as "nameEn", u.name_hi as "nameHi", u.languages, u.ui_language as "uiLanguage",
  u.must_change_password as "mustChangePassword", u.created_at as "createdAt", u.disabled_at as "disabledAt",
  array(select r.role from user_role r where r.user_id = u.id order by r.role) as roles,
  coalesce((select json_agg(json_build_object('districtId', a.district_id, 'areaId', a.area_id) order by a.district_id, a.area_id)
    from user_area a where a.user_id = u.id), '[]'::json) as grants`;

export type KnownLogin = { userId: string; passwordHash: string | null; disabledAt: Date | null };

export async function findPassword(db: Handle, login: string): Promise<KnownLogin | undefined> {
  return db
    .selectFrom('app_user')
    .select(['id as userId', 'password_hash as passwordHash', 'disabled_at as disabledAt'])
    .where('login', '=', login)
    .executeTakeFirst();
}

export async function insertSession(db: Handle, row: Insertable<DB['session']>): Promise<void> {
  await db.insertInto('session').values(row).execute();
}

/** Whether a session that was found before is still open; looking does not move its end. */
export async function isSessionOpen(db: Handle, sessionId: string, now: Date): Promise<boolean> {
  const row = await db
    .selectFrom('session')
    .innerJoin('app_user', 'app_user.id', 'session.user_id')
    .select('session.id')
    .where('session.id', '=', sessionId)
    .where('session.expires_at', '>', now)
    .where('app_user.disabled_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

export async function touchSession(db: Handle, sessionId: string, now: Date, expiresAt: Date): Promise<void> {
  await db
    .updateTable('session')
    .set({ last_seen_at: now, expires_at: expiresAt })
    .where('id', '=', sessionId)
    .where('last_seen_at', '<', now)
    .execute();
}

export async function listSessionsOf(db: Handle, userId: string, now: Date): Promise<Selectable<DB['session']>[]> {
  return db
    .selectFrom('session')
    .selectAll()
    .where('user_id', '=', userId)
    .where('expires_at', '>', now)
    .orderBy('last_seen_at', 'desc')
    .execute();
}

export async function deleteSession(db: Handle, userId: string, sessionId: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('session')
    .where('user_id', '=', userId)
    .where('id', '=', sessionId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** @returns how many ended. */
export async function deleteOtherSessions(db: Handle, userId: string, sessionId: string): Promise<number> {
  const gone = await db.deleteFrom('session').where('user_id', '=', userId).where('id', '!=', sessionId).executeTakeFirst();
  return Number(gone.numDeletedRows);
}

export async function deleteSessionsOf(db: Handle, userId: string): Promise<void> {
  await db.deleteFrom('session').where('user_id', '=', userId).execute();
}

export async function deleteExpiredSessions(db: Handle, userId: string, now: Date): Promise<void> {
  await db.deleteFrom('session').where('user_id', '=', userId).where('expires_at', '<=', now).execute();
}

export type Tries = { failures: number; blockedUntil: Date | null };

/**
 * Counts one try under a key and says how it then stands. The count starts anew when its window has passed, when a block has ended, and
 * when it is from the future (the clock was set back).
 */
export async function countTry(
  db: Handle,
  {
    key,
    now,
    windowStart,
    blockUntil,
    allowed,
  }: { key: string; now: Date; windowStart: Date; blockUntil: Date; allowed: number },
): Promise<Tries> {
  const anew = sql`(t.first_failure_at < ${windowStart} or t.first_failure_at > ${now} or t.blocked_until <= ${now})`;
  const { rows } = await sql<Tries>`
    insert into sign_in_throttle as t (key, failures, first_failure_at, blocked_until) values (${key}, 1, ${now}, null)
    on conflict (key) do update set
      failures = case when ${anew} then 1 else t.failures + 1 end,
      first_failure_at = case when ${anew} then ${now} else t.first_failure_at end,
      blocked_until = case when ${anew} then null when t.blocked_until is null and t.failures >= ${allowed} then ${blockUntil}::timestamptz
        else t.blocked_until end
    returning failures, blocked_until as "blockedUntil"`.execute(db);
  return rows[0] as Tries;
}

export async function forgetTries(db: Handle, key: string): Promise<void> {
  await db.deleteFrom('sign_in_throttle').where('key', '=', key).execute();
}

export async function takeBackTry(db: Handle, key: string): Promise<void> {
  await db
    .updateTable('sign_in_throttle')
    .set((e) => ({ failures: e('failures', '-', 1) }))
    .where('key', '=', key)
    .where('failures', '>', 0)
    .execute();
}

export async function setPassword(db: Handle, userId: string, passwordHash: string, mustChange: boolean): Promise<void> {
  await db
    .updateTable('app_user')
    .set({ password_hash: passwordHash, must_change_password: mustChange })
    .where('id', '=', userId)
    .execute();
}

export async function setUiLanguage(db: Handle, userId: string, uiLanguage: 'hi' | 'en'): Promise<void> {
  await db.updateTable('app_user').set({ ui_language: uiLanguage }).where('id', '=', userId).execute();
}

export async function setSpokenLanguages(db: Handle, userId: string, languages: readonly string[]): Promise<void> {
  await db
    .updateTable('app_user')
    .set({ languages: [...languages] })
    .where('id', '=', userId)
    .execute();
}

export async function insertUser(db: Handle, row: Insertable<DB['app_user']>): Promise<void> {
  await db.insertInto('app_user').values(row).execute();
}

export async function setDisabled(db: Handle, userId: string, at: Date | null): Promise<void> {
  await db.updateTable('app_user').set({ disabled_at: at }).where('id', '=', userId).execute();
}

export async function replaceRoles(db: Handle, userId: string, roles: readonly Role[]): Promise<void> {
  await db.deleteFrom('user_role').where('user_id', '=', userId).execute();
  await db
    .insertInto('user_role')
    .values(roles.map((role) => ({ user_id: userId, role })))
    .execute();
}

export async function replaceAreas(db: Handle, userId: string, districtId: number, areaIds: readonly number[]): Promise<void> {
  await db.deleteFrom('user_area').where('user_id', '=', userId).where('district_id', '=', districtId).execute();
  await db
    .insertInto('user_area')
    .values(areaIds.map((area_id) => ({ user_id: userId, district_id: districtId, area_id })))
    .execute();
}

/** Every area of a district, itself and its state first. */
export async function areasOfDistrict(db: Handle, districtId: number): Promise<(AreaPath & { districtId: number | null })[]> {
  return db
    .selectFrom('area')
    .select(['id', 'path', 'district_id as districtId'])
    .where('district_id', '=', districtId)
    .orderBy('id')
    .execute();
}

export type DistrictArea = {
  areaId: number;
  parentId: number | null;
  level: 'district' | 'block' | 'ward' | 'village';
  nameEn: string;
  nameHi: string;
  lgdCode: string | null;
};

/** Brothers by their English name; numbered wards in their order. */
export async function listDistrictAreas(db: Handle, districtId: number): Promise<DistrictArea[]> {
  const { rows } = await sql<DistrictArea>`
    select id as "areaId", parent_id as "parentId", level, name_en as "nameEn", name_hi as "nameHi", lgd_code as "lgdCode"
    from area where district_id = ${districtId}
    order by coalesce(substring(name_en from '[0-9]+')::bigint, 0), name_en, id`.execute(db);
  return rows;
}

export async function areasById(db: Handle, ids: readonly number[]): Promise<AreaPath[]> {
  return db.selectFrom('area').select(['id', 'path']).where('id', 'in', ids).execute();
}

export async function listDistrictsById(db: Handle, ids: readonly number[]) {
  return db
    .selectFrom('district')
    .select(['id', 'name_en as nameEn', 'name_hi as nameHi', 'time_zone as timeZone'])
    .where('id', 'in', ids)
    .orderBy('id')
    .execute();
}

export async function countSessions(db: Handle, userId: string, now: Date): Promise<number> {
  const { n } = await db
    .selectFrom('session')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('user_id', '=', userId)
    .where('expires_at', '>', now)
    .executeTakeFirstOrThrow();
  return n;
}

/** Households that an account holds on the desk just now. Plan: worklist_one_claim_a_caller. */
export async function countHeldHouseholds(
  trx: Trx,
  { districtId, userId, now }: { districtId: number; userId: string; now: Date },
): Promise<number> {
  const { n } = await trx
    .selectFrom('worklist_household')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('district_id', '=', districtId)
    .where('claimed_by', '=', userId)
    .where('state', '=', 'claimed')
    .where('claim_until', '>', now)
    .executeTakeFirstOrThrow();
  return n;
}
