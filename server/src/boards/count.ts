import { sql } from 'kysely';
import type { Trx } from '../db/transaction.ts';

/** The roll-ups a board shows, by district, day, programme and ward. Names are added here and nowhere else. */
export const counterNames = [
  'due',
  'attempts',
  'reached',
  'red',
  'amber',
  'yellow',
  'green',
  'needs-raised',
  'escalations-raised',
] as const;
export type CounterName = (typeof counterNames)[number];

export type Count = { districtId: number; day: string; programmeId: string; areaId: number; name: CounterName; by: number };

/** Adds to the roll-ups in the transaction of the event itself. Rows are taken in key order so that two writers never deadlock. */
export async function count(trx: Trx, counts: readonly Count[]): Promise<void> {
  const ordered = summed(counts);
  if (ordered.length === 0) return;
  await sql`insert into day_counter as c (district_id, day, programme_id, area_id, name, n)
    values ${sql.join(ordered.map((c) => sql`(${c.districtId}, ${c.day}, ${c.programmeId}, ${c.areaId}, ${c.name}, ${c.by})`))}
    on conflict (district_id, day, programme_id, area_id, name) do update set n = c.n + excluded.n`.execute(trx);
}

/** One count a row of the table, in the order of its key: a statement may not touch a row twice. */
function summed(counts: readonly Count[]): readonly Count[] {
  const byKey = new Map<string, Count>();
  for (const one of counts) {
    const key = [one.districtId, one.day, one.programmeId, String(one.areaId).padStart(10, '0'), one.name].join(' ');
    byKey.set(key, { ...one, by: one.by + (byKey.get(key)?.by ?? 0) });
  }
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, one]) => (one.by === 0 ? [] : [one]));
}
