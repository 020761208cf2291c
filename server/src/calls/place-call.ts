import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { count } from '../boards/count.ts';
import { bringTogether } from '../caller-legs/bring-together.ts';
import { findLiveLeg } from '../caller-legs/queries.ts';
import { againOnDeadlock } from '../db/again-on-deadlock.ts';
import { inScope, type Trx } from '../db/transaction.ts';
import { violatedUnique } from '../db/violated-unique.ts';
import type { Deps } from '../deps.ts';
import type { DialResult, Provider } from '../telephony/provider.ts';
import { type Channel, deadlineFrom, ringSeconds, telephoneOf } from './channel.ts';
import { type Decided, decideCall, type Refused } from './decide-call.ts';
import { dialAndRecord } from './dial-and-record.ts';
import { insertCall, type OpenItem } from './queries.ts';

export type PlaceCallInput = {
  readonly householdId: string;
  /** The number of the claim that the caller holds. */
  readonly fence: number;
  /** A number of the household; the ladder's choice when absent. */
  readonly contactPointId?: string;
  /** Whom to ask on this call, also before their time; everybody who is due when absent. */
  readonly personIds?: readonly string[];
  readonly channel?: Channel;
};

export type PlacedAttempt = {
  readonly attemptId: string;
  readonly personId: string;
  readonly itemId: string;
  readonly checkInId: string;
  readonly checkInDueOn: string;
};

export type PlacedCall = {
  readonly phoneCallId: string;
  readonly contactPointId: string;
  readonly channel: Channel;
  readonly attempts: readonly PlacedAttempt[];
  /**
   * The telephone's answer. When it refused, the attempts are closed as our failure and the people are due again; through the exchange
   * they stay open, since the caller may go on by handset.
   */
  readonly dial: DialResult;
};

/**
 * Rings a household that the caller holds: one call, and one attempt for each person to be asked on it. The rows are committed before
 * anything is dialled, so a crash in between leaves a call that reconcile finds, never a phone that rang unknown to us.
 *
 * @throws AppError claim-lost · outside-calling-window · nobody-to-call · no-usable-number · already-being-called · unavailable ·
 * own-phone-not-connected (through the exchange the caller's own telephone must ring or be connected)
 */
export async function placeCall(deps: Deps, actor: Actor, input: PlaceCallInput): Promise<PlacedCall> {
  const telephone = telephoneOf(deps.telephony, input.channel);
  const write = () => inScope(deps.app, actor, (trx) => writeCall(deps, trx, actor, input, telephone));
  const written = await againOnDeadlock(write).catch(refuseDoubles);
  // Thrown only here: what was put back to its time must be committed.
  if (written.kind === 'refused') throw new AppError(written.code, written.detail);
  const { phoneCallId, contactPointId, attempts } = written;
  const dial = await ring(deps, actor, telephone, written);
  deps.log.info({ phoneCallId, attemptIds: attempts.map((attempt) => attempt.attemptId), dial: dial.kind }, 'call placed');
  return { phoneCallId, contactPointId, channel: telephone.channel, attempts, dial };
}

type Telephone = { readonly channel: Channel; readonly provider: Provider };
type Written = Omit<PlacedCall, 'dial' | 'channel'> & { readonly kind: 'written'; readonly number: string };

/** Through the exchange the caller's own telephone comes first; a call that waits for it is accepted. */
async function ring(deps: Deps, actor: Actor, { channel, provider }: Telephone, call: Written): Promise<DialResult> {
  const { districtId, userId } = actor;
  if (channel === 'asterisk' && userId !== null) {
    return (await bringTogether(deps, provider, { districtId, userId })) ?? { kind: 'accepted' };
  }
  return dialAndRecord(deps, actor, provider, {
    districtId,
    phoneCallId: call.phoneCallId,
    attemptIds: call.attempts.map((attempt) => attempt.attemptId),
    to: call.number,
    timeoutSeconds: ringSeconds,
  });
}

async function writeCall(deps: Deps, trx: Trx, actor: Actor, input: PlaceCallInput, on: Telephone): Promise<Written | Refused> {
  const caller = actor.userId;
  if (caller === null) throw new AppError('not-allowed');
  if (on.channel === 'asterisk' && (await findLiveLeg(trx, actor.districtId, caller)) === null)
    throw new AppError('own-phone-not-connected');
  const decided = await decideCall(deps, trx, { ...actor, userId: caller }, input);
  if (decided.kind === 'refused') return decided;
  const { phoneCallId, attempts } = await writeRows(deps, trx, { caller, districtId: actor.districtId, ...input }, on, decided);
  await writeAudit(deps, trx, actor, {
    action: 'call.placed',
    subjectKind: 'phone-call',
    subjectId: phoneCallId,
    detail: { householdId: input.householdId, channel: on.channel, attemptIds: attempts.map(({ attemptId }) => attemptId) },
  });
  return { kind: 'written', phoneCallId, attempts, contactPointId: decided.contactPointId, number: decided.number };
}

async function writeRows(
  deps: Deps,
  trx: Trx,
  by: { districtId: number; caller: string; householdId: string; fence: number },
  { channel, provider }: Telephone,
  { contactPointId, asked }: Decided,
): Promise<{ phoneCallId: string; attempts: PlacedAttempt[] }> {
  const at = deps.now();
  const { selfReported } = provider.capabilities;
  const phoneCallId = deps.newId();
  const shared = {
    district_id: by.districtId,
    contact_point_id: contactPointId,
    caller_id: by.caller,
    requested_at: at,
  };
  const call = {
    ...shared,
    id: phoneCallId,
    household_id: by.householdId,
    fence: by.fence,
    channel,
    state: 'requested',
    deadline_at: deadlineFrom(at, selfReported ? 'unseen' : 'ringing'),
  };
  const rows = asked.map((item) => ({
    ...shared,
    id: deps.newId(),
    phone_call_id: phoneCallId,
    person_id: item.personId,
    episode_id: item.episodeId,
    check_in_due_on: item.checkInDueOn,
    check_in_id: item.checkInId,
    item_id: item.itemId,
    area_id: item.areaId,
    counts: true,
    late: false,
    self_reported: selfReported,
  }));
  await insertCall(trx, call, rows);
  await count(
    trx,
    asked.map((item) => ({ ...counted(item, by.districtId), name: 'attempts' as const, by: 1 })),
  );
  const attempts = rows.map((row) => ({
    attemptId: row.id,
    personId: row.person_id,
    itemId: row.item_id,
    checkInId: row.check_in_id,
    checkInDueOn: row.check_in_due_on,
  }));
  return { phoneCallId, attempts };
}

function counted({ checkInDueOn, programmeId, areaId }: OpenItem, districtId: number) {
  return { districtId, day: checkInDueOn, programmeId, areaId };
}

/** Two that passed every test at the same instant: the schema let one through. */
function refuseDoubles(error: unknown): never {
  const doubled = violatedUnique(error);
  if (doubled === 'phone_call_one_live' || doubled === 'call_attempt_one_live') throw new AppError('already-being-called');
  throw error;
}
