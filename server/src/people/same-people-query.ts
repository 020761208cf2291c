import type { PersonTraits } from '@kshem/domain/name/same-person-evidence.ts';
import { sql } from 'kysely';
import type { Trx } from '../db/transaction.ts';

export type Candidate = {
  personId: string;
  areaId: number;
  name: string;
  nameKey: string;
  sex: PersonTraits['sex'];
  ageYears: number | null;
  ageOn: string | null;
  phones: string[];
  identifiers: Record<string, string>;
};

/** Names less alike than this are not the same in any spelling (trigrams shared, 0–1). */
const likeness = 0.5;
const mostByName = 50;

/**
 * People who may be somebody: who have one of their numbers, telephone or list, or a name much alike.
 *
 * Plan it relies on: keys contact_point_number, person_contact_by_point, person_identifier_pkey; index person_name for the name. The last
 * is only searched by a role that row-level security leaves alone: it may not read an index with `%` before it has tested the policy.
 */
export async function listCandidates(
  trx: Trx,
  districtId: number,
  { nameKey, phones, listNumbers }: Pick<PersonTraits, 'nameKey' | 'phones' | 'listNumbers'>,
): Promise<Candidate[]> {
  await sql`set local pg_trgm.similarity_threshold = ${sql.lit(likeness)}`.execute(trx);
  const { rows } = await sql<Candidate>`
    with alike as (
      select p.id from person p
      where p.district_id = ${districtId} and p.name_key % ${nameKey} and p.merged_into is null
      order by similarity(p.name_key, ${nameKey}) desc, p.id limit ${mostByName}
    ), reached as (
      select n.person_id id
      from contact_point c join person_contact_point n on n.district_id = ${districtId} and n.contact_point_id = c.id
      where c.district_id = ${districtId} and c.number = any (${phones}::text[])
    ), numbered as (
      select i.person_id id
      from unnest(${Object.keys(listNumbers)}::text[], ${Object.values(listNumbers)}::text[]) as w (system, value)
      join person_identifier i on i.district_id = ${districtId} and i.system = w.system and i.value = w.value
    )
    select p.id "personId", p.area_id "areaId", p.name, p.name_key "nameKey", p.sex, p.age_years "ageYears", p.age_on "ageOn",
      array(select c.number
        from person_contact_point n join contact_point c on c.district_id = ${districtId} and c.id = n.contact_point_id
        where n.district_id = ${districtId} and n.person_id = p.id and n.wrong_at is null) phones,
      coalesce((select jsonb_object_agg(i.system, i.value) from person_identifier i
        where i.district_id = ${districtId} and i.person_id = p.id), '{}') identifiers
    from person p
    where p.district_id = ${districtId} and p.merged_into is null
      and p.id in (select id from alike union select id from reached union select id from numbered)`.execute(trx);
  return rows;
}
