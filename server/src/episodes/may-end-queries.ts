import { sql } from 'kysely';
import type { Trx } from '../db/transaction.ts';

export type RuleVersion = { readonly programmeId: string; readonly version: string };

/** Every published version of the programmes that run in a district: episodes stay on the one they began with. */
export async function listVersions(trx: Trx, districtId: number): Promise<RuleVersion[]> {
  return trx
    .selectFrom('protocol_version as v')
    .innerJoin('programme_district as d', 'd.programme_id', 'v.programme_id')
    .select(['v.programme_id as programmeId', 'v.version'])
    .where('d.district_id', '=', districtId)
    .execute();
}

export type MayEndRow = {
  episodeId: string;
  personId: string;
  personName: string;
  areaId: number;
  areaHi: string;
  areaEn: string;
  programmeId: string;
  version: string;
  openedAt: Date;
  openedOn: string;
  onsetOn: string | null;
  sampleOn: string | null;
  highRisk: boolean;
  lastLevel: string | null;
  lastAnsweredAt: Date | null;
  zone: string;
};

/**
 * Active episodes of the versions whose last answers met the ending rule, in order of enrolment (ids are made in order of time). Plan it
 * relies on: index episode_open for each programme, the rest filtered as it is read: an index of its own would cost every submission.
 */
export async function listOfVersions(
  trx: Trx,
  about: { districtId: number; versions: readonly RuleVersion[]; after: string | null; limit: number },
): Promise<MayEndRow[]> {
  const { districtId, versions, after, limit } = about;
  const { rows } = await sql<MayEndRow>`
    select e.id "episodeId", e.person_id "personId", p.name "personName", e.area_id "areaId", a.name_hi "areaHi", a.name_en "areaEn",
      e.programme_id "programmeId", e.version, e.opened_at "openedAt", e.opened_on "openedOn", e.onset_on "onsetOn",
      e.sample_on "sampleOn", e.high_risk "highRisk", e.last_level "lastLevel", e.last_answered_at "lastAnsweredAt", d.time_zone zone
    from episode e
    join person p on p.district_id = ${districtId} and p.id = e.person_id
    join area a on a.id = e.area_id
    join district d on d.id = e.district_id
    join unnest(${versions.map(({ programmeId }) => programmeId)}::text[], ${versions.map(({ version }) => version)}::text[])
      as v (programme_id, version) on v.programme_id = e.programme_id and v.version = e.version
    where e.district_id = ${districtId} and e.status = 'active' and e.may_end ${after === null ? sql`` : sql`and e.id > ${after}::uuid`}
    order by e.id limit ${limit}`.execute(trx);
  return rows;
}
