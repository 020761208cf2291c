import type { Phone } from '@kshem/domain/phone/normalise-phone.ts';
import { type Insertable, sql } from 'kysely';
import type { Trx } from '../db/transaction.ts';
import type { DB } from '../db/types.ts';

/**
 * Makes the contact points that are not there yet and locks all of them, in the order of their numbers: of two who bring one number at
 * once the second waits for the first. A number that is given anew is in service again. @returns ids in the order of `phones`
 */
export async function putNumbers(
  trx: Trx,
  { districtId, phones, at, newId }: { districtId: number; phones: readonly Phone[]; at: Date; newId: () => string },
): Promise<string[]> {
  if (phones.length === 0) return [];
  const ordered = [...phones].sort((a, b) => (a.e164 < b.e164 ? -1 : 1));
  await trx
    .insertInto('contact_point')
    .values(
      ordered.map(({ e164, kind }) => ({
        district_id: districtId,
        id: newId(),
        number: e164,
        kind,
        state: 'usable',
        state_at: at,
      })),
    )
    .onConflict((conflict) => conflict.columns(['district_id', 'number']).doNothing())
    .execute();
  const rows = await trx
    .selectFrom('contact_point')
    .select(['id', 'number', 'state'])
    .where('district_id', '=', districtId)
    .where(sql<boolean>`number = any (${ordered.map(({ e164 }) => e164)}::text[])`)
    .orderBy('number')
    .forUpdate()
    .execute();
  await setUsable(
    trx,
    districtId,
    rows.filter(({ state }) => state !== 'usable').map(({ id }) => id),
    at,
  );
  const byNumber = new Map(rows.map(({ id, number }) => [number, id]));
  return phones.map(({ e164 }) => byNumber.get(e164) as string);
}

async function setUsable(trx: Trx, districtId: number, ids: readonly string[], at: Date): Promise<void> {
  if (ids.length === 0) return;
  await trx
    .updateTable('contact_point')
    .set({ state: 'usable', state_at: at })
    .where('district_id', '=', districtId)
    .where(sql<boolean>`id = any (${ids}::uuid[])`)
    .execute();
}

/** A number that was wrong for the person and is given again is not wrong any more. */
export async function putNumbersOfPerson(trx: Trx, rows: Insertable<DB['person_contact_point']>[]): Promise<void> {
  if (rows.length === 0) return;
  await trx
    .insertInto('person_contact_point')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['district_id', 'person_id', 'contact_point_id']).doUpdateSet((set) => ({
        rank: set.ref('excluded.rank'),
        relation: set.ref('excluded.relation'),
        wrong_at: null,
      })),
    )
    .execute();
}

export type NumberOfPerson = {
  contactPointId: string;
  number: string;
  rank: number;
  relation: 'self' | 'family' | 'neighbour' | 'unknown';
};

export async function listNumbersOfPerson(trx: Trx, districtId: number, personId: string): Promise<NumberOfPerson[]> {
  const { rows } = await sql<NumberOfPerson>`
    select n.contact_point_id "contactPointId", c.number, n.rank, n.relation
    from person_contact_point n join contact_point c on c.district_id = ${districtId} and c.id = n.contact_point_id
    where n.district_id = ${districtId} and n.person_id = ${personId}
    order by n.rank, n.contact_point_id`.execute(trx);
  return rows;
}

export async function deleteNumberOfPerson(
  trx: Trx,
  districtId: number,
  personId: string,
  contactPointId: string,
): Promise<void> {
  await trx
    .deleteFrom('person_contact_point')
    .where('district_id', '=', districtId)
    .where('person_id', '=', personId)
    .where('contact_point_id', '=', contactPointId)
    .execute();
}

export async function setRank(
  trx: Trx,
  districtId: number,
  personId: string,
  contactPointId: string,
  rank: number,
): Promise<void> {
  await trx
    .updateTable('person_contact_point')
    .set({ rank })
    .where('district_id', '=', districtId)
    .where('person_id', '=', personId)
    .where('contact_point_id', '=', contactPointId)
    .execute();
}

/** Whether a person belongs to their household still: they share a number with somebody else of it, or live there by themselves. */
export async function belongsToHousehold(trx: Trx, districtId: number, personId: string, householdId: string): Promise<boolean> {
  const { rows } = await sql<{ belongs: boolean }>`
    with others as (
      select p.id from person p
      where p.district_id = ${districtId} and p.household_id = ${householdId} and p.merged_into is null and p.id <> ${personId}
    )
    select not exists (select from others) or exists (
      select from others o
      join person_contact_point n on n.district_id = ${districtId} and n.person_id = o.id and n.wrong_at is null
      join person_contact_point own on own.district_id = ${districtId} and own.person_id = ${personId}
        and own.contact_point_id = n.contact_point_id
    ) belongs`.execute(trx);
  return rows[0]?.belongs === true;
}

export async function findNumber(
  trx: Trx,
  districtId: number,
  personId: string,
  contactPointId: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ number: string }>`
    select c.number from person_contact_point n join contact_point c on c.district_id = ${districtId} and c.id = n.contact_point_id
    where n.district_id = ${districtId} and n.person_id = ${personId} and n.contact_point_id = ${contactPointId}`.execute(trx);
  return rows[0]?.number;
}
