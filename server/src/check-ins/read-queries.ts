import type { Level } from '@kshem/domain/protocol/protocol.ts';
import { sql } from 'kysely';
import type { Trx } from '../db/transaction.ts';

export type FoundCheckIn = {
  checkInId: string;
  dueOn: string;
  kind: 'first' | 'routine' | 'monitoring' | 'again';
  state: 'planned' | 'due' | 'completed' | 'missed' | 'cancelled';
  dueAt: Date;
  deadlineAt: Date;
  level: Level | null;
  personId: string;
  episodeId: string;
  householdId: string;
  programmeId: string;
  version: string;
  zone: string;
};

export async function findCheckIn(
  trx: Trx,
  districtId: number,
  dueOn: string,
  checkInId: string,
): Promise<FoundCheckIn | undefined> {
  const { rows } = await sql<FoundCheckIn>`
    select c.id as "checkInId", c.due_on as "dueOn", c.kind, c.state, c.due_at as "dueAt", c.deadline_at as "deadlineAt", c.level,
      c.person_id as "personId", c.episode_id as "episodeId", e.household_id as "householdId", e.programme_id as "programmeId", e.version,
      d.time_zone as zone
    from check_in c
    join episode e on e.district_id = ${districtId} and e.id = c.episode_id
    join district d on d.id = ${districtId}
    where c.district_id = ${districtId} and c.due_on = ${dueOn} and c.id = ${checkInId}`.execute(trx);
  return rows[0];
}
