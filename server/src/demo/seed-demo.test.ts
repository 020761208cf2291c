import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadProgrammes } from '../../../protocols/load.ts';
import { testDatabase } from '../testing/database.ts';
import { testDeps } from '../testing/given.ts';
import { seedDemo } from './seed-demo.ts';

const db = await testDatabase();
const deps = testDeps(db, { now: new Date('2026-05-14T03:00:00Z') });

beforeAll(async () => {
  for (const { programme, protocols } of loadProgrammes()) {
    await db.owner
      .insertInto('programme')
      .values({ id: programme.code, title_en: programme.title.en, title_hi: programme.title.hi })
      .execute();
    for (const p of protocols) {
      const body = JSON.stringify(p);
      await db.owner
        .insertInto('protocol_version')
        .values({
          programme_id: programme.code,
          version: p.version,
          sha256: createHash('sha256').update(body).digest('hex'),
          body,
          published_at: deps.now(),
          published_by: null,
        })
        .execute();
    }
  }
});

describe('the demo district', () => {
  test('is seeded once', async () => {
    const t = performance.now();
    expect(await seedDemo(deps)).toEqual({ seeded: true });
    console.log('ms', performance.now() - t);
    expect(await seedDemo(deps)).toEqual({ seeded: false });
    for (const t of [
      'person',
      'episode',
      'check_in',
      'call_attempt_history',
      'submission',
      'observation',
      'need',
      'need_event',
      'escalation',
      'day_ledger',
      'day_ledger_row',
      'day_counter',
      'worklist_item',
      'worklist_household',
    ] as const) {
      const r = await db.owner
        .selectFrom(t)
        .select((e) => e.fn.countAll().as('n'))
        .executeTakeFirst();
      console.log(t, r?.n);
    }
    const q = async (s: string) => {
      const { rows } = await db.systemPool.query(s);
      console.log(s);
      console.table(rows.slice(0, 60));
    };
    await q('select status, outcome, count(*) from episode group by 1,2 order by 3 desc');
    await q('select state, kind, count(*) from check_in group by 1,2 order by 3 desc');
    await q('select disposition, count(*) from call_attempt_history group by 1 order by 2 desc');
    await q('select level, count(*) from submission group by 1');
    await q(
      `select programme_id, day, totals->'due' due, (select string_agg(f->>'name'||' '||(f->>'numerator'), ', ') from jsonb_array_elements(totals->'figures') f) from day_ledger order by 1,2`,
    );
    await q('select kind, status, count(*) from need group by 1,2 order by 1,2');
    await q('select status, level, count(*) from escalation group by 1,2');
    await q('select status, why, next_step, count(*) from day_ledger_row group by 1,2,3 order by 4 desc');
    await q(`select day,name,sum(n) from day_counter where day=(select max(day)-1 from day_counter) group by 1,2`);
  });
});
