import { createHash } from 'node:crypto';
import type pg from 'pg';
import { loadProtocol } from '../../../protocols/load.ts';
import type { BenchDatabase } from './bench-database.ts';

export const district = 9001;
/** Sixty wards: a district's control room. */
export const wards = Array.from({ length: 60 }, (_, i) => 900_111 + i);
export const languages = ['hi', 'ur', 'en'] as const;
export const programmes = ['covid-home-isolation', 'heat-elderly'] as const;
const version = 'mohfw-2022-01';

/** District, wards, and two programmes (the second with the first one's protocol, so that both windows are open). */
export async function makeDistrict(owner: pg.Pool): Promise<void> {
  await owner.query(
    `insert into area (id, parent_id, level, district_id, name_en, name_hi, path) values
      (9000, null, 'state', null, 'State', 'राज्य', '{9000}'), (9001, 9000, 'district', 9001, 'District', 'ज़िला', '{9000,9001}')`,
  );
  await owner.query(
    `insert into area (id, parent_id, level, district_id, name_en, name_hi, path)
     select w, 9001, 'ward', 9001, 'Ward', 'वार्ड', array[9000, 9001, w] from unnest($1::int[]) as w`,
    [wards],
  );
  await owner.query(`insert into district values (9001, 'District', 'ज़िला', 'Asia/Kolkata', 'hi')`);
  const body = JSON.stringify(loadProtocol(programmes[0], version));
  const sha256 = createHash('sha256').update(body).digest('hex');
  for (const programme of programmes) {
    await owner.query(`insert into programme values ($1, $1, $1)`, [programme]);
    await owner.query(`insert into protocol_version values ($1, $2, $3, $4, '2021-01-01', null)`, [
      programme,
      version,
      sha256,
      body,
    ]);
    await owner.query(`insert into programme_district values ($1, 9001, $2, '2021-01-01', null)`, [programme, version]);
  }
}

/**
 * `count` ready households, a third with a second person, spread over wards, languages, programmes and bands as a bad week is: 3 % red or
 * silent, 8 % new, 15 % watched, 14 % high risk, 60 % routine. Callable since before the bench's now.
 */
export async function makeReadyDesk({ owner }: BenchDatabase, count: number): Promise<void> {
  await owner.query(
    `insert into worklist_household (district_id, household_id, programme_id, area_id, language, band, due_at, closes_at, state,
       fence, spans_areas)
     select 9001, uuidv7(), ($2::text[])[1 + (r.a < 0.2)::int], ($3::int[])[1 + floor(r.b * 60)::int],
       ($4::text[])[case when r.c < 0.8 then 1 when r.c < 0.92 then 2 else 3 end],
       case when r.d < 0.03 then 1 when r.d < 0.11 then 2 when r.d < 0.26 then 3 when r.d < 0.4 then 4 else 5 end,
       timestamptz '2021-05-10 04:00Z' - r.e * interval '40 hours', '2021-05-10 15:00Z', 'ready', 0, false
     from (select random() as a, random() as b, random() as c, random() as d, random() as e from generate_series(1, $1)) r`,
    [count, programmes, wards, languages],
  );
  await owner.query(
    `insert into worklist_item (district_id, id, check_in_due_on, check_in_id, episode_id, person_id, household_id, programme_id, area_id,
       language, band, due_at, closes_at, state, attempts, created_at)
     select 9001, m.id, '2021-05-10', m.id, gen_random_uuid(), gen_random_uuid(), m.household_id, m.programme_id, m.area_id,
       m.language, m.band, m.due_at, m.closes_at, 'open', 0, m.due_at
     from (select uuidv7() as id, w.* from worklist_household w, generate_series(1, 1 + (random() < 0.33)::int)) m`,
  );
  await owner.query('vacuum analyze worklist_household, worklist_item');
}
