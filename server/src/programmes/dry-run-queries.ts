import type { Level } from '@kshem/domain/protocol/protocol.ts';
import type { Answers, Informant } from '@kshem/domain/questionnaire/questionnaire.ts';
import type { TriageEpisode } from '@kshem/domain/triage/input.ts';
import { sql } from 'kysely';
import type { PastAnswers, SubmitContext } from '../check-ins/submit-context.ts';
import type { Trx } from '../db/transaction.ts';

export type SubmissionOfDay = {
  readonly id: string;
  readonly day: string;
  readonly level: Level;
  readonly ruleIds: readonly string[] | null;
  readonly answers: Answers;
  readonly readings: PastAnswers['readings'];
  readonly informant: Informant['kind'];
  readonly saidAt: Date;
  /** The two weeks before, oldest first. */
  readonly past: PastAnswers[] | null;
  readonly person: Pick<SubmitContext['person'], 'ageYears' | 'ageOn' | 'sex' | 'conditions' | 'pregnant' | 'usualSpo2'>;
  readonly episode: TriageEpisode;
  readonly timeZone: string;
};

/**
 * A day's submissions of a programme with what triage knew then.
 * Plan it relies on: the day's partition range by primary key, and for each row one probe of submission_episode.
 */
export async function listSubmissionsOfDay(
  trx: Trx,
  districtId: number,
  programmeId: string,
  day: string,
): Promise<SubmissionOfDay[]> {
  const { rows } = await sql<SubmissionOfDay>`
    select s.id, s.day, s.level, s.answers, s.readings, s.informant, s.said_at "saidAt", d.time_zone "timeZone",
      (select json_agg(r ->> 'ruleId') from jsonb_array_elements(s.triage -> 'reasons') r) "ruleIds",
      (select json_agg(json_build_object('at', b.said_at, 'checkInId', b.check_in_id, 'answers', b.answers, 'readings', b.readings,
          'level', b.level) order by b.said_at)
        from submission b
        where b.district_id = ${districtId} and b.episode_id = s.episode_id and b.said_at < s.said_at
          and b.day between s.day - 14 and s.day) past,
      json_build_object('ageYears', p.age_years, 'ageOn', p.age_on, 'sex', p.sex, 'conditions', p.conditions,
        'pregnant', p.pregnant, 'usualSpo2', p.usual_spo2) person,
      json_build_object('openedOn', e.opened_on, 'onsetOn', e.onset_on, 'sampleOn', e.sample_on) episode
    from submission s
    join episode e on e.district_id = ${districtId} and e.id = s.episode_id
    join person p on p.district_id = ${districtId} and p.id = s.person_id
    join district d on d.id = ${districtId}
    where s.district_id = ${districtId} and s.day = ${day} and s.programme_id = ${programmeId}
    order by s.id`.execute(trx);
  return rows;
}
