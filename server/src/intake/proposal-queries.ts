import type { PersonTraits } from '@kshem/domain/name/same-person-evidence.ts';
import { sql } from 'kysely';
import type { Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import type { ImportContext } from './import-context.ts';
import type { Proposal } from './take-batch.ts';

/** Puts pairs before somebody who decides; a pair that was proposed or decided before is left. @returns those that are new */
export async function insertProposals<P extends Proposal>(
  trx: Trx,
  deps: Pick<Deps, 'newId'>,
  { districtId, importId, now }: ImportContext,
  proposals: readonly P[],
): Promise<P[]> {
  if (proposals.length === 0) return [];
  const rows = proposals.map(({ personId, suspect: { personId: other, found } }) => {
    const [a, b] = [personId, other].sort() as [string, string];
    return { id: deps.newId(), a, b, score: found.score, evidence: found.evidence };
  });
  const { rows: made } = await sql<{ id: string }>`
    insert into merge_proposal (district_id, id, person_a, person_b, import_id, evidence, score, status, proposed_at)
    select ${districtId}, p.id, p.a, p.b, ${importId}, p.evidence, p.score, 'proposed', ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as p (id uuid, a uuid, b uuid, score smallint, evidence jsonb)
    on conflict (district_id, person_a, person_b) do nothing
    returning id`.execute(trx);
  const ids = new Set(made.map(({ id }) => id));
  return proposals.filter((_proposal, at) => ids.has(rows[at]?.id ?? ''));
}

export type PlacePair = { rowNumber: number; a: PersonTraits & { personId: string }; b: PersonTraits & { personId: string } };

type PairRow = { rowNumber: number } & Record<`${'a' | 'b'}${'Id' | 'Key'}`, string> &
  Record<`${'a' | 'b'}Age`, number> & {
    sex: PersonTraits['sex'];
    areaId: number;
  };

/**
 * New people of an import beside others of the same ward or village, sex, first name and age, whatever their phones.
 * Only wards and villages: a block or a district in common says nothing.
 *
 * Plan it relies on: the import's new people by import_row's key, hashed with the district's people on area, sex, age and first name. Nested
 * loops are switched off for it: right after the rows were written nobody has counted them, and the planner takes 100,000 for a few.
 */
export async function findPairsByPlace(trx: Trx, { districtId, importId, now }: ImportContext): Promise<PlacePair[]> {
  await sql`set local enable_nestloop = off`.execute(trx);
  const { rows } = await sql<PairRow>`
    select r.row_number "rowNumber", a.id "aId", b.id "bId", a.name_key "aKey", b.name_key "bKey", a.age_years "aAge", b.age_years "bAge",
      a.sex, a.area_id "areaId"
    from import_row r
    join person a on a.district_id = ${districtId} and a.id = r.person_id
    join person b on b.district_id = ${districtId} and b.area_id = a.area_id and b.sex = a.sex
      and b.age_years = a.age_years and split_part(b.name_key, ' ', 1) = split_part(a.name_key, ' ', 1)
    where r.district_id = ${districtId} and r.import_id = ${importId}
      and r.verdict in ('accepted', 'accepted-with-warnings', 'suspected-duplicate')
      and b.id <> a.id and (b.id < a.id or b.created_at < ${now}) and b.merged_into is null
      and a.area_id in (select id from area where district_id = ${districtId} and level in ('ward', 'village'))`.execute(trx);
  await sql`set local enable_nestloop = on`.execute(trx);
  return rows.map(({ rowNumber, aId, bId, aKey, bKey, aAge, bAge, sex, areaId }) => {
    const shared = { sex, ward: String(areaId), phones: [], listNumbers: {} };
    return {
      rowNumber,
      a: { ...shared, personId: aId, nameKey: aKey, ageYears: aAge },
      b: { ...shared, personId: bId, nameKey: bKey, ageYears: bAge },
    };
  });
}

/** Rows whose person may be another one of the same place: known only when the whole list is in. */
export async function markSuspected(
  trx: Trx,
  { districtId, importId }: ImportContext,
  rowNumbers: readonly number[],
): Promise<{ was: string; n: number }[]> {
  if (rowNumbers.length === 0) return [];
  const { rows } = await sql<{ was: string; n: number }>`
    select verdict was, count(*) n from import_row
    where district_id = ${districtId} and import_id = ${importId} and row_number = any (${rowNumbers}::int[])
      and verdict <> 'suspected-duplicate' group by 1`.execute(trx);
  await sql`
    update import_row set verdict = 'suspected-duplicate',
      problems = coalesce(problems, '[]') || '[{"column": null, "code": "identity.suspected-duplicate"}]'
    where district_id = ${districtId} and import_id = ${importId} and row_number = any (${rowNumbers}::int[])
      and verdict <> 'suspected-duplicate'`.execute(trx);
  return rows;
}
