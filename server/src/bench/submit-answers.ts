import type { AddressInfo } from 'node:net';
import type pg from 'pg';
import { openSession } from '../access/open-session.ts';
import type { Actor } from '../actor.ts';
import { buildApp } from '../app.ts';
import { wellAnswers } from '../check-ins/given-answers.ts';
import { submitAnswers } from '../check-ins/submit-answers.ts';
import { openPool } from '../db/connect.ts';
import { inOneTrip } from '../db/one-trip.ts';
import type { Deps } from '../deps.ts';
import { newId } from '../ids.ts';
import { type BenchDatabase, benchDay, benchNow, withBenchDatabase } from './bench-database.ts';
import { district, makeDistrict, programmes, wards } from './desk-data.ts';
import { pressAtPace, pressFor, printContest, printTable, type Round, summary } from './measure.ts';

const rounds = 5;
const secondsARound = 1;

/**
 * Answers accepted, through one process and driver: what the server does (reads, rules, everything that follows), beside one hand-written
 * statement that is told everything and writes the same rows in the same scope of row-level security, beside that statement past the
 * policies, and beside the durable one-row commit.
 */
export async function run(people = 80_000): Promise<void> {
  await withBenchDatabase(async (database) => {
    await makeDistrict(database.owner);
    await makePeopleOnTheLine(database.owner, people);
    const room = new Room(await readLines(database.owner));
    await room.learnTriage(database.deps);
    console.log(`${people.toLocaleString('en')} people on the line, five days of answers behind each; pool of 20`);
    for (const callers of [50, 1]) await contest(database, room, callers);
    await atRoomPace(database, room);
  });
}

async function contest({ deps, url }: BenchDatabase, room: Room, callers: number): Promise<void> {
  const pool = openPool(url, 'kshem_system', 20, () => undefined);
  const ways: Record<string, () => Promise<unknown>> = {
    'one row, one commit': () =>
      deps.systemPool.query({ name: 'one-row', text: oneRow, values: [district, newId(benchNow), benchNow] }),
    'one hand-written statement': () => inOneTrip(deps.appPool, room.caller(), byHand, room.byHand()),
    'the same past row-level security': () => pool.query({ name: 'by-hand', text: byHand, values: room.byHand() }),
    'submit-answers': () => submitAnswers(deps, room.caller(), room.submission()),
  };
  const measured = new Map<string, Round[]>(Object.keys(ways).map((name) => [name, []]));
  for (let i = 0; i <= rounds; i++) {
    for (const [name, once] of Object.entries(ways)) {
      const round = await pressFor(secondsARound, callers, once);
      // The first only warms up.
      if (i > 0) measured.get(name)?.push(round);
    }
  }
  await pool.end();
  console.log(`${callers} callers at once`);
  printContest(measured, 'one hand-written statement');
}

/** 25 a second in all, over HTTP with sessions: what 500 callers bring. */
async function atRoomPace({ deps, owner }: BenchDatabase, room: Room): Promise<void> {
  const app = await buildApp(deps, { cookieSecure: false, requestsPerMinute: { session: 1e9, address: 1e9 } });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const address = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/api/submissions`;
  const tokens = await Promise.all(Array.from({ length: 20 }, () => signIn(deps, owner)));
  const took: number[] = [];
  let sent = 0;
  await pressAtPace(25, 20, async () => {
    const from = performance.now();
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${tokens[sent++ % tokens.length]}` };
    const answer = await fetch(address, { method: 'POST', headers, body: JSON.stringify(room.submission()) });
    if (answer.status !== 201) throw new Error(`answered ${answer.status}: ${await answer.text()}`);
    await answer.arrayBuffer();
    if (sent > 50) took.push(performance.now() - from);
  });
  const { p50, p99 } = summary(took, 20_000);
  printTable(
    ['over HTTP, 25 a second', 'p50', 'p99'],
    [[`${took.length} submissions`, `${p50.toFixed(1)} ms`, `${p99.toFixed(1)} ms`]],
  );
  await app.close();
}

async function signIn(deps: Deps, owner: pg.Pool): Promise<string> {
  const userId = newId(benchNow);
  await owner.query(
    `insert into app_user (id, login, name_en, name_hi, must_change_password, languages, ui_language, created_at)
     values ($1, $3, 'Bench', 'जाँच', false, '{hi}', 'hi', $2)`,
    [userId, benchNow, userId],
  );
  await owner.query(`insert into user_role values ($1, 'caller')`, [userId]);
  await owner.query('insert into user_area values ($1, $2, $2)', [userId, district]);
  return openSession(deps, deps.app, userId, null);
}

type Line = {
  checkInId: string;
  episodeId: string;
  personId: string;
  householdId: string;
  areaId: number;
  attemptId: string;
  phoneCallId: string;
  callerId: string;
};

/** People on the line; each is answered for once. A caller has a few wards, as in a real room. */
class Room {
  readonly #lines: Line[];
  #triage = '{}';
  #last: Line | undefined;

  constructor(lines: Line[]) {
    this.#lines = lines;
  }

  #next(): Line {
    const line = this.#lines.pop();
    if (!line) throw new Error('Everybody has answered; give the bench more people');
    this.#last = line;
    return line;
  }

  submission() {
    const line = this.#last ?? this.#next();
    this.#last = undefined;
    return {
      submissionId: newId(benchNow),
      checkInId: line.checkInId,
      checkInDueOn: benchDay,
      attemptId: line.attemptId,
      fence: 1,
      informant: { kind: 'self' },
      answers: wellAnswers,
      saidAt: benchNow,
    } as const;
  }

  /** Of whoever answers next. */
  caller(): Actor & { userId: string } {
    const { areaId, callerId } = this.#next();
    const place = wards.indexOf(areaId);
    const areas = [0, 7, 13].map((step) => wards[(place + step) % wards.length] as number);
    return { userId: callerId, districtId: district, areas, roles: ['caller'], languages: ['hi'] };
  }

  byHand(): unknown[] {
    const line = this.#last ?? this.#next();
    this.#last = undefined;
    const id = () => newId(benchNow);
    return [
      ...[
        district,
        benchDay,
        id(),
        line.checkInId,
        line.episodeId,
        line.personId,
        line.attemptId,
        line.areaId,
        answers,
        this.#triage,
      ],
      ...[
        line.callerId,
        benchNow,
        id(),
        id(),
        id(),
        benchNow,
        line.phoneCallId,
        line.householdId,
        id(),
        '{"late":false,"refused":0}',
      ],
    ];
  }

  /** The hand-written statement keeps the same result, byte for byte. */
  async learnTriage(deps: Deps): Promise<void> {
    const caller = this.caller();
    await submitAnswers(deps, caller, this.submission());
    const { rows } = await deps.systemPool.query<{ triage: string }>(
      `select triage::text triage from submission where district_id = $1 and day = $2 limit 1`,
      [district, benchDay],
    );
    this.#triage = rows[0]?.triage ?? '{}';
  }
}

const answers = JSON.stringify(Object.fromEntries(Object.entries(wellAnswers).map(([linkId, value]) => [linkId, { value }])));

const oneRow = `insert into outbox (district_id, id, job, payload, created_at) values ($1, $2, 'bench', '{}', $3)`;

const byHand = `
with said as (
  insert into submission (district_id, day, id, check_in_due_on, check_in_id, episode_id, person_id, attempt_id, area_id, programme_id,
    version, informant, answers, refused, readings, complete, level, triage, submitted_by, said_at, submitted_at, late)
  values ($1, $2, $3, $2, $4, $5, $6, $7, $8, '${programmes[0]}', 'mohfw-2022-01', 'self', $9, '[]', null, true, 'green', $10, $11,
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
  values ($1, $2, '${programmes[0]}', $8, 'green', 1), ($1, $2, '${programmes[0]}', $8, 'reached', 1)
  on conflict (district_id, day, programme_id, area_id, name) do update set n = c.n + excluded.n
)
insert into audit_event (district_id, day, id, at, actor_id, action, subject_kind, subject_id, detail)
values ($1, $2, $19, $12, $11, 'answers.submitted', 'check-in', $4::uuid::text, $20)`;

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
       'mohfw-2022-01', 'self', '${answers}', '[]', true, 'green', '{}', ${caller}, ${at} - d * interval '1 day', ${at} - d * interval '1 day',
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
