import type pg from 'pg';
import { wellAnswers } from '../check-ins/given-answers.ts';
import { benchDay } from './bench-database.ts';
import { district, programmes, wards } from './desk-data.ts';

export type Line = {
  checkInId: string;
  episodeId: string;
  personId: string;
  householdId: string;
  areaId: number;
  attemptId: string;
  phoneCallId: string;
  callerId: string;
};

export const answersOfTheLine = JSON.stringify(
  Object.fromEntries(Object.entries(wellAnswers).map(([linkId, value]) => [linkId, { value }])),
);

/** `count` people in a call that is answered, each with five days of answers behind them. */
export async function makePeopleOnTheLine(owner: pg.Pool, count: number): Promise<void> {
  const uuid = (kind: string) => `('00000000-0000-7000-${kind}-' || lpad(n::text, 12, '0'))::uuid`;
  const [household, person, episode, checkIn, call, attempt, point, caller] = '8001 8002 8003 8004 8005 8006 8007 8008'
    .split(' ')
    .map(uuid);
  const at = `timestamptz '2021-05-10 04:25Z'`;
  const closes = `timestamptz '2021-05-10 15:00Z'`;
  const programme = `'${programmes[0]}'`;
  const client = await owner.connect();
  await client.query(
    `create temporary table t as select n, (array[${wards.join()}])[1 + n % ${wards.length}] as area from generate_series(1, ${count}) n`,
  );
  for (const insert of [
    `household select ${district}, ${household}, ${at} from t`,
    `person (district_id, id, household_id, area_id, name, name_key, sex, age_years, age_on, age_approximate, language, conditions, high_risk,
       created_at, updated_at)
     select ${district}, ${person}, ${household}, area, 'Test', 'test', 'female', 40, '2021-05-01', false, 'hi', '{}', false, ${at}, ${at} from t`,
    `contact_point select ${district}, ${point}, '+9161000' || n, 'mobile', 'usable', ${at} from t`,
    `episode (district_id, id, person_id, household_id, programme_id, version, area_id, opened_at, opened_on, sample_on, status, high_risk,
       last_level, last_answered_at, updated_at)
     select ${district}, ${episode}, ${person}, ${household}, ${programme}, 'mohfw-2022-01', area, '2021-05-04T05:00Z', '2021-05-04',
       '2021-05-03', 'active', false, 'green', '2021-05-09T05:00Z', ${at} from t`,
    `check_in (district_id, due_on, id, episode_id, person_id, household_id, programme_id, area_id, slot, kind, due_at, deadline_at, state)
     select ${district}, '${benchDay}', ${checkIn}, ${episode}, ${person}, ${household}, ${programme}, area, 0, 'routine', ${at}, ${closes},
       'planned' from t`,
    `worklist_household (district_id, household_id, programme_id, area_id, language, band, due_at, closes_at, state, claimed_by, claimed_at,
       claim_until, fence, spans_areas)
     select ${district}, ${household}, ${programme}, area, 'hi', 5, ${at}, ${closes}, 'claimed', ${caller}, ${at}, ${at} + interval '10 minutes',
       1, false from t`,
    `worklist_item (district_id, id, check_in_due_on, check_in_id, episode_id, person_id, household_id, programme_id, area_id, language, band,
       due_at, closes_at, state, attempts, created_at)
     select ${district}, ${checkIn}, '${benchDay}', ${checkIn}, ${episode}, ${person}, ${household}, ${programme}, area, 'hi', 5, ${at},
       ${closes}, 'open', 0, ${at} from t`,
    `phone_call (district_id, id, household_id, contact_point_id, caller_id, fence, channel, state, requested_at, dialled_at, deadline_at)
     select ${district}, ${call}, ${household}, ${point}, ${caller}, 1, 'handset', 'answered', ${at}, ${at}, ${closes} from t`,
    `call_attempt (district_id, id, phone_call_id, person_id, episode_id, check_in_due_on, check_in_id, item_id, contact_point_id, caller_id,
       area_id, requested_at, counts, late, self_reported)
     select ${district}, ${attempt}, ${call}, ${person}, ${episode}, '${benchDay}', ${checkIn}, ${checkIn}, ${point}, ${caller}, area, ${at},
       true, false, true from t`,
    `submission (district_id, day, id, check_in_due_on, check_in_id, episode_id, person_id, area_id, programme_id, version, informant, answers,
       refused, complete, level, triage, submitted_by, said_at, submitted_at, late)
     select ${district}, date '${benchDay}' - d, uuidv7(), date '${benchDay}' - d, uuidv7(), ${episode}, ${person}, area, ${programme},
       'mohfw-2022-01', 'self', '${answersOfTheLine}', '[]', true, 'green', '{}', ${caller}, ${at} - d * interval '1 day', ${at} - d * interval '1 day',
       false from t, generate_series(1, 5) d`,
  ]) {
    await client.query(`insert into ${insert}`);
  }
  await client.query('vacuum analyze');
  await client.query('checkpoint');
  client.release();
}

export async function readLines(owner: pg.Pool): Promise<Line[]> {
  const { rows } = await owner.query<Line>(
    `select a.check_in_id "checkInId", a.episode_id "episodeId", a.person_id "personId", t.household_id "householdId", a.area_id "areaId",
       a.id "attemptId", a.phone_call_id "phoneCallId", a.caller_id "callerId"
     from call_attempt a join phone_call t on t.district_id = a.district_id and t.id = a.phone_call_id
     where a.district_id = $1 order by a.id`,
    [district],
  );
  return rows;
}
