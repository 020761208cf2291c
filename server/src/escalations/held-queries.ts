import { sql } from 'kysely';
import type { Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';

/** Escalations in somebody's name that are not resolved. Plan it relies on: index escalation_open. */
export async function listHeld(trx: Trx, districtId: number, userId: string): Promise<{ id: string; areaId: number }[]> {
  return trx
    .selectFrom('escalation')
    .select(['id', 'area_id as areaId'])
    .where('district_id', '=', districtId)
    .where('status', '=', 'acknowledged')
    .where('acknowledged_by', '=', userId)
    .orderBy('id')
    .execute();
}

/**
 * From the name of a doctor who went off duty into the next one's, in one statement with an event each: none is without a name in between.
 * Those that were resolved, handed back or raised anew since are left alone.
 *
 * @returns how many went over
 */
export async function passOnEscalations(
  trx: Trx,
  { newId }: Pick<Deps, 'newId'>,
  about: { districtId: number; escalationIds: readonly string[]; from: string; to: string; now: Date },
): Promise<number> {
  const { districtId, escalationIds, from, to, now } = about;
  const eventIds = escalationIds.map(() => newId());
  const { rows } = await sql`
    with passed as (
      update escalation x set acknowledged_by = ${to}, acknowledged_at = ${now}, updated_at = ${now}
      from unnest(${escalationIds}::uuid[], ${eventIds}::uuid[]) as w (id, event_id)
      where x.district_id = ${districtId} and x.id = w.id and x.status = 'acknowledged' and x.acknowledged_by = ${from}
      returning x.id, x.area_id, w.event_id
    )
    insert into escalation_event (district_id, id, escalation_id, area_id, action, status, at, by_user)
    select ${districtId}, p.event_id, p.id, p.area_id, 'escalation-handed-over', 'acknowledged', ${now}, ${to} from passed p
    returning id`.execute(trx);
  return rows.length;
}
