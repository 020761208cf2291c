import { dispositionEffects } from '@kshem/domain/attempt/disposition-effects.ts';
import type { DeskNeedCode } from '@kshem/domain/need/desk-need-kinds.ts';
import type { Level, Protocol } from '@kshem/domain/protocol/protocol.ts';
import { openingAt } from '@kshem/domain/schedule/calling-window.ts';
import type { Attempted, NextStep } from '@kshem/domain/schedule/next-attempt.ts';
import { band } from '@kshem/domain/worklist/urgency-band.ts';
import type { Actor } from '../actor.ts';
import type { Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { raiseNeed } from '../needs/raise-need.ts';
import { closeItems } from '../worklist/close-items.ts';
import { deferItem } from '../worklist/defer-item.ts';
import { relativesNumber } from './attempted-of.ts';
import { listNumbers } from './queries.ts';
import type { Outcome } from './settle-attempt.ts';
import { type AttemptFacts, findOtherLanguage } from './settle-queries.ts';
import { stopCalls } from './stop-calls.ts';

export type Settling = {
  readonly attempt: AttemptFacts;
  readonly outcome: Outcome;
  readonly attempted: Attempted;
  readonly nextStep: NextStep;
  readonly protocol: Protocol;
};

/** Does what an outcome asks for, in the transaction that writes it: stops first, then needs, then the item's place on the desk. */
export async function carryOut(deps: Deps, trx: Trx, actor: Actor, settling: Settling): Promise<void> {
  await stopCalls(deps, trx, actor, settling);
  for (const kind of needsOf(settling)) await raise(deps, trx, actor, settling, kind);
  await moveItem(deps, trx, actor, settling);
}

/** A number that failed is searched for only when none is left: the ladder says so with a visit or a check of the number. */
function needsOf({ outcome, nextStep }: Settling): readonly DeskNeedCode[] {
  const { raises } = dispositionEffects[outcome.disposition];
  const atOnce = raises === null || raises === 'trace-number' ? [] : [raises];
  if (nextStep.next === 'field-visit') return [...atOnce, nextStep.need];
  return nextStep.next === 'verify' && nextStep.what === 'number' ? [...atOnce, 'trace-number'] : atOnce;
}

async function raise(deps: Deps, trx: Trx, actor: Actor, { attempt, nextStep }: Settling, kind: DeskNeedCode): Promise<void> {
  const { districtId, personId, householdId, episodeId, areaId, programmeId, version } = attempt;
  const silent = nextStep.next === 'field-visit' && nextStep.reason === 'silent' && kind === 'home-visit';
  const cause = silent ? 'silence' : causes[kind];
  await raiseNeed(trx, deps, {
    districtId,
    personId,
    householdId,
    episodeId,
    areaId,
    programmeId,
    version,
    kind,
    cause,
    by: actor.userId,
  });
}

const causes: Readonly<Record<DeskNeedCode, 'number' | 'refusal' | 'person'>> = {
  'home-visit': 'number',
  'trace-number': 'number',
  'officer-call': 'refusal',
  'review-opt-out': 'refusal',
  'hospital-follow-up': 'person',
  transfer: 'person',
  bereavement: 'person',
  'verify-status': 'person',
  'merge-people': 'person',
};

/** An item that somebody has meanwhile called for again is that attempt's to move. */
async function moveItem(deps: Deps, trx: Trx, actor: Actor, settling: Settling): Promise<void> {
  const { attempt, nextStep } = settling;
  if (attempt.itemState !== 'open' || attempt.superseded) return;
  const when = dueAgain(nextStep);
  if (when !== null) return putOff(deps, trx, actor, settling, when);
  const state = nextStep.next === 'done' ? 'done' : 'dropped';
  const reason = 'reason' in nextStep ? nextStep.reason : nextStep.next;
  await closeItems(trx, { districtId: attempt.districtId, itemIds: [attempt.itemId], state, reason, now: deps.now() });
}

/** When the person is rung again for this check-in; null when they are not. */
function dueAgain(step: NextStep): Date | null {
  if (step.next === 'callback') return step.at;
  return step.next === 'retry' || step.next === 'no-attempt-counted' ? step.notBefore : null;
}

async function putOff(deps: Deps, trx: Trx, actor: Actor, settling: Settling, dueAt: Date): Promise<void> {
  const { attempt, outcome, attempted, nextStep, protocol } = settling;
  const { districtId, itemId, zone, highRisk } = attempt;
  const promisedAt = nextStep.next === 'callback' ? dueAt : null;
  const silentDays = Math.max(0, attempted.silentDays - 1);
  const sticky = nextStep.next === 'callback' || (nextStep.next === 'retry' && nextStep.caller === 'same');
  const language = await languageFor(trx, actor, settling);
  await deferItem(trx, {
    districtId,
    itemId,
    dueAt,
    band: band({ promisedAt, lastLevel: attempt.lastLevel as Level | null, highRisk, silentDays }),
    disposition: outcome.disposition,
    nextContactPointId: await numberFor(trx, settling),
    callbackFor: sticky ? attempt.callerId : null,
    closesAt: openingAt(protocol.callingWindow, dueAt, zone)?.closesAt ?? dueAt,
    ...(language === null ? {} : { language }),
    now: deps.now(),
  });
}

/** The number the ladder names; null leaves it to the person's first usable one. */
async function numberFor(trx: Trx, { attempt, nextStep }: Settling): Promise<string | null> {
  if (nextStep.next !== 'retry') return attempt.contactPointId;
  if (nextStep.contactPoint === 'same') return attempt.contactPointId;
  const numbers = await listNumbers(trx, attempt.districtId, attempt.householdId);
  if (nextStep.contactPoint === 'household') return relativesNumber(numbers, attempt.personId);
  return numbers.find(({ personId, rank }) => personId === attempt.personId && rank === nextStep.rank)?.contactPointId ?? null;
}

/**
 * Who could not be understood is offered to somebody who speaks what they speak, or, where the caller could not tell, another of the
 * room's languages. Null: it stays as it is.
 */
async function languageFor(trx: Trx, actor: Actor, { outcome, attempt }: Settling): Promise<string | null> {
  if (outcome.disposition !== 'language-barrier') return null;
  return outcome.language ?? (await findOtherLanguage(trx, attempt.districtId, actor.languages));
}
