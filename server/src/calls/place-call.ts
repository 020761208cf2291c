import { chooseNumber } from '@kshem/domain/attempt/choose-number.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { count } from '../boards/count.ts';
import { inScope, type Trx } from '../db/transaction.ts';
import { violatedUnique } from '../db/violated-unique.ts';
import type { Deps } from '../deps.ts';
import type { DialResult, Provider } from '../telephony/provider.ts';
import { assertClaim } from '../worklist/assert-claim.ts';
import { type Channel, deadlineFrom, ringSeconds, telephoneOf } from './channel.ts';
import { dialAndRecord } from './dial-and-record.ts';
import { putBack, type Refused } from './put-back.ts';
import { endFinishedHandsetCalls, findLiveCall, insertCall, listNumbers, type NumberOfHousehold } from './queries.ts';
import { type Candidate, whoMayBeCalled } from './who-may-be-called.ts';

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
  readonly attempts: readonly PlacedAttempt[];
  /** The telephone's answer. When it refused, the attempts are closed as our failure and the people are due again. */
  readonly dial: DialResult;
};

/**
 * Rings a household that the caller holds: one call, and one attempt for each person to be asked on it. The rows are committed before
 * anything is dialled, so a crash in between leaves a call that reconcile finds, never a phone that rang unknown to us.
 *
 * @throws AppError claim-lost · outside-calling-window · nobody-to-call · no-usable-number · already-being-called · unavailable
 */
export async function placeCall(deps: Deps, actor: Actor, input: PlaceCallInput): Promise<PlacedCall> {
  const telephone = telephoneOf(deps.telephony, input.channel);
  const written = await inScope(deps.app, actor, (trx) => writeCall(deps, trx, actor, input, telephone)).catch(refuseDoubles);
  // Thrown only here: what was put back to its time must be committed.
  if (written.kind === 'refused') throw new AppError(written.code, written.detail);
  const { phoneCallId, contactPointId, attempts } = written;
  const dial = await dialAndRecord(deps, actor, telephone.provider, {
    districtId: actor.districtId,
    phoneCallId,
    attemptIds: attempts.map((attempt) => attempt.attemptId),
    to: written.number,
    timeoutSeconds: ringSeconds,
  });
  deps.log.info({ phoneCallId, attemptIds: attempts.map((attempt) => attempt.attemptId), dial: dial.kind }, 'call placed');
  return { phoneCallId, contactPointId, attempts, dial };
}

type Written = Omit<PlacedCall, 'dial'> & { readonly kind: 'written'; readonly number: string };

async function writeCall(
  deps: Deps,
  trx: Trx,
  actor: Actor,
  input: PlaceCallInput,
  { channel, provider }: { channel: Channel; provider: Provider },
): Promise<Written | Refused> {
  const { districtId, userId } = actor;
  const { householdId, fence } = input;
  if (userId === null) throw new AppError('not-allowed');
  if ((await assertClaim(trx, { districtId, householdId, userId, fence, now: deps.now() })) === 'lost') {
    throw new AppError('claim-lost');
  }
  await endFinishedHandsetCalls(trx, districtId, householdId, deps.now());
  const { candidates } = await whoMayBeCalled(deps, trx, { districtId, householdId, personIds: input.personIds ?? null });
  if (candidates.some(({ attempts }) => attempts.some((a) => a.disposition === null && a.callerId === userId))) {
    throw new AppError('already-being-called');
  }
  const callable = candidates.filter(({ answer }) => answer.may);
  if (callable.length === 0) return putBack(deps, trx, actor, { householdId, candidates, why: 'nobody-to-call' });
  const numbers = await listNumbers(trx, districtId, householdId);
  const chosen = chooseNumber(callable.map(reachable), numbers.map(usable), input.contactPointId ?? null);
  if (chosen.kind === 'no-number') {
    if (input.contactPointId) throw new AppError('no-usable-number', { contactPointId: input.contactPointId });
    return putBack(deps, trx, actor, { householdId, candidates, why: 'no-usable-number' });
  }
  if (await findLiveCall(trx, districtId, chosen.contactPointId)) throw new AppError('already-being-called');
  const asked = callable.filter(({ item }) => chosen.personIds.includes(item.personId));
  const phoneCallId = deps.newId();
  const at = deps.now();
  const attempts = asked.map(({ item }) => ({ attemptId: deps.newId(), item }));
  await insertCall(
    trx,
    {
      district_id: districtId,
      id: phoneCallId,
      household_id: householdId,
      contact_point_id: chosen.contactPointId,
      caller_id: userId,
      fence,
      channel,
      state: 'requested',
      requested_at: at,
      deadline_at: deadlineFrom(at, provider.capabilities.selfReported ? 'unseen' : 'ringing'),
    },
    attempts.map(({ attemptId, item }) => ({
      district_id: districtId,
      id: attemptId,
      phone_call_id: phoneCallId,
      person_id: item.personId,
      episode_id: item.episodeId,
      check_in_due_on: item.checkInDueOn,
      check_in_id: item.checkInId,
      item_id: item.itemId,
      contact_point_id: chosen.contactPointId,
      caller_id: userId,
      area_id: item.areaId,
      requested_at: at,
      counts: true,
      late: false,
      self_reported: provider.capabilities.selfReported,
    })),
  );
  await count(trx, asked.map(({ item }) => attemptCount(districtId, item, 1)));
  await writeAudit(deps, trx, actor, {
    action: 'call.placed',
    subjectKind: 'phone-call',
    subjectId: phoneCallId,
    detail: { householdId, channel, attemptIds: attempts.map(({ attemptId }) => attemptId) },
  });
  return {
    kind: 'written',
    phoneCallId,
    contactPointId: chosen.contactPointId,
    number: numberOf(numbers, chosen.contactPointId),
    attempts: attempts.map(({ attemptId, item }) => ({
      attemptId,
      personId: item.personId,
      itemId: item.itemId,
      checkInId: item.checkInId,
      checkInDueOn: item.checkInDueOn,
    })),
  };
}

/** Two that passed every test at the same instant: the schema let one through. */
function refuseDoubles(error: unknown): never {
  const doubled = violatedUnique(error);
  if (doubled === 'phone_call_one_live' || doubled === 'call_attempt_one_live') throw new AppError('already-being-called');
  throw error;
}
