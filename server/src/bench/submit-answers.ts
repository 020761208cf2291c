import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import type { Actor } from '../actor.ts';
import { wellAnswers } from '../check-ins/given-answers.ts';
import { submitAnswers } from '../check-ins/submit-answers.ts';
import { openKysely } from '../db/connect.ts';
import { startEmbedded } from '../db/embedded.ts';
import { migrate } from '../db/migrate.ts';
import { ensureMonths } from '../db/partitions.ts';
import { type Deps, makeDeps } from '../deps.ts';
import { newId } from '../ids.ts';
import { assignVersion } from '../programmes/assign-version.ts';
import { publishShipped } from '../programmes/publish-shipped.ts';

const district = 9001;
const wards = 60;
const day = '2021-05-10';
const now = new Date('2021-05-10T04:35:00Z');
const callers = 50;
/** Answers a round; every check-in is answered once. */
const round = 3000;
const rounds = 5;

/**
 * Answers accepted a second, all through one process and driver: what the server does (two trips, rules, row-level security), beside one
 * hand-written statement that writes the same rows and decides nothing, and beside the durable one-row commit.
 */
export async function run(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'kshem-bench-'));
  const embedded = await startEmbedded(folder);
  const deps = makeDeps({ url: embedded.url, poolSize: 20, log: pino({ level: 'silent' }), now: () => now });
  try {
    const caller = await fill(deps, embedded.url);
    await measure(deps, caller);
  } finally {
    await deps.close();
    embedded.stop();
    rmSync(folder, { recursive: true, force: true });
    rmSync(embedded.dataFolder, { recursive: true, force: true });
  }
}

type Line = {
  checkInId: string;
  episodeId: string;
  personId: string;
  householdId: string;
  areaId: number;
  attemptId: string;
  phoneCallId: string;
};

async function measure(deps: Deps, caller: Actor & { userId: string }): Promise<void> {
  const lines = await readLines(deps);
  const next = () => {
    const line = lines.pop();
    if (!line) throw new Error('every check-in is answered');
    return line;
  };
  const ways: Record<string, (line: Line) => Promise<unknown>> = {
    'one row, one commit': () => deps.systemPool.query({ name: 'one-row', text: oneRow, values: [district, newId(now), now] }),
    'one hand-written statement': (line) =>
      deps.systemPool.query({ name: 'by-hand', text: byHand, values: byHandValues(line, caller.userId) }),
    'submit-answers': (line) => submitAnswers(deps, caller, submission(line)),
  };
  const rates = new Map<string, number[]>();
  for (let i = 0; i <= rounds; i++) {
    for (const [name, way] of Object.entries(ways)) {
      const rate = await rateOf(name.startsWith('one row') ? () => ({}) as Line : next, way);
      // The first round only warms up.
      if (i > 0) rates.set(name, [...(rates.get(name) ?? []), rate]);
    }
  }
  print(rates);
}

async function rateOf(next: () => Line, way: (line: Line) => Promise<unknown>): Promise<number> {
  let left = round;
  const start = performance.now();
  const work = async () => {
    while (left-- > 0) await way(next());
  };
  await Promise.all(Array.from({ length: callers }, work));
  return round / ((performance.now() - start) / 1000);
}

function print(rates: Map<string, number[]>): void {
  const middle = (list: readonly number[]) => list.toSorted((a, b) => a - b)[list.length >> 1] ?? Number.NaN;
  const peer = rates.get('one hand-written statement') ?? [];
  console.log(`| ${callers} callers at once | a second | of the hand-written statement |\n| --- | --: | --: |`);
  for (const [name, list] of rates) {
    const shares = list.map((rate, i) => rate / (peer[i] ?? Number.NaN));
    console.log(`| ${name} | ${Math.round(middle(list)).toLocaleString('en')} | ×${middle(shares).toFixed(2)} |`);
  }
}

function submission(line: Line) {
  return {
    submissionId: newId(now),
    checkInId: line.checkInId,
    checkInDueOn: day,
    attemptId: line.attemptId,
    fence: 1,
    informant: { kind: 'self' },
    answers: wellAnswers,
    saidAt: now,
  } as const;
}

const oneRow = "insert into outbox (district_id, id, job, payload, created_at) values ($1, $2, 'bench', '{}', $3)";

const byHand = `
with said as (
  insert into submission (district_id, day, id, check_in_due_on, check_in_id, episode_id, person_id, attempt_id, area_id, programme_id,
    version, informant, answers, refused, readings, complete, level, triage, submitted_by, said_at, submitted_at, late)
  values ($1, $2, $3, $2, $4, $5, $6, $7, $8, 'covid-home-isolation', 'mohfw-2022-01', 'self', $9, '[]', null, true, 'green', $10, $11,
    $12, $12, false)
), measured as (
  insert into observation (district_id, day, id, person_id, episode_id, submission_id, area_id, link_id, value, unit, observed_at)
  values ($1, $2, $13, $6, $5, $3, $8, 'spo2', 97, '%', $12), ($1, $2, $14, $6, $5, $3, $8, 'pulse', 82, '/min', $12),
    ($1, $2, $15, $6, $5, $3, $8, 'temperature-f', 98.2, '°F', $12)
), answered as (
  update check_in set state = 'completed', completed_at = $12, level = 'green' where district_id = $1 and due_on = $2 and id = $4
), followed as (
  update episode set last_level = 'green', last_answered_at = $12, may_end = false, next_contact_at = $16, updated_at = $12
  where district_id = $1 and id = $5
), disposed as (
  update call_attempt set disposition = 'answered-complete', disposed_at = $12, disposed_by = $11, counts = true, late = false
  where district_id = $1 and id = $7
), hung_up as (
  update phone_call set state = 'ended', ended_at = $12, cause = 'normal' where district_id = $1 and id = $17
), item as (
  update worklist_item set state = 'done', closed_at = $12, close_reason = 'answered' where district_id = $1 and id = $4
), turn as (
  update worklist_household set state = 'idle', claimed_by = null, claimed_at = null, claim_until = null, look_again_at = null
  where district_id = $1 and household_id = $18
), counted as (
  insert into day_counter as c (district_id, day, programme_id, area_id, name, n)
  values ($1, $2, 'covid-home-isolation', $8, 'green', 1), ($1, $2, 'covid-home-isolation', $8, 'reached', 1)
  on conflict (district_id, day, programme_id, area_id, name) do update set n = c.n + excluded.n
)
insert into audit_event (district_id, day, id, at, actor_id, action, subject_kind, subject_id, detail)
values ($1, $2, $19, $12, $11, 'answers.submitted', 'check-in', $4::uuid::text, $20)`;

const writtenAnswers = JSON.stringify(
  Object.fromEntries(Object.entries(wellAnswers).map(([linkId, value]) => [linkId, { value }])),
);
let writtenTriage = '{}';

function byHandValues(line: Line, userId: string): unknown[] {
  const id = () => newId(now);
  return [
    ...[
      district,
      day,
      id(),
      line.checkInId,
      line.episodeId,
      line.personId,
      line.attemptId,
      line.areaId,
      writtenAnswers,
      writtenTriage,
    ],
    ...[userId, now, id(), id(), id(), now, line.phoneCallId, line.householdId, id(), '{"late":false,"refused":0}'],
  ];
}

/** People on the desk, each claimed and on the line, with a week of answers behind them. */
async function fill(deps: Deps, url: string): Promise<Actor & { userId: string }> {
  await migrate(url);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const owner = openKysely(new pg.Pool({ connectionString: url, max: 1 }));
  await ensureMonths(owner, '2021-01-01', 12);
  await ensureMonths(owner, new Date().toISOString().slice(0, 10), 1);
  await owner.destroy();
  await client.query(`
    insert into area (id, level, district_id, name_en, name_hi, path) values (${district}, 'district', ${district}, 'D', 'D', '{${district}}');
    insert into area (id, parent_id, level, district_id, name_en, name_hi, path)
      select ${district}00 + w, ${district}, 'ward', ${district}, 'W', 'W', array[${district}, ${district}00 + w] from generate_series(1, ${wards}) w;
    insert into district values (${district}, 'D', 'D', 'Asia/Kolkata', 'hi');`);
  await publishShipped(deps);
  const userId = newId(now);
  const actor = { userId, districtId: district, areas: 'all', roles: ['caller'], languages: ['hi'] } as const;
  await assignVersion(
    deps,
    { ...actor, roles: ['administrator'] },
    { programmeId: 'covid-home-isolation', version: 'mohfw-2022-01', from: '2021-01-01' },
  );
  const people = (rounds + 1) * round * 2 + 200;
  await client.query(people_(people, userId));
  await client.query('vacuum analyze');
  await client.query('checkpoint');
  await client.end();
  const [line] = await readLines(deps);
  if (line) {
    await submitAnswers(deps, actor, submission(line));
    const { rows } = await deps.systemPool.query('select triage::text t from submission where check_in_id = $1', [
      line.checkInId,
    ]);
    writtenTriage = (rows[0] as { t: string }).t;
  }
  return actor;
}

function people_(count: number, userId: string): string {
  const uuid = (kind: string) => `('00000000-0000-7000-${kind}-' || lpad(n::text, 12, '0'))::uuid`;
  const [household, person, episode, checkIn, call, attempt, point] = [
    '8001',
    '8002',
    '8003',
    '8004',
    '8005',
    '8006',
    '8007',
  ].map(uuid);
  const at = `'2021-05-10T04:30:00Z'::timestamptz`;
  return `
    create temporary table t as select n, ${district}00 + n % ${wards} + 1 as area from generate_series(1, ${count}) n;
    insert into household select ${district}, ${household}, ${at} from t;
    insert into person select ${district}, ${person}, ${household}, area, 'Test ' || n, 'test', 'female', 40, '2021-05-01', false, 'hi', null,
      '{}', null, null, false, null, null, null, null, ${at}, ${at} from t;
    insert into contact_point select ${district}, ${point}, '+9170000' || n, 'mobile', 'usable', ${at} from t;
    insert into episode (district_id, id, person_id, household_id, programme_id, version, area_id, opened_at, opened_on, sample_on, status,
      high_risk, last_level, last_answered_at, updated_at) select ${district}, ${episode}, ${person}, ${household}, 'covid-home-isolation',
      'mohfw-2022-01', area, '2021-05-04T05:00Z', '2021-05-04', '2021-05-03', 'active', false, 'green', '2021-05-09T05:00Z', ${at} from t;
    insert into check_in select ${district}, '${day}', ${checkIn}, ${episode}, ${person}, ${household}, 'covid-home-isolation', area, 0,
      'routine', ${at}, ${at} + interval '10 hours', 'planned', null, null from t;
    insert into worklist_household select ${district}, ${household}, 'covid-home-isolation', area, 'hi', 5, ${at}, ${at} + interval '10 hours',
      'ready', null, null, null, 1, null, null, false from t;
    insert into worklist_item select ${district}, ${checkIn}, '${day}', ${checkIn}, ${episode}, ${person}, ${household},
      'covid-home-isolation', area, 'hi', 5, ${at}, ${at} + interval '10 hours', 'open', 0, null, null, null, ${at}, null, null from t;
    insert into phone_call (district_id, id, household_id, contact_point_id, caller_id, fence, channel, state, requested_at, dialled_at,
      deadline_at) select ${district}, ${call}, ${household}, ${point}, '${userId}', 1, 'handset', 'answered', ${at}, ${at}, ${at} + interval '1 hour' from t;
    insert into call_attempt (district_id, id, phone_call_id, person_id, episode_id, check_in_due_on, check_in_id, item_id, contact_point_id,
      caller_id, area_id, requested_at, counts, late, self_reported) select ${district}, ${attempt}, ${call}, ${person}, ${episode}, '${day}',
      ${checkIn}, ${checkIn}, ${point}, '${userId}', area, ${at}, true, false, true from t;
    insert into submission (district_id, day, id, check_in_due_on, check_in_id, episode_id, person_id, area_id, programme_id, version,
      informant, answers, refused, complete, level, triage, submitted_by, said_at, submitted_at, late)
      select ${district}, '${day}'::date - d, gen_random_uuid(), '${day}'::date - d, gen_random_uuid(), ${episode}, ${person}, area,
      'covid-home-isolation', 'mohfw-2022-01', 'self', '${writtenAnswers}', '[]', true, 'green', '{}', '${userId}',
      ${at} - d * interval '1 day', ${at} - d * interval '1 day', false from t, generate_series(1, 5) d;`;
}

async function readLines(deps: Deps): Promise<Line[]> {
  const { rows } =
    await deps.systemPool.query(`select check_in_id "checkInId", episode_id "episodeId", person_id "personId", h.household_id "householdId",
      a.area_id "areaId", a.id "attemptId", a.phone_call_id "phoneCallId"
    from call_attempt a join phone_call h on h.district_id = a.district_id and h.id = a.phone_call_id
    where a.district_id = ${district} and a.disposition is null order by a.id`);
  return rows as Line[];
}
