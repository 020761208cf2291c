import type { AddressInfo } from 'node:net';
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
import { answersOfTheLine, type Line, makePeopleOnTheLine, readLines } from './people-on-the-line.ts';
import { signInForBench } from './sign-in-for-bench.ts';

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
  const tokens = await Promise.all(
    Array.from({ length: 20 }, () => signInForBench(deps, owner, { role: 'caller', areas: [district] })),
  );
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
        answersOfTheLine,
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
