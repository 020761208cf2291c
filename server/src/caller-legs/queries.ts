import type { CallState } from '@kshem/domain/attempt/attempt-state.ts';
import type { Cause } from '@kshem/domain/attempt/cause.ts';
import { type Insertable, sql } from 'kysely';
import type { Trx } from '../db/transaction.ts';
import type { DB } from '../db/types.ts';

export type LiveCallerLeg = {
  id: string;
  userId: string;
  state: 'dialling' | 'answered';
  requestedAt: Date;
  deadlineAt: Date;
};

const columns = ['id', 'user_id as userId', 'state', 'requested_at as requestedAt', 'deadline_at as deadlineAt'] as const;

/** A caller's own leg that has not ended. Plan: index caller_leg_one_live. */
export async function findLiveLeg(trx: Trx, districtId: number, userId: string): Promise<LiveCallerLeg | null> {
  const row = await trx
    .selectFrom('caller_leg')
    .select(columns)
    .where('district_id', '=', districtId)
    .where('user_id', '=', userId)
    .where('state', '<>', 'ended')
    .executeTakeFirst();
  // Only this feature writes the row, so its words are these.
  return (row as LiveCallerLeg | undefined) ?? null;
}

export async function listLiveLegs(trx: Trx, districtId: number): Promise<LiveCallerLeg[]> {
  const rows = await trx
    .selectFrom('caller_leg')
    .select(columns)
    .where('district_id', '=', districtId)
    .where('state', '<>', 'ended')
    .orderBy('id')
    .execute();
  return rows as LiveCallerLeg[];
}

export async function insertLeg(trx: Trx, leg: Insertable<DB['caller_leg']>): Promise<void> {
  await trx.insertInto('caller_leg').values(leg).execute();
}

/** Null when it was answered or over before. */
export async function saveAnswered(
  trx: Trx,
  { districtId, id, at, deadlineAt }: { districtId: number; id: string; at: Date; deadlineAt: Date },
): Promise<{ userId: string } | null> {
  const row = await trx
    .updateTable('caller_leg')
    .set({ state: 'answered', answered_at: at, deadline_at: deadlineAt })
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .where('state', '=', 'dialling')
    .returning('user_id as userId')
    .executeTakeFirst();
  return row ?? null;
}

/** Null when it was over before. */
export async function saveEnded(
  trx: Trx,
  { districtId, id, at, cause }: { districtId: number; id: string; at: Date; cause: Cause },
): Promise<{ userId: string } | null> {
  const row = await trx
    .updateTable('caller_leg')
    .set({ state: 'ended', ended_at: at, cause })
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .where('state', '<>', 'ended')
    .returning('user_id as userId')
    .executeTakeFirst();
  return row ?? null;
}

export async function keepLegUntil(trx: Trx, districtId: number, id: string, deadlineAt: Date): Promise<void> {
  await trx
    .updateTable('caller_leg')
    .set({ deadline_at: deadlineAt })
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .where('state', '<>', 'ended')
    .execute();
}

/** A small table: one row for each time a caller connected. */
export async function forgetLegsBefore(trx: Trx, districtId: number, before: Date): Promise<void> {
  await trx
    .deleteFrom('caller_leg')
    .where('district_id', '=', districtId)
    .where('state', '=', 'ended')
    .where('ended_at', '<', before)
    .execute();
}

export type CallOfCaller = { phoneCallId: string; state: Exclude<CallState, 'ended'> };

/** The caller's calls through the exchange that have not ended, newest first. Plan: index phone_call_live, one room's calls. */
export async function listCallsOfCaller(trx: Trx, districtId: number, userId: string): Promise<CallOfCaller[]> {
  const { rows } = await sql<CallOfCaller>`
    select id "phoneCallId", state from phone_call
    where district_id = ${districtId} and caller_id = ${userId} and channel = 'asterisk' and state <> 'ended'
    order by id desc`.execute(trx);
  return rows;
}

/** Callers with a call through the exchange that has not ended. Plan: index phone_call_live, one room's calls. */
export async function listCallersOnLine(trx: Trx, districtId: number): Promise<string[]> {
  const rows = await trx
    .selectFrom('phone_call')
    .select('caller_id as userId')
    .distinct()
    .where('district_id', '=', districtId)
    .where('channel', '=', 'asterisk')
    .where('state', '<>', 'ended')
    .where('caller_id', 'is not', null)
    .execute();
  return rows.flatMap(({ userId }) => (userId === null ? [] : [userId]));
}

/** Whose own telephone a leg rang. */
export async function findCallerOfLeg(trx: Trx, districtId: number, id: string): Promise<string | null> {
  const row = await trx
    .selectFrom('caller_leg')
    .select('user_id as userId')
    .where('district_id', '=', districtId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.userId ?? null;
}

/** Who placed a call through the exchange; null for a call of another channel. */
export async function findCallerOfCall(trx: Trx, districtId: number, phoneCallId: string): Promise<string | null> {
  const row = await trx
    .selectFrom('phone_call')
    .select('caller_id')
    .where('district_id', '=', districtId)
    .where('id', '=', phoneCallId)
    .where('channel', '=', 'asterisk')
    .executeTakeFirst();
  return row?.caller_id ?? null;
}

export type CallStanding = { callId: string; state: CallState; cause: Cause | null };

/** How a caller's own call through the exchange stands; null for any other. */
export async function findCallStanding(
  trx: Trx,
  districtId: number,
  userId: string,
  phoneCallId: string,
): Promise<CallStanding | null> {
  const row = await trx
    .selectFrom('phone_call')
    .select(['id as callId', 'state', 'cause'])
    .where('district_id', '=', districtId)
    .where('id', '=', phoneCallId)
    .where('caller_id', '=', userId)
    .where('channel', '=', 'asterisk')
    .executeTakeFirst();
  return (row as CallStanding | undefined) ?? null;
}

export async function findOwnNumber(trx: Trx, userId: string): Promise<string | null> {
  const row = await trx.selectFrom('own_phone').select('number').where('user_id', '=', userId).executeTakeFirst();
  return row?.number ?? null;
}

export async function keepOwnNumber(trx: Trx, userId: string, number: string, at: Date): Promise<void> {
  await trx
    .insertInto('own_phone')
    .values({ user_id: userId, number, set_at: at })
    .onConflict((c) => c.column('user_id').doUpdateSet({ number, set_at: at }))
    .execute();
}

export async function forgetOwnNumber(trx: Trx, userId: string): Promise<void> {
  await trx.deleteFrom('own_phone').where('user_id', '=', userId).execute();
}
