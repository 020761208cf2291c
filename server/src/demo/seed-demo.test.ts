import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { demoDistrict } from '../../../demo/district.ts';
import { demoPeopleCount } from '../../../demo/people.ts';
import { demoStaff } from '../../../demo/staff.ts';
import { badTuesdayBefore, historyDays } from '../../../demo/story.ts';
import { verifyPassword } from '../access/password.ts';
import { findPassword } from '../access/queries.ts';
import { systemActor } from '../actor.ts';
import { publishShipped } from '../programmes/publish-shipped.ts';
import { ledger } from '../reports/ledger.ts';
import { type TestDatabase, testDatabase } from '../testing/database.ts';
import { testDeps } from '../testing/given.ts';
import { demoSignIns, seedDemo } from './seed-demo.ts';

const today = '2026-05-14';
const clock = { now: new Date('2026-05-14T02:00:00Z') };
const [db, twin] = [await testDatabase(), await testDatabase()];
const deps = testDeps(db, clock);

beforeAll(async () => {
  for (const one of [deps, testDeps(twin, clock)]) {
    await publishShipped(one);
    expect(await seedDemo(one)).toEqual({ seeded: true });
  }
});

/** Rows of a table and one number over all that is in them. */
async function fingerprint({ owner }: TestDatabase, table: string): Promise<{ table: string; rows: number; hash: string }> {
  const { rows } = await sql<{ rows: number; hash: string }>`
    select count(*) rows, coalesce(sum(hashtextextended(t::text, 0)), 0)::text hash from ${sql.table(table)} t`.execute(owner);
  return { table, rows: rows[0]?.rows ?? 0, hash: rows[0]?.hash ?? '' };
}

async function tally(query: string): Promise<Record<string, number>> {
  const { rows } = await db.systemPool.query<{ key: string; n: number }>(query);
  return Object.fromEntries(rows.map(({ key, n }) => [key, n]));
}

describe('the demo district', () => {
  test('is seeded once', async () => {
    const before = await fingerprint(db, 'person');
    expect(await seedDemo(deps)).toEqual({ seeded: false });
    expect(await fingerprint(db, 'person')).toEqual(before);
    expect(before.rows).toBe(demoPeopleCount);
  });

  test('is the same district whenever it is seeded on the same day', async () => {
    const tables = [
      'person',
      'episode',
      'check_in',
      'call_attempt_history',
      'submission',
      'need_event',
      'escalation',
      'day_ledger_row',
    ];
    for (const table of tables) {
      const made = await fingerprint(db, table);
      expect(made.rows, table).toBeGreaterThan(100);
      expect(await fingerprint(twin, table)).toEqual(made);
    }
  });

  test('lets everybody of the cast sign in with the printed password', async () => {
    expect(demoSignIns.map(({ login }) => login)).toEqual(demoStaff.map(({ login }) => login));
    for (const { login, password } of [demoSignIns[0], demoSignIns.at(-1)].flatMap((one) => one ?? [])) {
      const known = await findPassword(db.system, login);
      expect(await verifyPassword(known?.passwordHash ?? null, password)).toBe(true);
    }
  });

  test('has three closed weeks whose totals are the rows’, with the bad Tuesday in them', async () => {
    const actor = systemActor(demoDistrict.id);
    expect((await fingerprint(db, 'day_ledger')).rows).toBe(2 * historyDays);
    const share = async (day: string, name: string) => {
      const { totals, rows } = await ledger(deps, actor, { day, programmeId: 'covid-home-isolation', limit: 1000 });
      const { due, figures } = totals as { due: number; figures: { name: string; numerator: number }[] };
      expect(rows).toHaveLength(due);
      return (figures.find((figure) => figure.name === name)?.numerator ?? 0) / due;
    };
    expect(await share('2026-05-13', 'reached')).toBeGreaterThan(0.5);
    expect(await share(badTuesdayBefore(today), 'reached')).toBeLessThan(0.5);
    expect(await share(badTuesdayBefore(today), 'not-attempted')).toBeGreaterThan(0.3);
  });

  test('has every level, needs and escalations in every state, and episodes that ended in several ways', async () => {
    expect(Object.keys(await tally('select level key, count(*) n from submission group by 1')).sort()).toEqual([
      'amber',
      'green',
      'red',
      'yellow',
    ]);
    const needs = await tally('select status key, count(*) n from need group by 1');
    expect(Object.keys(needs).sort()).toEqual(['assigned', 'confirmed', 'declined', 'fulfilled', 'open']);
    expect(Object.keys(await tally('select status key, count(*) n from escalation group by 1'))).toEqual(
      expect.arrayContaining(['raised', 'resolved']),
    );
    const outcomes = await tally(`select coalesce(outcome, status) key, count(*) n from episode group by 1`);
    expect(Object.keys(outcomes)).toEqual(
      expect.arrayContaining(['active', 'completed', 'referred', 'lost-to-follow-up', 'died']),
    );
  });

  test('knows nothing of the future, and has no call that came before its person', async () => {
    const { rows } = await db.systemPool.query<Record<string, number>>(
      `select (select count(*)::int from call_attempt_history a join episode e on e.id = a.episode_id where a.requested_at < e.opened_at) early,
        (select count(*)::int from need_event where at > $1) + (select count(*)::int from escalation_event where at > $1)
          + (select count(*)::int from submission where submitted_at > $1) + (select count(*)::int from episode where opened_at > $1) late`,
      [clock.now],
    );
    expect(rows[0]).toEqual({ early: 0, late: 0 });
  });

  test('has today’s desk filled for everybody who is due', async () => {
    const { rows } = await db.systemPool.query<{ due: number; items: number; ready: number }>(
      `select (select count(*)::int from check_in where due_on = $1) due, (select count(*)::int from worklist_item where state = 'open') items,
        (select count(*)::int from worklist_household where state = 'ready') ready`,
      [today],
    );
    expect(rows[0]?.due).toBeGreaterThan(150);
    expect(rows[0]?.items).toBe(rows[0]?.due);
    expect(rows[0]?.ready).toBeGreaterThan(100);
  });
});
