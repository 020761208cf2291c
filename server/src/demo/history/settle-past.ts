import type { Disposition } from '@kshem/domain/attempt/disposition.ts';
import { countsAsAttempt, dispositionEffects } from '@kshem/domain/attempt/disposition-effects.ts';
import type { DeskNeedCode } from '@kshem/domain/need/desk-need-kinds.ts';
import type { Level } from '@kshem/domain/protocol/protocol.ts';
import { type Attempted, type NextStep, nextAttempt } from '@kshem/domain/schedule/next-attempt.ts';
import { asJson } from '../rows.ts';
import { cancelOpen, countPast, districtId, endPast, type Followed, type Past, type Ringing, zone } from './past.ts';
import { raisePastNeed } from './raise-past.ts';
import { silentThrough, stateOf } from './standing.ts';
import type { Asked, CallTimes } from './take-past-call.ts';

export type Outcome = {
  readonly times: CallTimes;
  readonly disposition: Disposition;
  readonly disposedAt: Date;
  readonly promisedAt: Date | null;
};

/** What an attempt that brought no answers came to, and what followed: the ladder's next step, stops, needs. As calls/settle-attempt. */
export function settlePast(past: Past, asked: Asked, call: Ringing, outcome: Outcome): void {
  const { followed, open } = asked;
  const { disposition, disposedAt } = outcome;
  markNumber(past, followed, call, outcome);
  const next = nextAttempt(followed.compiled.protocol, attemptedOf(past, followed, call, outcome), zone);
  addPastAttempt(past, asked, call, outcome, next);
  const { answered, stops } = dispositionEffects[disposition];
  if (answered && stops === 'today') countPast(past, followed, call.on, 'reached');
  if (next.next === 'callback') open.dueAt = next.at;
  else if (next.next === 'retry' || next.next === 'no-attempt-counted') open.dueAt = next.notBefore;
  else open.closed = true;
  stopPast(past, followed, outcome);
  for (const kind of needsOf(disposition, next))
    raisePastNeed(past, followed, { kind, cause: causeOf(kind, next), at: disposedAt, by: call.caller.id });
}

/** The attempt itself, as the night's sweep leaves it in history. */
export function addPastAttempt(
  past: Past,
  { followed, open }: Asked,
  call: Ringing,
  outcome: Omit<Outcome, 'promisedAt'>,
  next: NextStep | null,
): void {
  const { times, disposition, disposedAt } = outcome;
  const { ids, person } = followed.enrolled;
  past.rows.call_attempt_history.push({
    district_id: districtId,
    day: call.on,
    id: past.newId(call.at),
    phone_call_id: times.id,
    person_id: ids.personId,
    episode_id: ids.episodeId,
    check_in_id: open.row.id,
    contact_point_id: ids.contactPointIds[call.phone] as string,
    caller_id: call.caller.id,
    area_id: person.areaId,
    channel: 'simulated',
    requested_at: call.at,
    dialled_at: times.dialledAt,
    answered_at: times.answeredAt,
    ended_at: times.endedAt,
    cause: times.cause,
    disposition,
    disposed_at: disposedAt,
    counts: countsAsAttempt(disposition),
    late: false,
    self_reported: false,
    note: null,
    next_step: next === null ? null : asJson(next),
  });
  followed.today.tried.push({ disposition, at: call.at, contactPointRank: call.phone + 1 });
  followed.today.next = next;
  if (countsAsAttempt(disposition)) countPast(past, followed, call.on, 'attempts');
}

function attemptedOf(past: Past, followed: Followed, call: Ringing, outcome: Outcome): Attempted {
  const { ids } = followed.enrolled;
  return {
    disposition: outcome.disposition,
    at: call.at,
    contactPointRank: call.phone + 1,
    promisedAt: outcome.promisedAt,
    attemptsToday: followed.today.tried,
    contactPoints: ids.contactPointIds.map((id, index) => ({ rank: index + 1, state: stateOf(past, ids.personId, id) })),
    householdHasOther: false,
    silentDays: silentThrough(followed, call.on),
    level: followed.row.last_level as Level | null,
  };
}

function markNumber(past: Past, { enrolled }: Followed, { phone }: Ringing, { disposition, disposedAt }: Outcome): void {
  const { contactPointIds, personId } = enrolled.ids;
  const id = contactPointIds[phone] as string;
  const number = past.numbers.number.get(id);
  const own = past.numbers.wrong.get(`${personId} ${id}`);
  if (disposition === 'invalid-number' && number) Object.assign(number, { state: 'not-in-service', state_at: disposedAt });
  if (disposition === 'wrong-person' && own) own.wrong_at = disposedAt;
}

/** As calls/stop-calls: the episode's calls, and after a death everybody's under that roof until a supervisor has decided. */
function stopPast(past: Past, followed: Followed, { disposition, disposedAt }: Outcome): void {
  const { stops, outcome } = dispositionEffects[disposition];
  if (stops === 'today') cancelRest(followed);
  if (outcome === null) return;
  endPast(followed, outcome, disposedAt);
  if (stops !== 'household') return;
  Object.assign(past.people.get(followed.enrolled.ids.personId) ?? {}, { deceased_at: disposedAt, updated_at: disposedAt });
  for (const other of past.households.get(followed.enrolled.person.householdKey) ?? []) {
    if (other.row.status !== 'active') continue;
    Object.assign(other.row, { status: 'paused', updated_at: disposedAt });
    cancelOpen(other);
  }
}

/** Today's calls are over; what was planned for later in the day stays planned and is missed. */
function cancelRest({ today }: Followed): void {
  for (const open of today.open) open.closed = true;
}

function needsOf(disposition: Disposition, next: NextStep): readonly DeskNeedCode[] {
  const { raises } = dispositionEffects[disposition];
  const atOnce = raises === null || raises === 'trace-number' ? [] : [raises];
  if (next.next === 'field-visit') return [...atOnce, next.need];
  return next.next === 'verify' && next.what === 'number' ? [...atOnce, 'trace-number'] : atOnce;
}

function causeOf(kind: DeskNeedCode, next: NextStep): string {
  if (kind === 'home-visit') return next.next === 'field-visit' && next.reason === 'silent' ? 'silence' : 'number';
  if (kind === 'trace-number') return 'number';
  return kind === 'officer-call' || kind === 'review-opt-out' ? 'refusal' : 'person';
}
