import { chooseNumber } from '@kshem/domain/attempt/choose-number.ts';
import { lookAgainMinutes } from '@kshem/domain/attempt/may-call.ts';
import { addMinutes } from '@kshem/domain/time/instant.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import type { Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { assertClaim } from '../worklist/assert-claim.ts';
import { askForNumbers, putBack, putOff } from './put-back.ts';
import { endFinishedHandsetCalls, findLiveCall, listNumbers, type OpenItem } from './queries.ts';
import { type Candidate, whoMayBeCalled } from './who-may-be-called.ts';

export type Wanted = {
  readonly householdId: string;
  readonly fence: number;
  readonly contactPointId?: string;
  readonly personIds?: readonly string[];
};
export type Refused = {
  readonly kind: 'refused';
  readonly code: 'nobody-to-call' | 'outside-calling-window' | 'no-usable-number' | 'already-being-called';
  readonly detail: Record<string, unknown>;
};
export type Decided = {
  readonly kind: 'ring';
  readonly contactPointId: string;
  readonly number: string;
  readonly asked: readonly OpenItem[];
};

/**
 * Whom to ask on which number, tested inside the transaction that writes the attempts. What is refused here for the people's sake has
 * put them back to their time, and that must be committed; what is refused for the caller's sake throws.
 */
export async function decideCall(
  deps: Deps,
  trx: Trx,
  actor: Actor & { userId: string },
  { householdId, fence, contactPointId, personIds }: Wanted,
): Promise<Decided | Refused> {
  const { districtId, userId } = actor;
  const claim = await assertClaim(trx, { districtId, householdId, userId, fence, now: deps.now() });
  if (claim === 'lost') throw new AppError('claim-lost');
  await endFinishedHandsetCalls(trx, districtId, householdId, deps.now());
  const desk = await whoMayBeCalled(deps, trx, { districtId, householdId, personIds: personIds ?? null });
  const live = ownCall(desk.candidates, userId);
  if (live) throw new AppError('already-being-called', live);
  await putBack(deps, trx, districtId, desk);
  const callable = desk.candidates.filter(({ answer }) => answer.may).map(({ item }) => item);
  if (callable.length === 0) return nobody(desk.candidates);
  const numbers = await listNumbers(trx, districtId, householdId);
  const chosen = chooseNumber(
    callable.map((item) => ({ personId: item.personId, wantedId: item.nextContactPointId })),
    numbers.map((number) => ({ ...number, usable: number.inService && !number.wrong })),
    contactPointId,
  );
  if (chosen.kind === 'no-number') {
    if (contactPointId !== undefined) throw new AppError('no-usable-number', { contactPointId });
    return { kind: 'refused', code: 'no-usable-number', detail: await askForNumbers(deps, trx, actor, callable) };
  }
  const asked = callable.filter((item) => chosen.personIds.includes(item.personId));
  if (await findLiveCall(trx, districtId, chosen.contactPointId)) {
    const dueAt = addMinutes(deps.now(), lookAgainMinutes);
    for (const item of asked) await putOff(deps, trx, districtId, item, dueAt, desk.zone);
    return { kind: 'refused', code: 'already-being-called', detail: { contactPointId: chosen.contactPointId } };
  }
  const number = numbers.find((one) => one.contactPointId === chosen.contactPointId);
  if (!number) throw new Error('A number was chosen that is not of the household');
  return { kind: 'ring', contactPointId: chosen.contactPointId, number: number.number, asked };
}

/** The call on which the caller speaks with them already, so that a page that was closed meanwhile can go on with it. */
function ownCall(candidates: readonly Candidate[], userId: string) {
  const open = candidates.flatMap(({ item, attempts }) =>
    attempts.filter((one) => one.disposition === null && one.callerId === userId).map((one) => ({ ...one, item })),
  );
  const last = open.at(-1);
  if (!last) return null;
  const attempts = open
    .filter(({ phoneCallId }) => phoneCallId === last.phoneCallId)
    .map(({ id: attemptId, item: { personId, itemId, checkInId, checkInDueOn } }) => {
      return { attemptId, personId, itemId, checkInId, checkInDueOn };
    });
  return { phoneCallId: last.phoneCallId, channel: last.channel, contactPointId: last.contactPointId, attempts };
}

/** When it is only the hour that forbids it, say when it will not. */
function nobody(candidates: readonly Candidate[]): Refused {
  const whys = candidates.flatMap(({ item, answer }) => (answer.may ? [] : [{ personId: item.personId, ...answer }]));
  const closed = whys.length > 0 && whys.every(({ why }) => why === 'outside-window');
  if (closed) return { kind: 'refused', code: 'outside-calling-window', detail: { opensAt: whys[0]?.notBefore } };
  const people = whys.map(({ personId, why, notBefore }) => ({ personId, why, notBefore }));
  return { kind: 'refused', code: 'nobody-to-call', detail: { people } };
}
