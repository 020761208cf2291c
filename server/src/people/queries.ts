import { type Insertable, sql } from 'kysely';
import type { Trx } from '../db/transaction.ts';
import type { DB } from '../db/types.ts';
import { isAny } from './household-queries.ts';

export async function setOutOfService(trx: Trx, districtId: number, contactPointId: string, at: Date): Promise<void> {
  await trx
    .updateTable('contact_point')
    .set({ state: 'not-in-service', state_at: at })
    .where('district_id', '=', districtId)
    .where('id', '=', contactPointId)
    .where('state', '=', 'usable')
    .execute();
}

export async function setWrong(trx: Trx, districtId: number, personId: string, contactPointId: string, at: Date): Promise<void> {
  await trx
    .updateTable('person_contact_point')
    .set({ wrong_at: at })
    .where('district_id', '=', districtId)
    .where('person_id', '=', personId)
    .where('contact_point_id', '=', contactPointId)
    .where('wrong_at', 'is', null)
    .execute();
}

export type PersonRow = {
  personId: string;
  householdId: string;
  areaId: number;
  name: string;
  nameKey: string;
  sex: 'female' | 'male' | 'other' | null;
  ageYears: number | null;
  ageOn: string | null;
  language: string;
  address: string | null;
  conditions: string[];
  pregnant: boolean | null;
  usualSpo2: number | null;
  highRisk: boolean;
  deceasedAt: Date | null;
  doNotCallAt: Date | null;
  mergedInto: string | null;
  createdAt: Date;
};

/** Locks people, in order of id. */
export async function lockPeople(trx: Trx, districtId: number, personIds: readonly string[]): Promise<PersonRow[]> {
  return trx
    .selectFrom('person')
    .select([
      'id as personId',
      'household_id as householdId',
      'area_id as areaId',
      'name',
      'name_key as nameKey',
      'sex',
      'age_years as ageYears',
      'age_on as ageOn',
      'language',
      'address',
      'conditions',
      'pregnant',
      'usual_spo2 as usualSpo2',
      'high_risk as highRisk',
      'deceased_at as deceasedAt',
      'do_not_call_at as doNotCallAt',
      'merged_into as mergedInto',
      'created_at as createdAt',
    ])
    .where('district_id', '=', districtId)
    .where(isAny('id', personIds))
    .orderBy('id')
    .forNoKeyUpdate()
    .$castTo<PersonRow>()
    .execute();
}

/** The records that stand for people today, each once; records are merged into one that is not merged itself. */
export async function findRoots(
  trx: Trx,
  districtId: number,
  personIds: readonly string[],
): Promise<{ personId: string; householdId: string }[]> {
  const { rows } = await sql<{ personId: string; householdId: string }>`
    select distinct p.id "personId", p.household_id "householdId"
    from person q join person p on p.district_id = ${districtId} and p.id = coalesce(q.merged_into, q.id)
    where q.district_id = ${districtId} and q.id = any (${personIds}::uuid[])`.execute(trx);
  return rows;
}

export async function insertPerson(trx: Trx, row: Insertable<DB['person']>): Promise<void> {
  await trx.insertInto('person').values(row).execute();
}

/** A number that is another person's already stays theirs. */
export async function insertIdentifiers(trx: Trx, rows: Insertable<DB['person_identifier']>[]): Promise<void> {
  if (rows.length === 0) return;
  await trx
    .insertInto('person_identifier')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function insertPersonChange(trx: Trx, row: Insertable<DB['person_change']>): Promise<void> {
  await trx.insertInto('person_change').values(row).execute();
}

/** A place where people live (not a block or the district), with what holds for its district; undefined for any other area. */
export async function findEnrolmentPlace(trx: Trx, districtId: number, areaId: number) {
  return trx
    .selectFrom('area')
    .innerJoin('district', 'district.id', 'area.district_id')
    .select(['district.time_zone as zone', 'district.default_language as language'])
    .where('area.id', '=', areaId)
    .where('area.district_id', '=', districtId)
    .where('area.level', 'in', ['ward', 'village'])
    .executeTakeFirst();
}

export async function setHighRisk(trx: Trx, districtId: number, personId: string): Promise<void> {
  await trx
    .updateTable('person')
    .set({ high_risk: true })
    .where('district_id', '=', districtId)
    .where('id', '=', personId)
    .where('high_risk', '=', false)
    .execute();
}
