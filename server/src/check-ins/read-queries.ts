import type { Level } from '@kshem/domain/protocol/protocol.ts';
import { sql } from 'kysely';
import type { Trx } from '../db/transaction.ts';
import { type PastAnswers, pastDays, type SubmitContext } from './submit-context.ts';

export type FoundCheckIn = {
  checkInId: string;
  dueOn: string;
  kind: 'first' | 'routine' | 'monitoring' | 'again';
  state: 'planned' | 'due' | 'completed' | 'missed' | 'cancelled';
  dueAt: Date;
  deadlineAt: Date;
  level: Level | null;
  personId: string;
  episodeId: string;
  householdId: string;
  programmeId: string;
  version: string;
  zone: string;
};

export async function findCheckIn(
  trx: Trx,
  districtId: number,
  dueOn: string,
  checkInId: string,
): Promise<FoundCheckIn | undefined> {
  const { rows } = await sql<FoundCheckIn>`
    select c.id as "checkInId", c.due_on as "dueOn", c.kind, c.state, c.due_at as "dueAt", c.deadline_at as "deadlineAt", c.level,
      c.person_id as "personId", c.episode_id as "episodeId", e.household_id as "householdId", e.programme_id as "programmeId", e.version,
      d.time_zone as zone
    from check_in c
    join episode e on e.district_id = ${districtId} and e.id = c.episode_id
    join district d on d.id = ${districtId}
    where c.district_id = ${districtId} and c.due_on = ${dueOn} and c.id = ${checkInId}`.execute(trx);
  return rows[0];
}

export type JudgedWith = {
  past: PastAnswers[];
  person: Pick<SubmitContext['person'], 'ageYears' | 'ageOn' | 'sex' | 'conditions' | 'pregnant' | 'usualSpo2'>;
  episode: { openedOn: string; onsetOn: string | null; sampleOn: string | null };
};

/**
 * What the answers to a check-in will be judged by, as submit-context reads it.
 * Plan: primary keys; submission_episode in the one or two months that hold `pastDays`.
 */
export async function findJudgedWith(trx: Trx, districtId: number, checkIn: FoundCheckIn): Promise<JudgedWith> {
  const { episodeId, personId, dueOn } = checkIn;
  const { rows } = await sql<JudgedWith>`
    select json_build_object('ageYears', p.age_years, 'ageOn', p.age_on, 'sex', p.sex, 'conditions', p.conditions,
        'pregnant', p.pregnant, 'usualSpo2', p.usual_spo2) person,
      json_build_object('openedOn', e.opened_on, 'onsetOn', e.onset_on, 'sampleOn', e.sample_on) episode,
      coalesce((select json_agg(json_build_object('at', s.said_at, 'checkInId', s.check_in_id, 'answers', s.answers,
          'readings', s.readings, 'level', s.level) order by s.said_at)
        from submission s
        where s.district_id = ${districtId} and s.episode_id = ${episodeId}
          and s.day between ${dueOn}::date - ${pastDays}::int and ${dueOn}::date), '[]') past
    from episode e
    join person p on p.district_id = ${districtId} and p.id = ${personId}
    where e.district_id = ${districtId} and e.id = ${episodeId}`.execute(trx);
  const [row] = rows;
  if (!row) throw new Error('A check-in without its episode');
  return row;
}
