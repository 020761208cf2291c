import { systemActor } from '../actor.ts';
import { closeDay } from '../reports/close-day.ts';
import { sweepHistory } from '../reports/sweep-history.ts';
import { type BenchDatabase, benchDay, withBenchDatabase } from './bench-database.ts';
import { district, makeDistrict, programmes, wards } from './desk-data.ts';
import { median, printTable } from './measure.ts';

const people = 100_000;
const rounds = 3;

/** The close of a district's day, beside the bare INSERT … SELECT of as many ledger rows; then the night's sweep. */
export async function run(): Promise<void> {
  await withBenchDatabase(async (database) => {
    const { owner, deps } = database;
    await makeDistrict(owner);
    await makeDay(database);
    const seconds: number[] = [];
    const bare: number[] = [];
    for (let i = 0; i < rounds; i++) {
      seconds.push(
        await timed(() => closeDay(deps, systemActor(district), { day: benchDay, programmeId: programmes[0], reason: 'bench' })),
      );
      bare.push(
        await timed(() =>
          owner.query(
            `insert into day_ledger_row (district_id, day, programme_id, revision, episode_id, person_id, area_id, status, why, attempts,
               level, next_step, next_on)
             select district_id, due_on, programme_id, $1, episode_id, person_id, area_id, 'reached', 'answered-complete', 1, 'green',
               'check-in', due_on + 1 from check_in where district_id = 9001 and due_on = '2021-05-10'`,
            [100 + i],
          ),
        ),
      );
    }
    let swept = { items: 0, attempts: 0, calls: 0 };
    const sweep = await timed(async () => {
      swept = await sweepHistory(deps, { districtId: district, before: '2021-05-11' });
    });
    printTable(
      ['', 'seconds', ''],
      [
        [
          `first close, ${people.toLocaleString('en')} people`,
          (seconds[0] ?? 0).toFixed(2),
          'ledger, missed check-ins, visits, desk emptied',
        ],
        ['revision', median(seconds.slice(1)).toFixed(2), 'ledger only'],
        ['bare INSERT … SELECT of the rows', median(bare).toFixed(2), ''],
        ['sweep to history', sweep.toFixed(2), `${swept.items} items, ${swept.attempts} attempts, ${swept.calls} calls`],
        ['memory of the server after it', `${Math.round(process.memoryUsage().rss / 2 ** 20)} MB`, ''],
      ],
    );
  });
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return (performance.now() - from) / 1000;
}

/** An evening: 70 % answered, 20 % tried in vain, half of these silent for days, 10 % never tried. */
async function makeDay({ owner }: BenchDatabase): Promise<void> {
  await owner.query(
    `insert into household (district_id, id, created_at) select 9001, uuidv7(), '2021-05-01' from generate_series(1, $1)`,
    [people],
  );
  await owner.query(
    `insert into person (district_id, id, household_id, area_id, name, name_key, age_approximate, language, conditions, high_risk, created_at,
       updated_at)
     select 9001, id, id, ($1::int[])[1 + floor(random() * 60)::int], 'Test Person', 'test person', false, 'hi', '{}', false, '2021-05-01',
       '2021-05-01' from household`,
    [wards],
  );
  await owner.query(
    `insert into episode (district_id, id, person_id, household_id, programme_id, version, area_id, opened_at, opened_on, sample_on, status,
       high_risk, last_level, last_answered_at, updated_at, may_end)
     select 9001, id, id, household_id, $1, 'mohfw-2022-01', area_id, '2021-05-06 05:00Z', '2021-05-06', '2021-05-05', 'active', false,
       case when r < 0.85 then 'green' end, case when r < 0.85 then timestamptz '2021-05-09 06:00Z' end, '2021-05-09', false
     from (select p.*, random() r from person p) p`,
    [programmes[0]],
  );
  await owner.query(
    `insert into check_in (district_id, due_on, id, episode_id, person_id, household_id, programme_id, area_id, slot, kind, due_at,
       deadline_at, state, completed_at, level)
     select 9001, '2021-05-10', uuidv7(), id, person_id, household_id, programme_id, area_id, 0, 'routine', '2021-05-10 02:30Z',
       '2021-05-10 15:00Z', case when r < 0.7 then 'completed' else 'planned' end,
       case when r < 0.7 then timestamptz '2021-05-10 07:00Z' end, case when r < 0.7 then 'green' end
     from (select e.*, random() r from episode e) e`,
  );
  await owner.query(
    `insert into worklist_item (district_id, id, check_in_due_on, check_in_id, episode_id, person_id, household_id, programme_id, area_id,
       language, band, due_at, closes_at, state, attempts, created_at, closed_at)
     select 9001, id, due_on, id, episode_id, person_id, household_id, programme_id, area_id, 'hi', 5, due_at, deadline_at,
       case when state = 'completed' then 'done' else 'open' end, 1, due_at, completed_at from check_in`,
  );
  await owner.query(
    `insert into worklist_household (district_id, household_id, programme_id, area_id, language, band, due_at, closes_at, state, fence,
       spans_areas)
     select 9001, household_id, programme_id, area_id, 'hi', 5, due_at, deadline_at,
       case when state = 'completed' then 'idle' else 'ready' end, 1, false from check_in`,
  );
  await owner.query(
    `insert into phone_call (district_id, id, household_id, contact_point_id, caller_id, fence, channel, state, requested_at, dialled_at,
       ended_at, cause, deadline_at)
     select 9001, id, household_id, household_id, $1, 1, 'handset', 'ended', due_at, due_at, due_at, 'normal', deadline_at
     from check_in where state = 'completed' or random() < 0.67`,
    ['00000000-0000-7000-8000-000000000001'],
  );
  await owner.query(
    `insert into call_attempt (district_id, id, phone_call_id, person_id, episode_id, check_in_due_on, check_in_id, item_id,
       contact_point_id, caller_id, area_id, requested_at, disposition, disposed_at, counts, late, self_reported, next_step)
     select 9001, c.id, c.id, c.person_id, c.episode_id, c.due_on, c.id, c.id, c.household_id, t.caller_id, c.area_id, c.due_at,
       case when c.state = 'completed' then 'answered-complete' else 'no-answer' end, c.due_at, true, false, true,
       case when c.state = 'completed' then null else jsonb_build_object('next', 'another-day', 'notBefore', '2021-05-11T02:30:00Z',
         'reason', 'ladder-ended') end
     from phone_call t join check_in c on c.district_id = 9001 and c.due_on = '2021-05-10' and c.id = t.id`,
  );
  await owner.query('vacuum analyze');
}
