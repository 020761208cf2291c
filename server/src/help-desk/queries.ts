import type { KeptCategory } from '@kshem/domain/help-desk/categories.ts';
import type { Help } from '@kshem/domain/help-desk/count-helped.ts';
import { type Insertable, sql } from 'kysely';
import type { Db } from '../db/connect.ts';
import type { Trx } from '../db/transaction.ts';
import type { DB } from '../db/types.ts';

/** What a district has changed of the shipped categories, and its own. */
export async function listKeptCategories(db: Db | Trx, districtId: number): Promise<KeptCategory[]> {
  const rows = await db
    .selectFrom('beneficiary_category')
    .selectAll()
    .where('district_id', '=', districtId)
    .orderBy('code')
    .execute();
  return rows.map(({ code, title_en, title_hi, of_officer, withdrawn_at }) => ({
    ...{ code, title: { en: title_en, hi: title_hi } },
    ...{ ofOfficer: of_officer, withdrawnAt: withdrawn_at },
  }));
}

export async function putCategory(trx: Trx, row: Insertable<DB['beneficiary_category']>): Promise<void> {
  const { district_id: _, code: __, ...set } = row;
  await trx
    .insertInto('beneficiary_category')
    .values(row)
    .onConflict((conflict) => conflict.columns(['district_id', 'code']).doUpdateSet(set))
    .execute();
}

export type OfficerRow = {
  officerId: string;
  serviceNumber: string;
  name: string;
  state: 'serving' | 'retired' | 'fallen';
  unit: string | null;
  family: number;
};

/** Plan it relies on: the unique key on the service number for a whole one; a district has a few thousand officers. */
export async function listOfficers(trx: Trx, districtId: number, text: string): Promise<OfficerRow[]> {
  const { rows } = await sql<OfficerRow>`${officers(districtId)}
    and (o.service_number = ${text} or strpos(lower(o.name), lower(${text})) > 0)
    order by o.service_number = ${text} desc, o.name, o.id limit 20`.execute(trx);
  return rows;
}

export async function findOfficer(trx: Trx, districtId: number, officerId: string): Promise<OfficerRow | undefined> {
  const { rows } = await sql<OfficerRow>`${officers(districtId)}
    and o.id = ${officerId}`.execute(trx);
  return rows[0];
}

/** Records that were merged are one person of the family. */
function officers(districtId: number) {
  return sql`
    select o.id "officerId", o.service_number "serviceNumber", o.name, o.state, o.unit, (
      select count(*) from beneficiary b join person p on p.district_id = ${districtId} and p.id = b.person_id
      where b.district_id = ${districtId} and b.officer_id = o.id and p.merged_into is null
    ) family
    from officer o where o.district_id = ${districtId}`;
}

/** One record a service number, whoever writes it down first. @returns its id */
export async function putOfficer(trx: Trx, row: Insertable<DB['officer']>): Promise<string> {
  const { id } = await trx
    .insertInto('officer')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['district_id', 'service_number'])
        .doUpdateSet({ name: row.name, state: row.state, unit: row.unit ?? null }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function putBeneficiary(trx: Trx, row: Insertable<DB['beneficiary']>): Promise<void> {
  const { district_id: _, person_id: __, registered_at: ___, registered_by: ____, ...set } = row;
  await trx
    .insertInto('beneficiary')
    .values(row)
    .onConflict((conflict) => conflict.columns(['district_id', 'person_id']).doUpdateSet(set))
    .execute();
}

export async function findBeneficiary(trx: Trx, districtId: number, personId: string) {
  return trx
    .selectFrom('beneficiary')
    .select(['category', 'officer_id as officerId', 'relation'])
    .where('district_id', '=', districtId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
}

/** The record that stays is of the category that only the other one had; its own holds where it has one. */
export async function takeOverBeneficiary(
  trx: Trx,
  about: { districtId: number; fromPersonId: string; toPersonId: string; areaId: number; now: Date },
): Promise<void> {
  const { districtId, fromPersonId, toPersonId, areaId, now } = about;
  await sql`
    insert into beneficiary (district_id, person_id, area_id, category, officer_id, relation, registered_at, registered_by, updated_at)
    select district_id, ${toPersonId}, ${areaId}, category, officer_id, relation, registered_at, registered_by, ${now}
    from beneficiary where district_id = ${districtId} and person_id = ${fromPersonId}
    on conflict (district_id, person_id) do nothing
    returning person_id`.execute(trx);
}

export type Person = {
  personId: string;
  householdId: string;
  name: string;
  ageYears: number | null;
  ageOn: string | null;
  sex: 'female' | 'male' | 'other' | null;
  areaId: number;
  areaHi: string;
  areaEn: string;
  address: string | null;
  zone: string;
  districtHi: string;
  districtEn: string;
};

/** The record that stands for a person, whichever of their records is named. */
export async function findPerson(trx: Trx, districtId: number, personId: string): Promise<Person | undefined> {
  const { rows } = await sql<Person>`
    select p.id "personId", p.household_id "householdId", p.name, p.age_years::float8 "ageYears", p.age_on::text "ageOn", p.sex,
      p.area_id "areaId", a.name_hi "areaHi", a.name_en "areaEn", p.address, d.time_zone zone, d.name_hi "districtHi", d.name_en "districtEn"
    from person o
    join person p on p.district_id = ${districtId} and p.id = coalesce(o.merged_into, o.id)
    join area a on a.id = p.area_id join district d on d.id = ${districtId}
    where o.district_id = ${districtId} and o.id = ${personId}`.execute(trx);
  return rows[0];
}

export type FamilyMember = {
  personId: string;
  name: string;
  relation: 'self' | 'spouse' | 'child' | 'parent' | 'sibling' | 'other' | null;
  category: string;
  waiting: number;
};

/** Plan it relies on: index beneficiary_of_officer. */
export async function listFamily(trx: Trx, districtId: number, officerId: string): Promise<FamilyMember[]> {
  const { rows } = await sql<FamilyMember>`
    select p.id "personId", p.name, b.relation, b.category, (
      select count(*) from need n where n.district_id = ${districtId} and n.person_id = p.id and n.closed_at is null
    ) waiting
    from beneficiary b join person p on p.district_id = ${districtId} and p.id = b.person_id
    where b.district_id = ${districtId} and b.officer_id = ${officerId} and p.merged_into is null
    order by b.relation = 'self' desc, p.name, p.id`.execute(trx);
  return rows;
}

export type RequestRow = {
  needId: string;
  programmeId: string;
  version: string | null;
  kind: string;
  status: string;
  detail: string | null;
  asked: Record<string, string> | null;
  raisedAt: Date;
  dueAt: Date;
  promisedAt: Date | null;
  closedAt: Date | null;
  outcome: string | null;
  outcomeOn: string | null;
};

const requestColumns = sql`n.id "needId", n.programme_id "programmeId", coalesce(e.version, g.version) version, n.kind, n.status, n.detail,
  n.asked, n.raised_at "raisedAt", n.due_at "dueAt", n.promised_at "promisedAt", n.closed_at "closedAt", n.outcome,
  n.outcome_on::text "outcomeOn"`;

/** Of all records of a person. Plan it relies on: indexes person_merged and need_person. */
export async function listRequests(trx: Trx, districtId: number, personId: string): Promise<RequestRow[]> {
  const { rows } = await sql<RequestRow>`
    select ${requestColumns}
    from person p
    join need n on n.district_id = ${districtId} and n.person_id = p.id
    left join episode e on e.district_id = ${districtId} and e.id = n.episode_id
    left join programme_district g on g.district_id = ${districtId} and g.programme_id = n.programme_id
    where p.district_id = ${districtId} and (p.id = ${personId} or p.merged_into = ${personId})
    order by n.closed_at desc nulls first, n.raised_at desc, n.id limit 50`.execute(trx);
  return rows;
}

export async function listVisits(trx: Trx, districtId: number, personId: string) {
  const { rows } = await sql<{ visitId: string; day: string; token: number; channel: 'walk-in' | 'phone' | 'message'; at: Date }>`
    select v.id "visitId", v.day::text, v.token, v.channel, v.at
    from person p join help_visit v on v.district_id = ${districtId} and v.person_id = p.id
    where p.district_id = ${districtId} and (p.id = ${personId} or p.merged_into = ${personId})
    order by v.at desc, v.id limit 20`.execute(trx);
  return rows;
}

/** The next number of a day. Whoever takes one holds the others back for as long as their transaction lasts. */
export async function nextToken(trx: Trx, districtId: number, day: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    insert into help_token as t (district_id, day, n) values (${districtId}, ${day}, 1)
    on conflict (district_id, day) do update set n = t.n + 1 returning n`.execute(trx);
  return rows[0]?.n ?? 0;
}

export async function insertVisit(trx: Trx, visit: Insertable<DB['help_visit']>): Promise<void> {
  await trx.insertInto('help_visit').values(visit).execute();
}

export async function findVisit(trx: Trx, districtId: number, visitId: string) {
  const { rows } = await sql<{
    personId: string;
    token: number;
    day: string;
    at: Date;
    channel: 'walk-in' | 'phone' | 'message';
  }>`
    select person_id "personId", token, day::text, at, channel from help_visit
    where district_id = ${districtId} and id = ${visitId}`.execute(trx);
  return rows[0];
}

/** Ties a visit to the open needs of these kinds, whoever raised them. @returns how many */
export async function tieNeeds(
  trx: Trx,
  tie: { districtId: number; visitId: string; personId: string; areaId: number; kinds: readonly string[] },
): Promise<number> {
  const { districtId, visitId, personId, areaId, kinds } = tie;
  const { rows } = await sql`
    insert into help_visit_need (district_id, visit_id, need_id, area_id)
    select ${districtId}, ${visitId}, id, ${areaId} from need
    where district_id = ${districtId} and person_id = ${personId} and kind = any (${kinds}::text[]) and closed_at is null
    returning need_id`.execute(trx);
  return rows.length;
}

export async function listRequestsOf(trx: Trx, districtId: number, visitId: string): Promise<RequestRow[]> {
  const { rows } = await sql<RequestRow>`
    select ${requestColumns}
    from help_visit_need v
    join need n on n.district_id = ${districtId} and n.id = v.need_id
    left join episode e on e.district_id = ${districtId} and e.id = n.episode_id
    left join programme_district g on g.district_id = ${districtId} and g.programme_id = n.programme_id
    where v.district_id = ${districtId} and v.visit_id = ${visitId}
    order by n.raised_at, n.kind`.execute(trx);
  return rows;
}

/**
 * What people got that they had asked the help desk for, by their own word. A person is who their record stands for today, and of the
 * category that stands there today: a merge, a split or a correction changes what was counted before it.
 *
 * Plan it relies on: index need_closed over the days asked for, then help_visit_need_of.
 */
export async function listHelp(
  trx: Trx,
  { districtId, from, until }: { districtId: number; from: Date | null; until: Date | null },
): Promise<Help[]> {
  const { rows } = await sql<Help>`
    select distinct coalesce(p.merged_into, p.id) "personId", coalesce(c.category, b.category) category, n.kind,
      (n.closed_at at time zone d.time_zone)::date::text as day
    from need n
    join person p on p.district_id = ${districtId} and p.id = n.person_id
    join district d on d.id = ${districtId}
    left join beneficiary c on c.district_id = ${districtId} and c.person_id = p.merged_into
    left join beneficiary b on b.district_id = ${districtId} and b.person_id = p.id
    where n.district_id = ${districtId} and n.status = 'confirmed' and n.closed_at is not null
      and (${from}::timestamptz is null or n.closed_at >= ${from}) and (${until}::timestamptz is null or n.closed_at < ${until})
      and exists (select from help_visit_need v where v.district_id = ${districtId} and v.need_id = n.id)
      and coalesce(c.category, b.category) is not null`.execute(trx);
  return rows;
}

export async function countWaiting(trx: Trx, districtId: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(distinct v.need_id) n from help_visit_need v join need n on n.district_id = ${districtId} and n.id = v.need_id
    where v.district_id = ${districtId} and n.closed_at is null`.execute(trx);
  return rows[0]?.n ?? 0;
}
