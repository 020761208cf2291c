import { createHash } from 'node:crypto';
import { type CallFacts, type CallNews, type CallState, onCallNews } from '@kshem/domain/attempt/attempt-state.ts';
import type { Cause } from '@kshem/domain/attempt/cause.ts';
import type { Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { appendEvent, lockCall, saveCall } from './queries.ts';

/** One thing heard of a call. `eventId` is the teller's own: heard again, it changes nothing. */
export type Told = {
  readonly districtId: number;
  readonly phoneCallId: string;
  readonly eventId: string;
  readonly kind: string;
  readonly at: Date;
  /** Null for what does not move the call, such as keys pressed. */
  readonly news: CallNews | null;
  readonly detail?: Readonly<Record<string, unknown>>;
  /** New deadline, when the call goes on. */
  readonly deadlineAt?: Date;
};

/**
 * Writes what was heard and moves the call by the domain's table: each event once, in whatever order they come, and an ended call
 * stays as it ended. Gives the call's facts after it, or null when the event was known already or the call is not ours.
 */
export async function takeNews(deps: Pick<Deps, 'now'>, trx: Trx, told: Told): Promise<CallFacts | null> {
  const { districtId, phoneCallId, news } = told;
  const call = await lockCall(trx, districtId, phoneCallId);
  if (!call) return null;
  const recordedAt = deps.now();
  const isNew = await appendEvent(trx, {
    district_id: districtId,
    day: dayOfEvent(told.at, recordedAt),
    id: uuidOf(told.eventId),
    phone_call_id: phoneCallId,
    kind: told.kind,
    happened_at: told.at,
    recorded_at: recordedAt,
    detail: told.detail ? JSON.stringify(told.detail) : null,
  });
  if (!isNew || news === null) return isNew ? factsOf(call) : null;
  const { call: after } = onCallNews(factsOf(call), news);
  await saveCall(trx, districtId, phoneCallId, after, after.state === 'ended' ? null : (told.deadlineAt ?? null));
  return after;
}

type CallRow = { state: string; dialled_at: Date | null; answered_at: Date | null; ended_at: Date | null; cause: string | null };

/** Only this feature writes the row, so its words are the domain's. */
export function factsOf(row: CallRow): CallFacts {
  return {
    state: row.state as CallState,
    dialledAt: row.dialled_at,
    answeredAt: row.answered_at,
    endedAt: row.ended_at,
    cause: row.cause as Cause | null,
  };
}

/** The month an event lies in. A teller whose clock is more than a day off does not choose it: that month may not be there. */
function dayOfEvent(at: Date, recordedAt: Date): string {
  const off = Math.abs(at.getTime() - recordedAt.getTime());
  return (off < 86_400_000 ? at : recordedAt).toISOString().slice(0, 10);
}

/** The teller's id as a UUID of version 8, the same whenever it is told again. */
function uuidOf(eventId: string): string {
  const hash = createHash('sha256').update(eventId).digest();
  hash[6] = ((hash[6] as number) & 0x0f) | 0x80;
  hash[8] = ((hash[8] as number) & 0x3f) | 0x80;
  const hex = hash.toString('hex', 0, 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
