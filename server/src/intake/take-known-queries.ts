import type { Outcome } from '@kshem/domain/episode/outcome.ts';
import { sql } from 'kysely';
import type { Trx } from '../db/transaction.ts';
import type { PersonRow } from '../people/queries.ts';

export type LastEpisodeRow = {
  personId: string;
  episodeId: string;
  status: 'active' | 'paused' | 'ended';
  outcome: Outcome | null;
  endedOn: string | null;
  sampleOn: string | null;
};

/** The open episode of each person under the programme, else the one that ended last. Plan: index episode_person, a person at a time. */
export async function findLastEpisodes(
  trx: Trx,
  of: { districtId: number; programmeId: string; personIds: readonly string[]; timeZone: string },
): Promise<ReadonlyMap<string, LastEpisodeRow>> {
  const { rows } = await sql<LastEpisodeRow>`
    select distinct on (person_id) person_id "personId", id "episodeId", status, outcome, sample_on "sampleOn",
      (ended_at at time zone ${of.timeZone})::date "endedOn"
    from episode
    where district_id = ${of.districtId} and person_id = any (${of.personIds}::uuid[]) and programme_id = ${of.programmeId}
    order by person_id, (status = 'ended'), ended_at desc, id desc`.execute(trx);
  return new Map(rows.map((row) => [row.personId, row]));
}

export async function listNumbersOf(
  trx: Trx,
  districtId: number,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, string[]>> {
  const { rows } = await sql<{ personId: string; numbers: string[] }>`
    select n.person_id "personId", array_agg(c.number order by n.rank, c.number) numbers
    from person_contact_point n join contact_point c on c.district_id = ${districtId} and c.id = n.contact_point_id
    where n.district_id = ${districtId} and n.person_id = any (${personIds}::uuid[]) group by 1`.execute(trx);
  return new Map(rows.map(({ personId, numbers }) => [personId, numbers]));
}

/** Who has something open with a caller today. Plan: index worklist_item_person. */
export async function findOnDesk(trx: Trx, districtId: number, personIds: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ personId: string }>`
    select distinct person_id "personId" from worklist_item
    where district_id = ${districtId} and person_id = any (${personIds}::uuid[]) and state = 'open'`.execute(trx);
  return new Set(rows.map(({ personId }) => personId));
}

export async function savePeople(
  trx: Trx,
  { districtId, now, people }: { districtId: number; now: Date; people: readonly PersonRow[] },
): Promise<void> {
  if (people.length === 0) return;
  await sql`
    update person p set name = n."name", name_key = n."nameKey", sex = n."sex", age_years = n."ageYears", age_on = n."ageOn",
      address = n."address", conditions = n."conditions", high_risk = n."highRisk", updated_at = ${now}
    from jsonb_to_recordset(${JSON.stringify(people)}::jsonb) as n ("personId" uuid, "name" text, "nameKey" text, "sex" text,
      "ageYears" numeric, "ageOn" date, "address" text, "conditions" text[], "highRisk" boolean)
    where p.district_id = ${districtId} and p.id = n."personId"`.execute(trx);
  await sql`
    update episode e set high_risk = true, updated_at = ${now}
    where e.district_id = ${districtId} and e.person_id = any (${people.filter(({ highRisk }) => highRisk).map(({ personId }) => personId)}::uuid[])
      and e.status <> 'ended' and not e.high_risk`.execute(trx);
}

/** Everything that carries a person's area moves with them; those on a caller's desk are not moved (take-known.ts). */
export async function movePeople(
  trx: Trx,
  { districtId, now, people }: { districtId: number; now: Date; people: readonly PersonRow[] },
): Promise<void> {
  if (people.length === 0) return;
  const ids = people.map(({ personId }) => personId);
  const areas = people.map(({ areaId }) => areaId);
  await sql`update person p set area_id = m.area_id from unnest(${ids}::uuid[], ${areas}::int[]) m (id, area_id)
    where p.district_id = ${districtId} and p.id = m.id`.execute(trx);
  await sql`update person_contact_point l set area_id = m.area_id from unnest(${ids}::uuid[], ${areas}::int[]) m (id, area_id)
    where l.district_id = ${districtId} and l.person_id = m.id`.execute(trx);
  await sql`update episode e set area_id = m.area_id, updated_at = ${now} from unnest(${ids}::uuid[], ${areas}::int[]) m (id, area_id)
    where e.district_id = ${districtId} and e.person_id = m.id and e.status <> 'ended'`.execute(trx);
}

export async function saveSampleDates(
  trx: Trx,
  wanted: {
    districtId: number;
    programmeId: string;
    now: Date;
    people: readonly { personId: string; sampleOn: string | null }[];
  },
): Promise<void> {
  const { districtId, programmeId, now, people } = wanted;
  if (people.length === 0) return;
  await sql`
    update episode e set sample_on = s.sample_on, updated_at = ${now}
    from unnest(${people.map(({ personId }) => personId)}::uuid[], ${people.map(({ sampleOn }) => sampleOn)}::date[]) s (person_id, sample_on)
    where e.district_id = ${districtId} and e.person_id = s.person_id and e.programme_id = ${programmeId} and e.status <> 'ended'`.execute(
    trx,
  );
}

/** Numbers that a list tells new are tried first; those known before stay behind them, with what callers found out about each. */
export async function linkNumbers(
  trx: Trx,
  {
    districtId,
    personId,
    areaId,
    contactPointIds,
  }: { districtId: number; personId: string; areaId: number; contactPointIds: readonly string[] },
): Promise<void> {
  await sql`update person_contact_point set rank = rank + ${contactPointIds.length}
    where district_id = ${districtId} and person_id = ${personId}`.execute(trx);
  const linked = contactPointIds.map((id, index) => ({
    ...{ district_id: districtId, person_id: personId, contact_point_id: id },
    ...{ area_id: areaId, rank: index + 1, relation: 'unknown' },
  }));
  await trx.insertInto('person_contact_point').values(linked).execute();
}
