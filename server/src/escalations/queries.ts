import type { EscalationStatus } from '@kshem/domain/escalation/escalation-state.ts';
import { CompiledQuery, type Insertable, sql, type Updateable } from 'kysely';
import type { Trx } from '../db/transaction.ts';
import type { DB } from '../db/types.ts';
import { raiseEscalationCtes, type WantedEscalation } from './raise-statement.ts';

export type RaiseOne = {
  readonly districtId: number;
  readonly now: Date;
  readonly wanted: WantedEscalation;
};

/** Raises an escalation and counts a new one on the local day. */
export async function raiseOne(trx: Trx, { districtId, now, wanted }: RaiseOne): Promise<{ escalationId: string; dueAt: Date }> {
  const { rows } = await trx.executeQuery<{ escalationId: string; dueAt: Date }>(
    CompiledQuery.raw(raiseStatement, [districtId, now, JSON.stringify([wanted])]),
  );
  const [raised] = rows;
  if (!raised) throw new Error('An escalation was neither raised nor found');
  return raised;
}

const raiseStatement = `
with ${raiseEscalationCtes({ district: '$1::int', now: '$2::timestamptz', wanted: '$3' })}, counted as (
  insert into day_counter as c (district_id, day, programme_id, area_id, name, n)
  select $1::int, ($2::timestamptz at time zone d.time_zone)::date, r.programme_id, r.area_id, 'escalations-raised', 1
  from raised_escalation r join wanted_escalation w on w.id = r.id join district d on d.id = $1::int
  on conflict (district_id, day, programme_id, area_id, name) do update set n = c.n + excluded.n
)
select id "escalationId", due_at "dueAt" from raised_escalation`;

export type LockedEscalation = {
  id: string;
  episodeId: string;
  status: EscalationStatus;
  line: number;
  areaId: number;
  ownerUnit: string;
  raisedAt: Date;
  dueAt: Date;
};

export async function lockEscalation(trx: Trx, districtId: number, escalationId: string): Promise<LockedEscalation | undefined> {
  const { rows } = await sql<LockedEscalation>`
    select id, episode_id "episodeId", status, line, area_id "areaId", owner_unit "ownerUnit", raised_at "raisedAt", due_at "dueAt" from escalation
    where district_id = ${districtId} and id = ${escalationId} for no key update`.execute(trx);
  return rows[0];
}

/** Raised ones whose time is over. Plan it relies on: index escalation_open. */
export async function lockOverdue(trx: Trx, districtId: number, now: Date, limit: number): Promise<LockedEscalation[]> {
  const { rows } = await sql<LockedEscalation>`
    select id, episode_id "episodeId", status, line, area_id "areaId", owner_unit "ownerUnit", raised_at "raisedAt", due_at "dueAt" from escalation
    where district_id = ${districtId} and status <> 'resolved' and status = 'raised' and due_at <= ${now}
    order by due_at limit ${limit} for no key update skip locked`.execute(trx);
  return rows;
}

export type EscalationChange = Omit<Updateable<DB['escalation']>, 'district_id' | 'id' | 'person_id' | 'episode_id' | 'area_id'>;

export async function saveEscalation(
  trx: Trx,
  districtId: number,
  escalationId: string,
  change: EscalationChange,
): Promise<void> {
  await trx.updateTable('escalation').set(change).where('district_id', '=', districtId).where('id', '=', escalationId).execute();
}

export async function insertEscalationEvent(trx: Trx, event: Insertable<DB['escalation_event']>): Promise<void> {
  await trx.insertInto('escalation_event').values(event).execute();
}
