import { type RawBuilder, sql } from 'kysely';
import type { Trx } from '../db/transaction.ts';

/** What the list of the desk and its counts are narrowed to. */
export type Whose = {
  /** A ward, or what lies above it. */
  readonly areaId?: number;
  readonly programmeId?: string;
  readonly language?: string;
  readonly claimedBy?: string;
};

export type BandCount = { band: number; inLine: number; later: number; held: number; windowOver: number; idle: number };

/** Plan it relies on: the district's turns read once, a hundred thousand rows in some tens of milliseconds. */
export async function countTurns(trx: Trx, districtId: number, whose: Whose, now: Date): Promise<BandCount[]> {
  const { rows } = await sql<BandCount>`
    select w.band, count(*) filter (where w.state = 'ready' and w.due_at <= ${now} and w.closes_at > ${now}) "inLine",
      count(*) filter (where w.state = 'ready' and w.due_at > ${now} and w.closes_at > ${now}) later,
      count(*) filter (where w.state not in ('ready', 'idle')) held,
      count(*) filter (where w.state = 'ready' and w.closes_at <= ${now}) "windowOver",
      count(*) filter (where w.state = 'idle') idle
    from worklist_household w join area a on a.id = w.area_id
    where w.district_id = ${districtId} ${isOf('w.programme_id', whose.programmeId)} ${isOf('w.language', whose.language)}
      ${isOf('w.claimed_by', whose.claimedBy)}
      ${whose.areaId === undefined ? sql`` : sql`and a.path @> array[${whose.areaId}::int]`}
    group by w.band order by w.band`.execute(trx);
  return rows;
}

function isOf(column: string, value: string | undefined): RawBuilder<unknown> {
  return value === undefined ? sql`` : sql`and ${sql.ref(column)} = ${value}`;
}

export type UnderRoof = {
  householdId: string;
  personId: string;
  name: string;
  state: string | null;
  attempts: number | null;
  lastDisposition: string | null;
  closeReason: string | null;
};

/**
 * Everybody who lives under the roofs, with what they have on today's desk; those who are due first, in the order in which they are
 * asked. Plan it relies on: indexes person_household and worklist_item_person.
 */
export async function listUnderRoofs(trx: Trx, districtId: number, householdIds: readonly string[]): Promise<UnderRoof[]> {
  const { rows } = await sql<UnderRoof>`
    select p.household_id "householdId", p.id "personId", p.name, i.state, i.attempts, i.last_disposition "lastDisposition",
      i.close_reason "closeReason"
    from person p left join worklist_item i on i.district_id = ${districtId} and i.person_id = p.id and i.household_id = p.household_id
    where p.district_id = ${districtId} and p.household_id = any (${householdIds}::uuid[]) and p.merged_into is null
      and p.deceased_at is null
    order by p.household_id, coalesce(i.state, '') <> 'open', i.band, i.due_at, i.id, p.id`.execute(trx);
  return rows;
}

export async function listAreaNames(trx: Trx, areaIds: readonly number[]): Promise<{ id: number; hi: string; en: string }[]> {
  return trx
    .selectFrom('area')
    .select(['id', 'name_hi as hi', 'name_en as en'])
    .where('id', 'in', [...areaIds, 0])
    .execute();
}

export type Steering = {
  readonly districtId: number;
  readonly householdId: string;
  readonly now: Date;
  /** Each left out stays as it is. */
  readonly dueAt?: Date;
  readonly language?: string;
  readonly callbackFor?: string;
};

/** Changes what is still to be asked of a household today. @returns how many items */
export async function steerItems(trx: Trx, { districtId, householdId, now, ...to }: Steering): Promise<number> {
  const changed = await trx
    .updateTable('worklist_item')
    .set({
      ...(to.dueAt && { due_at: to.dueAt }),
      ...(to.language !== undefined && { language: to.language }),
      ...(to.callbackFor !== undefined && { callback_for: to.callbackFor }),
    })
    .where('district_id', '=', districtId)
    .where('household_id', '=', householdId)
    .where('state', '=', 'open')
    .where('closes_at', '>', now)
    .returning('id')
    .execute();
  return changed.length;
}

/** Since when the first of a band waits. Plan it relies on: index worklist_household_ready_all. */
export async function findFirstDue(trx: Trx, districtId: number, band: number): Promise<Date | null> {
  const row = await trx
    .selectFrom('worklist_household')
    .select(({ fn }) => fn.min('due_at').as('first'))
    .where('district_id', '=', districtId)
    .where('state', '=', 'ready')
    .where('band', '=', band)
    .executeTakeFirst();
  return row?.first ?? null;
}

/** Whether an account may be offered the household's open items: it is open, calls, sees their areas and speaks their language. */
export async function findWhetherOffered(trx: Trx, districtId: number, householdId: string, userId: string): Promise<boolean> {
  const { rows } = await sql<{ offered: boolean }>`
    select bool_and(exists (
      select from app_user u join user_role r on r.user_id = u.id and r.role in ('caller', 'doctor', 'supervisor')
      join user_area g on g.user_id = u.id and g.district_id = ${districtId} and g.area_id = any (a.path)
      where u.id = ${userId} and u.disabled_at is null and i.language = any (u.languages))) offered
    from worklist_item i join area a on a.id = i.area_id
    where i.district_id = ${districtId} and i.household_id = ${householdId} and i.state = 'open'`.execute(trx);
  return rows[0]?.offered ?? false;
}
