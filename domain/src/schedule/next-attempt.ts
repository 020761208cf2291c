import type { Disposition } from '../attempt/disposition.ts';
import { countsAsAttempt } from '../attempt/disposition-effects.ts';
import type { Outcome } from '../episode/outcome.ts';
import type { CallingWindow, Level, ReachLadder } from '../protocol/protocol.ts';
import { addMinutes, later } from '../time/instant.ts';
import { localDate } from '../time/local-date.ts';
import { clampToWindow, nextOpening, openingAt, windowOfDay } from './calling-window.ts';
import { nextPartOfDay } from './part-of-day.ts';
import { fieldVisitDue } from './silence.ts';

/** An attempt that has come to something, with what the ladder must know of the person's day. */
export type Attempted = Tried & {
  /** Time the person asked to be called, with `callback`; null when none was named, and with every other disposition. */
  readonly promisedAt: Date | null;
  /** The local day's attempts at this person. This one may be among them: attempts not dialled before it are left out. */
  readonly attemptsToday: readonly Tried[];
  /** The person's own numbers, by rank (1 is tried first). */
  readonly contactPoints: readonly { readonly rank: number; readonly state: 'usable' | 'not-in-service' | 'wrong' }[];
  /** Somebody else in the household has a usable number that is not one of these. */
  readonly householdHasOther: boolean;
  /** From silence.ts, today taken as silent. */
  readonly silentDays: number;
  /** Level of the last answered check-in; null before the first. */
  readonly level: Level | null;
};

export type Tried = {
  readonly disposition: Disposition;
  /** When it was **dialled**. Not when it was queued or recorded: the ladder's clock runs from the ringing phone. */
  readonly at: Date;
  /** null: a household member's number. */
  readonly contactPointRank: number | null;
};

export type NextStep =
  | Retry
  /** A promise to the person: at that time, by the same caller, whatever the day's limit. */
  | { readonly next: 'callback'; readonly at: Date }
  /** Today's calls are over; the person stays due and is planned again. */
  | { readonly next: 'another-day'; readonly notBefore: Date; readonly reason: 'day-limit' | 'ladder-ended' | 'not-attempted' }
  /** Today's calls are over and somebody must go there; the person stays due. */
  | {
      readonly next: 'field-visit';
      readonly need: 'home-visit' | 'trace-number';
      readonly reason: 'silent' | 'no-working-number' | 'cannot-receive-calls';
    }
  | { readonly next: 'officer-call'; readonly reason: 'refused' }
  | { readonly next: 'verify'; readonly what: 'status' | 'duplicate' | 'number' }
  | { readonly next: 'stop'; readonly what: 'episode' | 'person' | 'household'; readonly outcome: Outcome }
  | { readonly next: 'done'; readonly by: 'us' | 'another-desk' }
  /** Our failure, not the person's: tried again and not held against the day's limit. */
  | { readonly next: 'no-attempt-counted'; readonly notBefore: Date };

export type Retry = {
  readonly next: 'retry';
  /** Inside the calling window, and inside the opening in which the attempt was dialled. */
  readonly notBefore: Date;
  readonly contactPoint: 'same' | 'alternate' | 'household';
  /** The rank to dial; null: a household member's number. */
  readonly rank: number | null;
  readonly caller: 'any' | 'same' | 'other-language';
  readonly reason:
    | 'wait'
    | 'other-part-of-day'
    | 'other-number'
    | 'household-member'
    | 'cut-off'
    | 'other-language'
    | 'asked-later';
};

export type Reach = { readonly reach: ReachLadder; readonly callingWindow: CallingWindow };

/**
 * What follows an attempt: the reach ladder. Total over dispositions. Between two tries at a person at least `minGapMinutes` pass
 * (two schedulers once rang people two minutes apart); only a time that the person named, and a wait that the version gives for
 * resuming a cut conversation, may be shorter.
 */
export function nextAttempt(protocol: Reach, attempted: Attempted, zone: string): NextStep {
  const desk: Desk = { ...protocol, attempted, zone, closesAt: closing(protocol.callingWindow, attempted.at, zone) };
  switch (attempted.disposition) {
    case 'answered-complete':
    case 'proxy':
      return { next: 'done', by: 'us' };
    case 'already-called':
      return { next: 'done', by: 'another-desk' };
    case 'answered-partial':
      return limited(desk) ?? resume(desk) ?? anotherDay(desk, 'ladder-ended');
    case 'language-barrier':
      return limited(desk) ?? again(desk, 'other-language', 'other-language') ?? dayIsOver(desk, 'ladder-ended');
    case 'callback':
      return promised(desk) ?? limited(desk) ?? again(desk, 'same', 'asked-later') ?? dayIsOver(desk, 'ladder-ended');
    case 'no-answer':
    case 'busy':
      return limited(desk) ?? sameNumber(desk) ?? otherNumber(desk) ?? householdMember(desk) ?? dayIsOver(desk, 'ladder-ended');
    case 'switched-off':
    case 'out-of-coverage':
      // The network says that waiting a little will not help; another phone may.
      return limited(desk) ?? otherNumber(desk) ?? sameNumber(desk) ?? householdMember(desk) ?? dayIsOver(desk, 'ladder-ended');
    case 'incoming-barred':
      return numberFailed(desk, { next: 'field-visit', need: 'home-visit', reason: 'cannot-receive-calls' });
    case 'invalid-number':
    case 'wrong-person':
      return numberFailed(desk, { next: 'field-visit', need: 'trace-number', reason: 'no-working-number' });
    case 'refused':
      return { next: 'officer-call', reason: 'refused' };
    case 'recovered-early':
    case 'not-a-case':
      return { next: 'verify', what: 'status' };
    case 'duplicate':
      return { next: 'verify', what: 'duplicate' };
    case 'hospitalised':
      return { next: 'stop', what: 'episode', outcome: 'referred' };
    case 'shifted-elsewhere':
      return { next: 'stop', what: 'episode', outcome: 'moved' };
    case 'opt-out':
      return { next: 'stop', what: 'person', outcome: 'withdrew' };
    case 'died':
      return { next: 'stop', what: 'household', outcome: 'died' };
    case 'technical-failure':
      return {
        next: 'no-attempt-counted',
        notBefore: clampToWindow(protocol.callingWindow, afterWait(desk) ?? afterGap(desk), zone),
      };
    case 'not-attempted':
      return anotherDay(desk, 'not-attempted');
  }
}

type Desk = Reach & {
  readonly attempted: Attempted;
  readonly zone: string;
  /** End of the opening in which the attempt was dialled, or of that day's; null when it is over or there is none. */
  readonly closesAt: Date | null;
};
type LastReason = 'day-limit' | 'ladder-ended' | 'not-attempted';

function closing(window: CallingWindow, at: Date, zone: string): Date | null {
  const opening = openingAt(window, at, zone) ?? windowOfDay(window, localDate(at, zone), zone);
  return opening !== null && opening.closesAt > at ? opening.closesAt : null;
}

function promised(desk: Desk): NextStep | null {
  const { promisedAt, at } = desk.attempted;
  if (promisedAt === null) return null;
  // A time already gone was mistyped or recorded late: as soon as the gap allows.
  const wanted = promisedAt > at ? promisedAt : afterGap(desk);
  return { next: 'callback', at: clampToWindow(desk.callingWindow, wanted, desk.zone) };
}

/** The day is over when as many attempts have counted as the version allows. */
function limited(desk: Desk): NextStep | null {
  const counted = before(desk).filter((tried) => countsAsAttempt(tried.disposition)).length + 1;
  return counted >= desk.reach.maxAttemptsPerDay ? dayIsOver(desk, 'day-limit') : null;
}

function sameNumber(desk: Desk): NextStep | null {
  const notBefore = fit(desk, afterWait(desk));
  const reason = waitOf(desk) === 'next-part' ? 'other-part-of-day' : 'wait';
  return notBefore === null ? null : { ...sameCall(desk), notBefore, caller: 'any', reason };
}

function otherNumber(desk: Desk): NextStep | null {
  const dialled = [desk.attempted, ...before(desk)].filter((attempt) => countsAsAttempt(attempt.disposition));
  const tried = new Set(dialled.map((attempt) => attempt.contactPointRank));
  const free = desk.attempted.contactPoints.filter((point) => point.state === 'usable' && !tried.has(point.rank));
  const notBefore = fit(desk, afterGap(desk));
  if (free.length === 0 || notBefore === null || !desk.reach.rungs.includes('alternate-number')) return null;
  const rank = Math.min(...free.map((point) => point.rank));
  return { next: 'retry', notBefore, contactPoint: 'alternate', rank, caller: 'any', reason: 'other-number' };
}

function householdMember(desk: Desk): NextStep | null {
  const tried = [desk.attempted, ...before(desk)].some((attempt) => attempt.contactPointRank === null);
  const notBefore = fit(desk, afterGap(desk));
  if (tried || !desk.attempted.householdHasOther || notBefore === null) return null;
  if (!desk.reach.rungs.includes('household-member')) return null;
  return { next: 'retry', notBefore, contactPoint: 'household', rank: null, caller: 'any', reason: 'household-member' };
}

/** This number is of no more use today. With another one left but no time for it, the day is over and tomorrow begins with that one. */
function numberFailed(desk: Desk, visit: NextStep): NextStep {
  const others = desk.attempted.contactPoints.some(
    (point) => point.state === 'usable' && point.rank !== desk.attempted.contactPointRank,
  );
  const reachable = others || (desk.attempted.householdHasOther && desk.attempted.contactPointRank !== null);
  if (reachable) return limited(desk) ?? otherNumber(desk) ?? householdMember(desk) ?? dayIsOver(desk, 'ladder-ended');
  return desk.reach.rungs.includes('field-visit') ? visit : { next: 'verify', what: 'number' };
}

function resume(desk: Desk): NextStep | null {
  const minutes = waitOf(desk);
  // The version's own wait may be shorter than the gap: a breathless person cut off is rung back at once.
  const wanted = typeof minutes === 'number' ? addMinutes(desk.attempted.at, minutes) : afterWait(desk);
  return repeat(desk, wanted, 'same', 'cut-off');
}

function again(desk: Desk, caller: Retry['caller'], reason: Retry['reason']): NextStep | null {
  return repeat(desk, afterWait(desk), caller, reason);
}

/** Once more on the same number; after the plain gap when the version gives no list of waits for this disposition. */
function repeat(desk: Desk, wanted: Date | null, caller: Retry['caller'], reason: Retry['reason']): NextStep | null {
  const listed = desk.reach.retry[desk.attempted.disposition] !== undefined;
  const notBefore = fit(desk, listed ? wanted : afterGap(desk));
  return notBefore === null ? null : { ...sameCall(desk), notBefore, caller, reason };
}

function sameCall(desk: Desk): Pick<Retry, 'next' | 'contactPoint' | 'rank'> {
  return { next: 'retry', contactPoint: 'same', rank: desk.attempted.contactPointRank };
}

function dayIsOver(desk: Desk, reason: LastReason): NextStep {
  const visit =
    desk.reach.rungs.includes('field-visit') && fieldVisitDue(desk.reach, desk.attempted.silentDays, desk.attempted.level);
  return visit ? { next: 'field-visit', need: 'home-visit', reason: 'silent' } : anotherDay(desk, reason);
}

function anotherDay(desk: Desk, reason: LastReason): NextStep {
  return {
    next: 'another-day',
    notBefore: nextOpening(desk.callingWindow, later(desk.attempted.at, desk.closesAt ?? desk.attempted.at), desk.zone),
    reason,
  };
}

/** The wait that the version gives for the nth such end on this number today; undefined when its list is used up or absent. */
function waitOf(desk: Desk): number | 'next-part' | undefined {
  const { disposition, contactPointRank } = desk.attempted;
  const nth = before(desk).filter(
    (tried) => tried.disposition === disposition && tried.contactPointRank === contactPointRank,
  ).length;
  return desk.reach.retry[disposition]?.[nth];
}

function afterWait(desk: Desk): Date | null {
  const wait = waitOf(desk);
  if (wait === undefined) return null;
  if (wait !== 'next-part') return later(addMinutes(desk.attempted.at, wait), afterGap(desk));
  // Ten minutes after an unanswered call at noon is another part of the day by the clock only.
  const part = nextPartOfDay(desk.reach, desk.attempted.at, desk.zone);
  const apart = addMinutes(desk.attempted.at, desk.reach.nextPartGapMinutes ?? desk.reach.minGapMinutes);
  return part === null ? null : later(part, later(apart, afterGap(desk)));
}

function afterGap(desk: Desk): Date {
  return addMinutes(desk.attempted.at, desk.reach.minGapMinutes);
}

/** The wanted time moved into today's opening; null when it is past its close. */
function fit(desk: Desk, wanted: Date | null): Date | null {
  if (wanted === null || desk.closesAt === null) return null;
  const possible = clampToWindow(desk.callingWindow, wanted, desk.zone);
  return possible < desk.closesAt ? possible : null;
}

function before(desk: Desk): readonly Tried[] {
  return desk.attempted.attemptsToday.filter((tried) => tried.at < desk.attempted.at);
}
