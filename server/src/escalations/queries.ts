import { CompiledQuery } from 'kysely';
import type { Trx } from '../db/transaction.ts';
import { raiseEscalationCtes, type WantedEscalation } from './raise-statement.ts';

export type RaiseOne = {
  readonly districtId: number;
  readonly now: Date;
  readonly by: string | null;
  readonly wanted: WantedEscalation;
};

/** Raises an escalation and counts a new one on the local day. */
export async function raiseOne(
  trx: Trx,
  { districtId, now, by, wanted }: RaiseOne,
): Promise<{ escalationId: string; dueAt: Date }> {
  const { rows } = await trx.executeQuery<{ escalationId: string; dueAt: Date }>(
    CompiledQuery.raw(raiseStatement, [districtId, now, by, JSON.stringify([wanted])]),
  );
  const [raised] = rows;
  if (!raised) throw new Error('An escalation was neither raised nor found');
  return raised;
}

const raiseStatement = `
with ${raiseEscalationCtes({ district: '$1::int', now: '$2::timestamptz', by: '$3::uuid', wanted: '$4' })}, counted as (
  insert into day_counter as c (district_id, day, programme_id, area_id, name, n)
  select $1::int, ($2::timestamptz at time zone d.time_zone)::date, r.programme_id, r.area_id, 'escalations-raised', 1
  from raised_escalation r join wanted_escalation w on w.id = r.id join district d on d.id = $1::int
  on conflict (district_id, day, programme_id, area_id, name) do update set n = c.n + excluded.n
)
select id "escalationId", due_at "dueAt" from raised_escalation`;
