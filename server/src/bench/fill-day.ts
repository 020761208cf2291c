import { fillDay } from '../worklist/fill-day.ts';
import { type BenchDatabase, benchDay, benchNow, withBenchDatabase } from './bench-database.ts';
import { district, languages, makeDistrict, programmes, wards } from './desk-data.ts';
import { median, printTable } from './measure.ts';

/** The morning's desk beside a bare INSERT … SELECT of the finished rows into the same tables with the same indexes. */
export async function run(sizes: readonly number[] = [100_000, 1_000_000]): Promise<void> {
  for (const people of sizes) {
    await withBenchDatabase(async (database) => {
      await makeDistrict(database.owner);
      await makePlannedDay(database, people);
      await compare(database, people, people > 200_000 ? 3 : 5);
    });
  }
}

const limit = 'bare, items and households';

async function compare({ owner, deps }: BenchDatabase, people: number, rounds: number): Promise<void> {
  const fill = () => fillDay(deps, { districtId: district, day: benchDay });
  const took = new Map<string, number[]>();
  const time = async (name: string, work: () => Promise<unknown>) => {
    const from = performance.now();
    await work();
    took.set(name, [...(took.get(name) ?? []), (performance.now() - from) / 1000]);
  };
  await fill();
  await owner.query('create table ready_items as select * from worklist_item order by id');
  await owner.query('create table ready_households as select * from worklist_household order by household_id');
  const turns = await writtenColumns(owner, 'worklist_household');
  await owner.query('analyze ready_items, ready_households');
  const bareItems = 'insert into worklist_item select * from ready_items';
  for (let i = 0; i < rounds; i++) {
    await emptyDesk(owner);
    await time('bare, items', () => owner.query(bareItems));
    await emptyDesk(owner);
    await time(limit, async () => {
      await owner.query(bareItems);
      await owner.query(`insert into worklist_household (${turns}) select ${turns} from ready_households`);
    });
    await emptyDesk(owner);
    await time('fill-day, first day', fill);
    await time('fill-day, repeated', fill);
    // As the night leaves it: items swept to history, every household idle.
    await owner.query('truncate worklist_item');
    await owner.query(`update worklist_household set state = 'idle'`);
    await owner.query('vacuum analyze worklist_household, worklist_item');
    await time('fill-day, households of yesterday', fill);
  }
  const bare = took.get(limit) ?? [];
  printTable(
    [`${people.toLocaleString('en')} people`, 'seconds', 'people a second', `× ${limit}`],
    [...took].map(([name, own]) => [
      name,
      median(own).toFixed(2),
      Math.round(people / median(own)).toLocaleString('en'),
      `×${median(own.map((seconds, i) => (bare[i] ?? Number.NaN) / seconds)).toFixed(2)}`,
    ]),
  );
}

/** All but those that the database computes. */
async function writtenColumns(owner: BenchDatabase['owner'], table: string): Promise<string> {
  const { rows } = await owner.query<{ columns: string }>(
    `select string_agg(attname, ', ' order by attnum) as columns from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
    [table],
  );
  return rows[0]?.columns ?? '';
}

async function emptyDesk(owner: BenchDatabase['owner']): Promise<void> {
  await owner.query('truncate worklist_item, worklist_household');
}

/** People with a check-in today, a third of them under another's number; wards, languages and levels as a bad week has them. */
async function makePlannedDay({ owner }: BenchDatabase, people: number): Promise<void> {
  await owner.query(
    `create table someone as
     select uuidv7() as person_id, uuidv7() as episode_id, uuidv7() as check_in_id, n - (n % 3 = 2)::int as household_number, r.*
     from (select n, random() as a, random() as b, random() as c, random() as d, random() as e, random() as f
       from generate_series(1, $1::int) n) r`,
    [people],
  );
  await owner.query(
    `create table roof as select uuidv7() as household_id, n as household_number, a, b, c from someone where n % 3 <> 2`,
  );
  await owner.query('analyze someone, roof');
  await owner.query(`insert into household select 9001, household_id, $1 from roof`, [benchNow]);
  await owner.query(
    `insert into person (district_id, id, household_id, area_id, name, name_key, age_approximate, language, conditions, high_risk,
       created_at, updated_at)
     select 9001, s.person_id, r.household_id, ($2::int[])[1 + floor(r.b * 60)::int], 'Test ' || s.n, 'test ' || s.n, false,
       ($3::text[])[case when r.c < 0.8 then 1 when r.c < 0.92 then 2 else 3 end], '{}', s.f < 0.2, $1, $1
     from someone s join roof r using (household_number)`,
    [benchNow, wards, languages],
  );
  await owner.query('analyze household, person');
  await owner.query(
    `insert into episode (district_id, id, person_id, household_id, programme_id, version, area_id, opened_at, opened_on, status,
       high_risk, last_level, last_answered_at, updated_at)
     select 9001, s.episode_id, p.id, p.household_id, ($2::text[])[1 + (s.a < 0.2)::int], 'mohfw-2022-01', p.area_id,
       timestamptz '2021-05-09 05:00Z' - s.d * interval '6 days', date '2021-05-09' - (s.d * 6)::int, 'active', p.high_risk,
       case when s.e < 0.03 then 'red' when s.e < 0.08 then 'amber' when s.e < 0.18 then 'yellow' when s.e < 0.92 then 'green' end,
       case when s.e < 0.92 then timestamptz '2021-05-09 14:00Z' - s.f * interval '40 hours' end, $1
     from someone s join person p on p.id = s.person_id`,
    [benchNow, programmes],
  );
  await owner.query('analyze episode');
  await owner.query(
    `insert into check_in (district_id, due_on, id, episode_id, person_id, household_id, programme_id, area_id, slot, kind, due_at,
       deadline_at, state)
     select 9001, '2021-05-10', s.check_in_id, e.id, e.person_id, e.household_id, e.programme_id, e.area_id, 0,
       case when e.last_level is null then 'first' else 'routine' end, '2021-05-10 02:30Z', '2021-05-10 15:00Z', 'planned'
     from someone s join episode e on e.id = s.episode_id`,
  );
  await owner.query('analyze check_in');
}
