import type { Evidence } from '@kshem/domain/name/same-person-evidence.ts';
import { type Insertable, sql } from 'kysely';
import type { Trx } from '../db/transaction.ts';
import type { DB } from '../db/types.ts';
import { isAny } from './household-queries.ts';

export async function insertProposals(trx: Trx, rows: Insertable<DB['merge_proposal']>[]): Promise<number> {
  if (rows.length === 0) return 0;
  const made = await trx
    .insertInto('merge_proposal')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['district_id', 'person_a', 'person_b']).doNothing())
    .returning('id')
    .execute();
  return made.length;
}

export type Proposal = { proposalId: string; personA: string; personB: string; status: 'proposed' | 'merged' | 'kept-apart' };

export async function findProposal(trx: Trx, districtId: number, proposalId: string): Promise<Proposal | undefined> {
  return trx
    .selectFrom('merge_proposal')
    .select(['id as proposalId', 'person_a as personA', 'person_b as personB', 'status'])
    .where('district_id', '=', districtId)
    .where('id', '=', proposalId)
    .$castTo<Proposal>()
    .executeTakeFirst();
}

/**
 * Locked, so that a pair is decided once. After its people: whoever holds people closes what else was proposed about them.
 * @returns whether it still waits
 */
export async function lockProposal(trx: Trx, districtId: number, proposalId: string): Promise<boolean> {
  const row = await trx
    .selectFrom('merge_proposal')
    .select('status')
    .where('district_id', '=', districtId)
    .where('id', '=', proposalId)
    .forUpdate()
    .executeTakeFirst();
  return row?.status === 'proposed';
}

export type Decision = { readonly status: 'merged' | 'kept-apart'; readonly at: Date; readonly by: string | null };

export async function decideProposal(
  trx: Trx,
  districtId: number,
  proposalId: string,
  { status, at, by }: Decision,
): Promise<void> {
  await trx
    .updateTable('merge_proposal')
    .set({ status, decided_at: at, decided_by: by })
    .where('district_id', '=', districtId)
    .where('id', '=', proposalId)
    .execute();
}

/**
 * Closes what else was proposed about two records that are one by now. Plan it relies on: index merge_proposal_open; proposals that wait
 * are few.
 */
export async function closeSettledProposals(trx: Trx, districtId: number, rootId: string, { at, by }: Decision): Promise<void> {
  await sql`
    with ours as (
      select p.id from person p where p.district_id = ${districtId} and (p.id = ${rootId} or p.merged_into = ${rootId})
    )
    update merge_proposal m set status = 'merged', decided_at = ${at}, decided_by = ${by}
    where m.district_id = ${districtId} and m.status = 'proposed'
      and m.person_a in (select id from ours) and m.person_b in (select id from ours)`.execute(trx);
}

export type ProposedPerson = {
  personId: string;
  name: string;
  sex: 'female' | 'male' | 'other' | null;
  ageYears: number | null;
  ageOn: string | null;
  areaId: number;
  areaEn: string;
  areaHi: string;
  address: string | null;
  createdAt: string;
  identifiers: Record<string, string>;
  openEpisodes: { programmeId: string; openedOn: string; lastLevel: string | null }[];
};
export type OpenProposal = {
  proposalId: string;
  proposedAt: Date;
  score: number;
  evidence: Evidence[];
  importId: string | null;
  zone: string;
  people: [ProposedPerson, ProposedPerson];
};

/**
 * Proposals that wait, oldest first, of whom both are in the scope. A record that was merged meanwhile is shown as the one it became.
 * Plan it relies on: index merge_proposal_open, then keys.
 */
export async function listOpenProposals(
  trx: Trx,
  { districtId, after, limit }: { districtId: number; after: { at: Date; id: string } | null; limit: number },
): Promise<OpenProposal[]> {
  const { rows } = await sql<OpenProposal>`
    select m.id "proposalId", m.proposed_at "proposedAt", m.score, m.evidence, m.import_id "importId", d.time_zone zone,
      json_build_array(a.about, b.about) people
    from merge_proposal m
    join district d on d.id = ${districtId}
    cross join lateral (${aboutPerson(districtId, 'm.person_a')}) a
    cross join lateral (${aboutPerson(districtId, 'm.person_b')}) b
    where m.district_id = ${districtId} and m.status = 'proposed' and a.id <> b.id
      and (m.proposed_at, m.id) > (${after?.at ?? '-infinity'}::timestamptz, ${after?.id ?? '00000000-0000-0000-0000-000000000000'}::uuid)
    order by m.proposed_at, m.id
    limit ${limit}`.execute(trx);
  return rows;
}

function aboutPerson(districtId: number, column: string) {
  return sql`
    select p.id, json_build_object('personId', p.id, 'name', p.name, 'sex', p.sex, 'ageYears', p.age_years, 'ageOn', p.age_on,
      'areaId', p.area_id, 'areaEn', r.name_en, 'areaHi', r.name_hi, 'address', p.address, 'createdAt', p.created_at,
      'identifiers', coalesce((select json_object_agg(i.system, i.value) from person_identifier i
        where i.district_id = ${districtId} and i.person_id = p.id), '{}'),
      'openEpisodes', coalesce((select json_agg(json_build_object('programmeId', e.programme_id, 'openedOn', e.opened_on,
          'lastLevel', e.last_level) order by e.programme_id)
        from episode e where e.district_id = ${districtId} and e.person_id = p.id and e.status <> 'ended'), '[]')) about
    from person q
    join person p on p.district_id = ${districtId} and p.id = coalesce(q.merged_into, q.id)
    join area r on r.id = p.area_id
    where q.district_id = ${districtId} and q.id = ${sql.ref(column)}`;
}

/** What only the record that is given up knows, and everything that was counted on either. */
export async function takeOverTraits(
  trx: Trx,
  { districtId, fromPersonId, toPersonId, now }: { districtId: number; fromPersonId: string; toPersonId: string; now: Date },
): Promise<void> {
  await sql`
    update person t set sex = coalesce(t.sex, f.sex), address = coalesce(t.address, f.address),
      age_years = case when t.age_years is null then f.age_years else t.age_years end,
      age_on = case when t.age_years is null then f.age_on else t.age_on end,
      age_approximate = case when t.age_years is null then f.age_approximate else t.age_approximate end,
      pregnant = coalesce(t.pregnant, f.pregnant), usual_spo2 = coalesce(t.usual_spo2, f.usual_spo2),
      conditions = array(select distinct c from unnest(t.conditions || f.conditions) c order by c),
      high_risk = t.high_risk or f.high_risk, updated_at = ${now}
    from person f
    where t.district_id = ${districtId} and t.id = ${toPersonId} and f.district_id = ${districtId} and f.id = ${fromPersonId}`.execute(
    trx,
  );
}

/** Their numbers on lists; theirs on the telephone after those of the record that stays. */
export async function takeOverNumbers(
  trx: Trx,
  {
    districtId,
    fromPersonId,
    toPersonId,
    areaId,
  }: { districtId: number; fromPersonId: string; toPersonId: string; areaId: number },
): Promise<void> {
  await trx
    .updateTable('person_identifier')
    .set({ person_id: toPersonId })
    .where('district_id', '=', districtId)
    .where('person_id', '=', fromPersonId)
    .execute();
  await trx
    .updateTable('list_entry')
    .set({ person_id: toPersonId })
    .where('district_id', '=', districtId)
    .where('person_id', '=', fromPersonId)
    .execute();
  await sql`
    insert into person_contact_point (district_id, person_id, contact_point_id, area_id, rank, relation, wrong_at)
    select n.district_id, ${toPersonId}, n.contact_point_id, ${areaId}, n.rank + coalesce((select max(o.rank) from person_contact_point o
      where o.district_id = ${districtId} and o.person_id = ${toPersonId}), 0), n.relation, n.wrong_at
    from person_contact_point n
    where n.district_id = ${districtId} and n.person_id = ${fromPersonId}
    on conflict (district_id, person_id, contact_point_id) do nothing
    returning contact_point_id`.execute(trx);
  await trx
    .deleteFrom('person_contact_point')
    .where('district_id', '=', districtId)
    .where('person_id', '=', fromPersonId)
    .execute();
}

/** Records point straight at the one that stays, also those merged before. */
export async function setMergedInto(
  trx: Trx,
  districtId: number,
  fromPersonId: string,
  toPersonId: string,
  at: Date,
): Promise<void> {
  await trx
    .updateTable('person')
    .set({ merged_into: toPersonId, updated_at: at })
    .where('district_id', '=', districtId)
    .where((where) => where.or([where('id', '=', fromPersonId), where('merged_into', '=', fromPersonId)]))
    .execute();
}

export type EpisodeOfTwo = { episodeId: string; personId: string; programmeId: string; openedAt: Date };

/** Open episodes of two records, oldest first, locked. */
export async function lockEpisodesOfTwo(trx: Trx, districtId: number, personIds: readonly string[]): Promise<EpisodeOfTwo[]> {
  return trx
    .selectFrom('episode')
    .select(['id as episodeId', 'person_id as personId', 'programme_id as programmeId', 'opened_at as openedAt'])
    .where('district_id', '=', districtId)
    .where(isAny('person_id', personIds))
    .where('status', '<>', 'ended')
    .orderBy('opened_at')
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
}
