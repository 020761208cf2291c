import { sql } from 'kysely';
import type { Trx } from '../db/transaction.ts';

export type LiveRow = {
  id: string;
  channel: string;
  state: string;
  requestedAt: Date;
  deadlineAt: Date;
  /** The caller still holds the household, with the claim under which the call was placed. */
  claimHeld: boolean;
  /** Not dialled yet: the caller's own telephone is to answer first. */
  waitsForCaller: boolean;
};

/** Calls that have not ended. Plan: index phone_call_live. */
export async function listLiveCalls(trx: Trx, districtId: number, now: Date): Promise<LiveRow[]> {
  const { rows } = await sql<LiveRow>`
    select c.id, c.channel, c.state, c.requested_at "requestedAt", c.deadline_at "deadlineAt", h.household_id is not null "claimHeld",
      c.state = 'requested' and exists (select from caller_leg l
        where l.district_id = ${districtId} and l.user_id = c.caller_id and l.state <> 'ended') "waitsForCaller"
    from phone_call c
    left join worklist_household h on h.district_id = ${districtId} and h.household_id = c.household_id
      and h.state = 'claimed' and h.claimed_by = c.caller_id and h.fence = c.fence and h.claim_until > ${now}
    where c.district_id = ${districtId} and c.state <> 'ended'
    order by c.id`.execute(trx);
  return rows;
}

export type Abandoned = { attemptId: string; cause: string | null; answered: boolean };

/**
 * Attempts without an outcome on calls that have ended: their caller no longer holds the household or has had the time to write it
 * down, or the call was lost before anybody answered, so that there is nothing to write. Plan: index call_attempt_one_live, which holds only attempts without an outcome.
 */
export async function listAbandonedAttempts(
  trx: Trx,
  about: { districtId: number; now: Date; writtenUpBy: Date },
): Promise<Abandoned[]> {
  const { districtId, now, writtenUpBy } = about;
  const { rows } = await sql<Abandoned>`
    select a.id "attemptId", c.cause, c.answered_at is not null answered
    from call_attempt a
    join phone_call c on c.district_id = ${districtId} and c.id = a.phone_call_id and c.state = 'ended'
    left join worklist_household h on h.district_id = ${districtId} and h.household_id = c.household_id
      and h.state = 'claimed' and h.claimed_by = c.caller_id and h.fence = c.fence and h.claim_until > ${now}
    where a.district_id = ${districtId} and a.disposition is null
      and (h.household_id is null or c.ended_at <= ${writtenUpBy} or (c.cause = 'lost' and c.answered_at is null))
    order by a.id`.execute(trx);
  return rows;
}

/** Of these calls the ones that are over. */
export async function listEnded(trx: Trx, districtId: number, phoneCallIds: readonly string[]): Promise<string[]> {
  const rows = await trx
    .selectFrom('phone_call')
    .select('id')
    .where('district_id', '=', districtId)
    .where('id', 'in', phoneCallIds)
    .where('state', '=', 'ended')
    .execute();
  return rows.map(({ id }) => id);
}
