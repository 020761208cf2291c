import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { codeOfDatabaseError } from '../db/constraint-errors.ts';
import { testDatabase } from '../testing/database.ts';
import { givenDistrict, givenPerson, givenUser, place, tenInTheMorning, testDay, testDeps } from '../testing/given.ts';
import { fillDay } from '../worklist/fill-day.ts';
import { givenCheckIn } from '../worklist/given-check-in.ts';
import { givenAnswers } from './given-answers.ts';
import { type SubmittedAnswers, submitAnswers } from './submit-answers.ts';

const db = await testDatabase();
const deps = testDeps(db);
beforeAll(() => givenDistrict(db));

/** People on the desk, every other one ill enough for everything that answers can bring about. */
async function givenSent(count: number): Promise<SubmittedAnswers[]> {
  const sent: SubmittedAnswers[] = [];
  for (let i = 0; i < count; i++) {
    const checkIn = await givenCheckIn(db, await givenPerson(db));
    const ill = { breathless: true, 'respiratory-rate': 24, needs: ['food'] };
    sent.push(givenAnswers(checkIn, i % 2 === 0 ? {} : { answers: ill }));
  }
  await fillDay(deps, { districtId: place.district, day: testDay });
  return sent;
}

/** For each submission, which of its traces are there. Whole ones have all, absent ones none. */
async function traces(sent: readonly SubmittedAnswers[]) {
  const { rows } = await db.systemPool.query<{ ill: boolean; traces: boolean[] }>(
    `select level = 'red' ill, traces from (
       select (select max(level) from submission s where s.district_id = $1 and s.id = w.id) "level",
         array[exists (select from submission s where s.district_id = $1 and s.id = w.id),
           exists (select from check_in c where c.district_id = $1 and c.id = w.check_in and c.state = 'completed'),
           exists (select from worklist_item i where i.district_id = $1 and i.id = w.check_in and i.state = 'done'),
           exists (select from observation o where o.district_id = $1 and o.submission_id = w.id),
           exists (select from check_in c join episode e on e.id = c.episode_id
             where c.district_id = $1 and c.id = w.check_in and e.last_answered_at is not null),
           exists (select from audit_event a where a.district_id = $1 and a.subject_id = w.check_in::text)] traces
       from unnest($2::uuid[], $3::uuid[]) as w (id, check_in)) t`,
    [place.district, sent.map(({ submissionId }) => submissionId), sent.map(({ checkInId }) => checkInId)],
  );
  return rows.map((row) => row.traces);
}

async function countAll() {
  const { rows } = await db.systemPool.query<Record<string, number>>(
    `select (select count(*) from submission where district_id = $1) submissions,
       (select count(*) from escalation where district_id = $1) escalations,
       (select count(*) from need where district_id = $1 and kind = 'food') needs,
       (select count(*) from check_in where district_id = $1 and kind = 'again') "again",
       (select coalesce(sum(n), 0)::int from day_counter where district_id = $1 and name = 'reached') reached`,
    [place.district],
  );
  return rows[0] ?? {};
}

test('a server killed in the middle of submitting leaves each submission whole or absent, and sending all again completes them', async () => {
  const actor = await givenUser(db);
  const sent = await givenSent(60);
  for (const after of [1, 20, 40]) {
    const given = JSON.stringify({ actor, now: tenInTheMorning, sent });
    const server = spawn(
      process.execPath,
      [fileURLToPath(new URL('../testing/submit-until-killed.ts', import.meta.url)), db.url, given],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    let taken = 0;
    server.stdout.on('data', (dots: Buffer) => {
      taken += dots.length;
      if (taken >= after) server.kill('SIGKILL');
    });
    await once(server, 'exit');
    const found = await traces(sent);
    expect(found.filter((each) => new Set(each).size > 1)).toEqual([]);
    expect(found.filter((each) => each[0]).length).toBeGreaterThanOrEqual(after);
  }
  for (const one of sent) await submitAnswers(deps, actor, one);
  expect((await traces(sent)).flat()).not.toContain(false);
  expect(await countAll()).toMatchObject({ submissions: 60, escalations: 30, needs: 30, reached: 60 });
}, 120_000);

test('a PostgreSQL that ends connections at any moment loses nothing and doubles nothing', async () => {
  const actor = await givenUser(db);
  const before = await countAll();
  const sent = await givenSent(40);
  const admin = new pg.Client({ connectionString: db.url });
  await admin.connect();
  let submitting = true;
  let ended = 0;
  const unrest = (async () => {
    // Few enough that the submissions get through in the end.
    while (submitting && ended < 60) {
      const { rowCount } = await admin.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and application_name = 'kshem_app' and state <> 'idle' limit 1`,
      );
      ended += rowCount ?? 0;
    }
  })();
  const persist = async (one: SubmittedAnswers) => {
    for (;;) {
      try {
        return await submitAnswers(deps, actor, one);
      } catch (error) {
        if (codeOfDatabaseError(error) !== 'unavailable') throw error;
      }
    }
  };
  try {
    for (let i = 0; i < sent.length; i += 8) await Promise.all(sent.slice(i, i + 8).map(persist));
  } finally {
    submitting = false;
    await unrest;
    await admin.end();
  }
  expect(ended).toBeGreaterThan(0);
  expect((await traces(sent)).flat()).not.toContain(false);
  const after = await countAll();
  expect(after.submissions).toBe((before.submissions ?? 0) + 40);
  expect(after.escalations).toBe((before.escalations ?? 0) + 20);
  expect(after.reached).toBe((before.reached ?? 0) + 40);
}, 120_000);
