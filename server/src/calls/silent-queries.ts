import { sql } from 'kysely';
import type { Trx } from '../db/transaction.ts';

export type UnheardEpisode = {
  episodeId: string;
  personId: string;
  householdId: string;
  areaId: number;
  programmeId: string;
  version: string;
  openedOn: string;
  lastLevel: string | null;
  lastAnsweredAt: Date | null;
  highRisk: boolean;
  zone: string;
};

/**
 * Active episodes of which nobody told anything since yesterday began, in order of id, without those to whom a visit is open or was
 * made since the last answer. Whether they were silent for long enough is the domain's to say.
 */
export async function listUnheardEpisodes(
  trx: Trx,
  { districtId, day, after, limit }: { districtId: number; day: string; after: string | null; limit: number },
): Promise<UnheardEpisode[]> {
  const { rows } = await sql<UnheardEpisode>`
    select e.id "episodeId", e.person_id "personId", e.household_id "householdId", e.area_id "areaId", e.programme_id "programmeId",
      e.version, e.opened_on "openedOn", e.last_level "lastLevel", e.last_answered_at "lastAnsweredAt", e.high_risk "highRisk",
      d.time_zone zone
    from episode e join district d on d.id = e.district_id
    where e.district_id = ${districtId} and e.status = 'active' and e.id > ${after ?? '00000000-0000-0000-0000-000000000000'}
      and e.opened_on < ${day} and (e.last_answered_at is null or e.last_answered_at < (${day}::date - 1)::timestamp at time zone d.time_zone)
      and not exists (select from need n where n.district_id = ${districtId} and n.person_id = e.person_id and n.kind = 'home-visit'
        and (n.closed_at is null or n.raised_at > coalesce(e.last_answered_at, e.opened_at)))
    order by e.id limit ${limit}`.execute(trx);
  return rows;
}
