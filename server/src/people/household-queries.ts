import { type RawBuilder, sql } from 'kysely';
import type { Trx } from '../db/transaction.ts';

/** In one order, so that two who join several never wait for each other. @returns those that are there */
export async function lockHouseholds(trx: Trx, districtId: number, householdIds: readonly string[]): Promise<string[]> {
  const rows = await trx
    .selectFrom('household')
    .select('id')
    .where('district_id', '=', districtId)
    .where(isAny('id', householdIds))
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.map(({ id }) => id);
}

export async function insertHousehold(trx: Trx, districtId: number, id: string, at: Date): Promise<void> {
  await trx.insertInto('household').values({ district_id: districtId, id, created_at: at }).execute();
}

/** Households of whom these numbers reach somebody. A number that is known to be wrong for a person does not join them. */
export async function listHouseholdsOfNumbers(
  trx: Trx,
  districtId: number,
  contactPointIds: readonly string[],
  except: string | null,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct p.household_id id
    from person_contact_point n join person p on p.district_id = ${districtId} and p.id = n.person_id and p.merged_into is null
    where n.district_id = ${districtId} and n.contact_point_id = any (${contactPointIds}::uuid[]) and n.wrong_at is null
      and n.person_id is distinct from ${except}::uuid
    order by 1`.execute(trx);
  return rows.map(({ id }) => id);
}

/** Puts everybody of households, or the people named, under one roof. @returns who moved */
export async function setHousehold(
  trx: Trx,
  who: {
    districtId: number;
    from: { householdIds: readonly string[] } | { personIds: readonly string[] };
    to: string;
    now: Date;
  },
): Promise<string[]> {
  const { districtId, from, to, now } = who;
  const rows = await trx
    .updateTable('person')
    .set({ household_id: to, updated_at: now })
    .where('district_id', '=', districtId)
    .where('householdIds' in from ? isAny('household_id', from.householdIds) : isAny('id', from.personIds))
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}

export async function deleteEmptyHouseholds(trx: Trx, districtId: number, householdIds: readonly string[]): Promise<void> {
  await sql`
    delete from household h
    where h.district_id = ${districtId} and h.id = any (${householdIds}::uuid[])
      and not exists (select from person p where p.district_id = ${districtId} and p.household_id = h.id)`.execute(trx);
}

export function isAny(column: string, ids: readonly string[]): RawBuilder<boolean> {
  return sql<boolean>`${sql.ref(column)} = any (${ids}::uuid[])`;
}
