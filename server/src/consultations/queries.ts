import type { Decision } from '@kshem/domain/consultation/decision.ts';
import type { Level } from '@kshem/domain/protocol/protocol.ts';
import type { PartialNews2 } from '@kshem/domain/triage/partial-news2.ts';
import { type Insertable, sql } from 'kysely';
import type { Trx } from '../db/transaction.ts';
import type { DB } from '../db/types.ts';

/** @returns false when it was on record already: the device sent it twice */
export async function insertConsultation(trx: Trx, row: Insertable<DB['consultation']>): Promise<boolean> {
  const made = await trx
    .insertInto('consultation')
    .values(row)
    .onConflict((conflict) => conflict.columns(['district_id', 'id']).doNothing())
    .returning('id')
    .execute();
  return made.length > 0;
}

export type ConsultationRow = {
  consultationId: string;
  episodeId: string;
  escalationId: string | null;
  byHi: string;
  byEn: string;
  heldAt: Date;
  recordedAt: Date;
  spokeWith: 'person' | 'family' | 'nobody';
  note: string;
  drugAdvice: string | null;
  adviceCodes: string[];
  decision: Decision;
  remeasureAt: Date | null;
  referTo: string | null;
  followUpOn: string | null;
};

/** Latest first. Plan it relies on: index episode_person, then consultation_of_episode. */
export async function listConsultations(trx: Trx, districtId: number, personId: string): Promise<ConsultationRow[]> {
  const { rows } = await sql<ConsultationRow>`
    select c.id "consultationId", c.episode_id "episodeId", c.escalation_id "escalationId", u.name_hi "byHi", u.name_en "byEn",
      c.held_at "heldAt", c.recorded_at "recordedAt", c.spoke_with "spokeWith", c.note, c.drug_advice "drugAdvice",
      c.advice_codes "adviceCodes", c.decision, c.remeasure_at "remeasureAt", c.refer_to "referTo", c.follow_up_on "followUpOn"
    from episode e join consultation c on c.district_id = ${districtId} and c.episode_id = e.id
    join app_user u on u.id = c.by_user
    where e.district_id = ${districtId} and e.person_id = ${personId}
    order by c.held_at desc, c.id desc limit 100`.execute(trx);
  return rows;
}

export type SheetPerson = {
  personId: string;
  programmeId: string | null;
  version: string | null;
  zone: string;
  news2: PartialNews2 | null;
  saidAt: Date | null;
};

/**
 * The record that stands for a person, the version of the episode that is latest, and the partial score of the last answers since a day.
 * Plan it relies on: keys, episode_person, submission_episode in the months since.
 */
export async function findSheetPerson(
  trx: Trx,
  districtId: number,
  personId: string,
  since: string,
): Promise<SheetPerson | undefined> {
  const { rows } = await sql<SheetPerson>`
    select p.id "personId", e.programme_id "programmeId", e.version, d.time_zone zone, s.news2, s.said_at "saidAt"
    from person q join person p on p.district_id = ${districtId} and p.id = coalesce(q.merged_into, q.id)
    join district d on d.id = q.district_id
    left join lateral (select e.id, e.programme_id, e.version from episode e
      where e.district_id = ${districtId} and e.person_id = p.id order by e.status = 'ended', e.opened_at desc limit 1) e on true
    left join lateral (select s.triage -> 'news2' news2, s.said_at from submission s
      where s.district_id = ${districtId} and s.episode_id = e.id and s.day >= ${since} order by s.said_at desc limit 1) s on true
    where q.district_id = ${districtId} and q.id = ${personId}`.execute(trx);
  return rows[0];
}

export type FollowUpRow = {
  consultationId: string;
  personId: string;
  personName: string;
  areaId: number;
  areaHi: string;
  areaEn: string;
  lastLevel: Level | null;
  dueOn: string;
  decision: Decision;
  note: string;
  byHi: string;
  byEn: string;
  heldAt: Date;
};

/**
 * Consultations whose follow-up is due by `today` and after which nobody has consulted the person in that episode.
 * Plan it relies on: index consultation_follow_up from its beginning, consultation_of_episode for what came later.
 */
export async function listDueFollowUps(
  trx: Trx,
  about: { districtId: number; today: string; after: { dueOn: string; consultationId: string } | null; limit: number },
): Promise<FollowUpRow[]> {
  const { districtId, today, after, limit } = about;
  const page = after ? sql`and (c.follow_up_on, c.id) > (${after.dueOn}::date, ${after.consultationId}::uuid)` : sql``;
  const { rows } = await sql<FollowUpRow>`
    select c.id "consultationId", e.person_id "personId", p.name "personName", e.area_id "areaId", a.name_hi "areaHi", a.name_en "areaEn",
      e.last_level "lastLevel", c.follow_up_on "dueOn", c.decision, c.note, u.name_hi "byHi", u.name_en "byEn", c.held_at "heldAt"
    from consultation c
    join episode e on e.district_id = ${districtId} and e.id = c.episode_id
    join person p on p.district_id = ${districtId} and p.id = e.person_id
    join area a on a.id = e.area_id
    join app_user u on u.id = c.by_user
    where c.district_id = ${districtId} and c.follow_up_on <= ${today} and e.status <> 'ended' and p.deceased_at is null
      and not exists (select from consultation l where l.district_id = ${districtId} and l.episode_id = c.episode_id
        and (l.held_at, l.id) > (c.held_at, c.id)) ${page}
    order by c.follow_up_on, c.id limit ${limit}`.execute(trx);
  return rows;
}
