import type { ListNumberScheme } from '@kshem/domain/intake/read-list-number.ts';
import { sql } from 'kysely';
import type { Db } from '../db/connect.ts';
import type { Trx } from '../db/transaction.ts';

/** 0–1000, higher is liker. */
export type Ranked = { readonly personId: string; readonly rank: number };
/** The last one of the page before. */
export type Place = Ranked;
type Asked = {
  readonly districtId: number;
  /** null: the whole district. */
  readonly areas: readonly number[] | null;
  readonly after: Place | null;
  readonly limit: number;
};

/**
 * By name: the key's trigrams inside the names' (0–1), so that a given name alone finds whole names, whole names first.
 *
 * Plan it relies on: bitmap of index person_name. Only a role that row-level security leaves alone gets it: `<%` may not be asked of an
 * index before the policy has been tested, and the policy would be tested on everybody.
 */
export async function findByName(db: Db, { key, districtId, areas, after, limit }: Asked & { key: string }): Promise<Ranked[]> {
  const { rows } = await sql<Ranked>`
    select r.id "personId", r.rank
    from (
      select p.id, p.area_id,
        (word_similarity(${key}, p.name_key) * 800 + similarity(${key}, p.name_key) * 200)::int as rank
      from person p
      where p.district_id = ${districtId} and ${key} <% p.name_key and p.merged_into is null
    ) r
    where (${areas}::int[] is null or r.area_id = any (${areas}::int[]))
      and (${after?.rank ?? null}::int is null or r.rank < ${after?.rank ?? null}
        or r.rank = ${after?.rank ?? null} and r.id > ${after?.personId ?? null}::uuid)
    order by r.rank desc, r.id
    limit ${limit}`.execute(db);
  return rows;
}

/** By the end of a telephone number. Plan it relies on: a range of index contact_point_ending, then person_contact_by_point. */
export async function findByEnding(db: Db, asked: Asked & { ending: string }): Promise<Ranked[]> {
  const { districtId, areas, after, limit, ending } = asked;
  const { rows } = await sql<Ranked>`
    select distinct p.id "personId", 500 rank
    from contact_point c
    join person_contact_point n on n.district_id = ${districtId} and n.contact_point_id = c.id
    join person p on p.district_id = ${districtId} and p.id = n.person_id and p.merged_into is null
    where c.district_id = ${districtId}
      and reverse(c.number) ~>=~ reverse(${ending}) and reverse(c.number) ~<~ (reverse(${ending}) || ':')
      and (${areas}::int[] is null or p.area_id = any (${areas}::int[]))
      and (${after?.rank ?? null}::int is null or 500 < ${after?.rank ?? null}
        or 500 = ${after?.rank ?? null} and p.id > ${after?.personId ?? null}::uuid)
    order by p.id
    limit ${limit}`.execute(db);
  return rows;
}

const schemes: readonly ListNumberScheme[] = ['srf', 'icmr', 'abha', 'lab', 'list'];

/** By a whole number of a list, a portal or a laboratory, whichever it is. Plan it relies on: the primary key, once for each scheme. */
export async function findByListNumber(db: Db, asked: Asked & { value: string }): Promise<Ranked[]> {
  const { districtId, areas, after, value } = asked;
  if (after !== null) return [];
  const { rows } = await sql<Ranked>`
    select distinct p.id "personId", 1000 rank
    from person_identifier i
    join person p on p.district_id = ${districtId} and p.id = i.person_id and p.merged_into is null
    where i.district_id = ${districtId} and i.system = any (${schemes}::text[]) and i.value = ${value}
      and (${areas}::int[] is null or p.area_id = any (${areas}::int[]))`.execute(db);
  return rows;
}

/** Whom a search shows, under the scope of the transaction. */
export async function listFound(trx: Trx, districtId: number, personIds: readonly string[]) {
  const { rows } = await sql<{
    personId: string;
    householdId: string;
    name: string;
    ageYears: number | null;
    ageOn: string | null;
    sex: 'female' | 'male' | 'other' | null;
    areaId: number;
    areaEn: string;
    areaHi: string;
    deceased: boolean;
    programmes: { programmeId: string; status: 'active' | 'paused'; lastLevel: 'red' | 'amber' | 'yellow' | 'green' | null }[];
    zone: string;
  }>`
    select p.id "personId", p.household_id "householdId", p.name, p.age_years "ageYears", p.age_on "ageOn", p.sex, p.area_id "areaId",
      a.name_en "areaEn", a.name_hi "areaHi", p.deceased_at is not null deceased, d.time_zone zone,
      coalesce((select json_agg(json_build_object('programmeId', e.programme_id, 'status', e.status, 'lastLevel', e.last_level)
          order by e.programme_id)
        from episode e where e.district_id = ${districtId} and e.person_id = p.id and e.status <> 'ended'), '[]') programmes
    from person p join area a on a.id = p.area_id join district d on d.id = ${districtId}
    where p.district_id = ${districtId} and p.id = any (${personIds}::uuid[])`.execute(trx);
  return rows;
}
