import { sql } from 'kysely';
import type { Trx } from '../db/transaction.ts';

export type TracedCall = {
  phoneCallId: string;
  channel: string;
  state: string;
  cause: string | null;
  callerId: string;
  householdId: string | null;
  requestedAt: Date;
};

/** `id`: of the call or of an attempt under it. `near`: the day it was made, give or take; history is cut by days. */
export async function findCallFor(trx: Trx, districtId: number, id: string, near: string): Promise<TracedCall | undefined> {
  const { rows } = await sql<TracedCall>`
    select c.id "phoneCallId", c.channel, c.state, c.cause, c.caller_id "callerId", c.household_id "householdId",
      c.requested_at "requestedAt"
    from phone_call c
    where c.district_id = ${districtId} and c.id in (${id},
      (select phone_call_id from call_attempt where district_id = ${districtId} and id = ${id}))
    union all
    select h.phone_call_id, h.channel, 'ended', h.cause, h.caller_id, null, h.requested_at
    from call_attempt_history h
    where h.district_id = ${districtId} and h.day between ${near}::date - 2 and ${near}::date + 2
      and (h.id = ${id} or h.phone_call_id = ${id})
    limit 1`.execute(trx);
  return rows[0];
}

export type TracedAttempt = {
  attemptId: string;
  personId: string;
  checkInId: string;
  requestedAt: Date;
  disposition: string | null;
  disposedAt: Date | null;
  disposedBy: string | null;
  late: boolean;
  counts: boolean;
  nextStep: unknown;
};

export async function listAttemptsOfCall(
  trx: Trx,
  districtId: number,
  phoneCallId: string,
  near: string,
): Promise<TracedAttempt[]> {
  const { rows } = await sql<TracedAttempt>`
    select id "attemptId", person_id "personId", check_in_id "checkInId", requested_at "requestedAt", disposition,
      disposed_at "disposedAt", disposed_by "disposedBy", late, counts, next_step "nextStep"
    from call_attempt where district_id = ${districtId} and phone_call_id = ${phoneCallId}
    union all
    select id, person_id, check_in_id, requested_at, disposition, disposed_at, null, late, counts, next_step
    from call_attempt_history where district_id = ${districtId} and day between ${near}::date - 2 and ${near}::date + 2
      and phone_call_id = ${phoneCallId}
    order by "attemptId"`.execute(trx);
  return rows;
}

export async function listEventsOfCall(trx: Trx, districtId: number, phoneCallId: string) {
  return trx
    .selectFrom('attempt_event')
    .select(['kind', 'happened_at as happenedAt', 'recorded_at as recordedAt', 'detail'])
    .where('district_id', '=', districtId)
    .where('phone_call_id', '=', phoneCallId)
    .orderBy('happened_at')
    .orderBy('recorded_at')
    .execute();
}

/** Ids and level of what was said on these attempts; never the answers. */
export async function listSubmissionsOfAttempts(trx: Trx, districtId: number, attempts: readonly TracedAttempt[]) {
  return trx
    .selectFrom('submission')
    .select(['id as submissionId', 'attempt_id as attemptId', 'complete', 'late', 'submitted_at as submittedAt'])
    .where('district_id', '=', districtId)
    .where(
      'check_in_id',
      'in',
      attempts.map(({ checkInId }) => checkInId),
    )
    .where(
      'attempt_id',
      'in',
      attempts.map(({ attemptId }) => attemptId),
    )
    .execute();
}
