import type { Outcome } from '@kshem/domain/episode/outcome.ts';
import type { DeskNeedCode } from '@kshem/domain/need/desk-need-kinds.ts';
import { type Insertable, sql } from 'kysely';
import type { Trx } from '../db/transaction.ts';
import type { DB } from '../db/types.ts';

/** Ends episodes that are active. @returns those that were */
export async function endActive(
  trx: Trx,
  { districtId, episodeIds, outcome, now }: { districtId: number; episodeIds: readonly string[]; outcome: Outcome; now: Date },
): Promise<string[]> {
  const ended = await trx
    .updateTable('episode')
    .set({ status: 'ended', outcome, ended_at: now, next_contact_at: null, updated_at: now })
    .where('district_id', '=', districtId)
    .where(sql<boolean>`id = any (${episodeIds}::uuid[])`)
    .where('status', '=', 'active')
    .returning('id')
    .execute();
  return ended.map(({ id }) => id);
}

export type LockedEpisode = {
  episodeId: string;
  personId: string;
  householdId: string;
  areaId: number;
  programmeId: string;
  version: string;
  status: 'active' | 'paused' | 'ended';
  outcome: string | null;
  openedAt: Date;
  onsetOn: string | null;
  sampleOn: string | null;
  lastLevel: string | null;
  lastAnsweredAt: Date | null;
  highRisk: boolean;
  mayEnd: boolean;
  zone: string;
};

/** Locked, so that two who decide about one episode do so one after the other. */
export async function lockEpisode(trx: Trx, districtId: number, episodeId: string): Promise<LockedEpisode | undefined> {
  const { rows } = await sql<LockedEpisode>`
    select e.id "episodeId", e.person_id "personId", e.household_id "householdId", e.area_id "areaId", e.programme_id "programmeId",
      e.version, e.status, e.outcome, e.opened_at "openedAt", e.onset_on "onsetOn", e.sample_on "sampleOn", e.last_level "lastLevel",
      e.last_answered_at "lastAnsweredAt", e.high_risk "highRisk", e.may_end "mayEnd", d.time_zone zone
    from episode e join district d on d.id = e.district_id
    where e.district_id = ${districtId} and e.id = ${episodeId}
    for no key update of e`.execute(trx);
  return rows[0];
}

export type OpenEpisode = {
  episodeId: string;
  personId: string;
  areaId: number;
  programmeId: string;
  version: string;
  status: string;
};

/** Episodes of people that have not ended, in order of id so that two who lock several never wait for each other. */
export async function lockOpenEpisodes(
  trx: Trx,
  districtId: number,
  of: { personId: string } | { householdId: string },
): Promise<OpenEpisode[]> {
  const whose = 'personId' in of ? sql`e.person_id = ${of.personId}` : sql`p.household_id = ${of.householdId}`;
  const { rows } = await sql<OpenEpisode>`
    select e.id "episodeId", e.person_id "personId", e.area_id "areaId", e.programme_id "programmeId", e.version, e.status
    from person p join episode e on e.district_id = ${districtId} and e.person_id = p.id
    where p.district_id = ${districtId} and ${whose} and e.status <> 'ended'
    order by e.id
    for no key update of e`.execute(trx);
  return rows;
}

export type EpisodeChange = { readonly status: string; readonly outcome: Outcome | null; readonly now: Date };

/** An ended episode has nothing more to come; a paused one keeps what the last answers said. */
export async function saveEpisodes(
  trx: Trx,
  districtId: number,
  episodeIds: readonly string[],
  { status, outcome, now }: EpisodeChange,
): Promise<void> {
  await trx
    .updateTable('episode')
    .set({
      status,
      outcome,
      ended_at: outcome === null ? null : now,
      ...(outcome !== null && { next_contact_at: null }),
      updated_at: now,
    })
    .where('district_id', '=', districtId)
    .where(sql<boolean>`id = any (${episodeIds}::uuid[])`)
    .execute();
}

export async function setDeceased(trx: Trx, districtId: number, personId: string, at: Date): Promise<void> {
  await trx
    .updateTable('person')
    .set({ deceased_at: at, updated_at: at })
    .where('district_id', '=', districtId)
    .where('id', '=', personId)
    .where('deceased_at', 'is', null)
    .execute();
}

export async function setDoNotCall(trx: Trx, districtId: number, personId: string, reason: string, at: Date): Promise<void> {
  await trx
    .updateTable('person')
    .set({ do_not_call_at: at, do_not_call_reason: reason, updated_at: at })
    .where('district_id', '=', districtId)
    .where('id', '=', personId)
    .where('do_not_call_at', 'is', null)
    .execute();
}

/** The version on which a programme's new episodes start in a district; undefined when it does not run there on the day. */
export async function findStartingVersion(
  trx: Trx,
  districtId: number,
  programmeId: string,
  day: string,
): Promise<string | undefined> {
  const row = await trx
    .selectFrom('programme_district')
    .select('version')
    .where('district_id', '=', districtId)
    .where('programme_id', '=', programmeId)
    .where('active_from', '<=', day)
    .where(({ or, eb }) => or([eb('active_until', 'is', null), eb('active_until', '>=', day)]))
    .executeTakeFirst();
  return row?.version;
}

export async function insertEpisode(trx: Trx, row: Insertable<DB['episode']>): Promise<void> {
  await trx.insertInto('episode').values(row).execute();
}

export async function findOpenEpisode(
  trx: Trx,
  districtId: number,
  personId: string,
  programmeId: string,
): Promise<string | undefined> {
  const row = await trx
    .selectFrom('episode')
    .select('id')
    .where('district_id', '=', districtId)
    .where('person_id', '=', personId)
    .where('programme_id', '=', programmeId)
    .where('status', '<>', 'ended')
    .executeTakeFirst();
  return row?.id;
}

/** Whether a death under this roof waits for a supervisor's decision: until then nobody there is called. */
export async function isInMourning(trx: Trx, districtId: number, householdId: string): Promise<boolean> {
  const row = await trx
    .selectFrom('need')
    .select('id')
    .where('district_id', '=', districtId)
    .where('household_id', '=', householdId)
    .where('kind', '=', 'bereavement' satisfies DeskNeedCode)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

/** Whether a person may be called at all; false for somebody who is not there. */
export async function findWhetherCalled(trx: Trx, districtId: number, personId: string): Promise<boolean> {
  const row = await trx
    .selectFrom('person')
    .select('id')
    .where('district_id', '=', districtId)
    .where('id', '=', personId)
    .where('deceased_at', 'is', null)
    .where('do_not_call_at', 'is', null)
    .where('merged_into', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}
