import { beforeAll, describe, expect, test } from 'vitest';
import { ensureMonths } from '../db/partitions.ts';
import { testDatabase } from '../testing/database.ts';
import { dayReportText } from './day-report-text.ts';
import { type SimulatedDay, simulateDay } from './simulate-day.ts';
import type { DayReport } from './day-report.ts';

const day = '2026-05-14';
const db = await testDatabase();
const twin = await testDatabase();
const about: SimulatedDay = { people: 60, callers: 4, seed: 'shantipur', day };
let report: DayReport;

beforeAll(async () => {
  for (const { owner } of [db, twin]) await ensureMonths(owner, '2026-05-01', 1);
  report = await simulateDay({ ...about, databaseUrl: db.url });
  const { rows } = await db.systemPool.query(`select e.id, e.status, e.raised_at, e.acknowledged_at, (select json_agg(json_build_object('a', v.action, 'at', v.at) order by v.at) from escalation_event v where v.escalation_id = e.id) ev from escalation e where raised_at >= '2026-05-14'`);
  console.log(JSON.stringify(rows, null, 1));
});

describe('a simulated day of 60 people and 4 callers', () => {
  test('x', () => { console.log(dayReportText(report)); });
});
