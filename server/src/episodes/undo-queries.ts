import { type Insertable, sql } from 'kysely';
import type { Trx } from '../db/transaction.ts';
import type { DB } from '../db/types.ts';

/** @returns false when one is open already */
export async function insertUndo(trx: Trx, row: Insertable<DB['death_undo']>): Promise<boolean> {
  const made = await trx
    .insertInto('death_undo')
    .values(row)
    .onConflict((conflict) => conflict.columns(['district_id', 'person_id']).where('confirmed_at', 'is', null).doNothing())
    .returning('id')
    .execute();
  return made.length > 0;
}

export type OpenUndo = { id: string; askedBy: string; askedAt: Date; reason: string; byHi: string; byEn: string };

/** Plan it relies on: index death_undo_one_open. */
export async function findOpenUndo(trx: Trx, districtId: number, personId: string): Promise<OpenUndo | undefined> {
  const { rows } = await sql<OpenUndo>`
    select u.id, u.asked_by "askedBy", u.asked_at "askedAt", u.reason, a.name_hi "byHi", a.name_en "byEn"
    from death_undo u join app_user a on a.id = u.asked_by
    where u.district_id = ${districtId} and u.person_id = ${personId} and u.confirmed_at is null
    for no key update of u`.execute(trx);
  return rows[0];
}

export async function confirmUndo(trx: Trx, districtId: number, id: string, by: string, at: Date): Promise<void> {
  await trx
    .updateTable('death_undo')
    .set({ confirmed_by: by, confirmed_at: at })
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .execute();
}

export async function clearDeceased(trx: Trx, districtId: number, personId: string, at: Date): Promise<void> {
  await trx
    .updateTable('person')
    .set({ deceased_at: null, updated_at: at })
    .where('district_id', '=', districtId)
    .where('id', '=', personId)
    .execute();
}

/**
 * Follow-ups that this death ended go on as if nothing had been told; where the person was enrolled anew in the programme meanwhile, the old
 * one stays ended.
 *
 * @returns the episodes that go on
 */
export async function reopenEndedByDeath(
  trx: Trx,
  { districtId, personId, since, now }: { districtId: number; personId: string; since: Date; now: Date },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update episode e set status = 'active', outcome = null, ended_at = null, updated_at = ${now}
    where e.district_id = ${districtId} and e.person_id = ${personId} and e.status = 'ended' and e.outcome = 'died'
      and e.ended_at >= ${since}
      and not exists (select from episode o where o.district_id = ${districtId} and o.person_id = ${personId}
        and o.programme_id = e.programme_id and o.status <> 'ended')
    returning e.id`.execute(trx);
  return rows.map(({ id }) => id);
}
