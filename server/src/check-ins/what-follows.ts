import type { Disposition } from '@kshem/domain/attempt/disposition.ts';
import { escalationFor } from '@kshem/domain/escalation/deadline.ts';
import { deskNeedKinds } from '@kshem/domain/need/desk-need-kinds.ts';
import { needDueAt } from '@kshem/domain/need/overdue.ts';
import type { CompiledProtocol } from '@kshem/domain/protocol/compile-protocol.ts';
import { type Level, levels, type NeedKind } from '@kshem/domain/protocol/protocol.ts';
import { openingAt } from '@kshem/domain/schedule/calling-window.ts';
import { cadenceOf, slots } from '@kshem/domain/schedule/due-check-ins.ts';
import { dayOfFollowUp } from '@kshem/domain/schedule/end-of-follow-up.ts';
import { type Attempted, type NextStep, nextAttempt, type Retry } from '@kshem/domain/schedule/next-attempt.ts';
import { type NextContact, nextContact } from '@kshem/domain/schedule/next-contact.ts';
import { addMinutes, earlier } from '@kshem/domain/time/instant.ts';
import { localDate } from '@kshem/domain/time/local-date.ts';
import { standing } from '@kshem/domain/worklist/claim-state.ts';
import { type Band, band } from '@kshem/domain/worklist/urgency-band.ts';
import type { Judged } from './judge-answers.ts';
import type { SubmittedAnswers } from './submit-answers.ts';
import type { SubmitContext, Surroundings } from './submit-context.ts';

/** Everything that answers bring about, decided; the statement only writes it. */
export type Follows = {
  readonly late: boolean;
  /** Nobody said anything newer about the person: the episode's state is this one's. */
  readonly newest: boolean;
  /** The check-in is done. False only where the cut conversation is taken up again today. */
  readonly completes: boolean;
  readonly checkInLevel: Level;
  readonly disposition: Disposition;
  readonly retry: Retry | null;
  readonly deferral: Deferral | null;
  readonly next: Next | null;
  readonly again: Again | null;
  readonly needs: readonly RaisedNeed[];
  readonly escalation: Escalated | null;
  /** What the day's boards change by. */
  readonly counts: Readonly<Record<string, number>>;
};

export type Next = Omit<NextContact, 'why'> & { readonly why: NextContact['why'] | 'cut-off' };
export type RaisedNeed = {
  readonly kind: string;
  readonly ruleId: string | null;
  readonly cause: 'answers' | 'person' | 'desk';
  readonly owner: NeedKind['owner'];
  readonly dueAt: Date;
};
export type Escalated = {
  readonly to: 'doctor';
  readonly level: Level;
  /** Of these answers alone. */
  readonly wantedBy: Date;
  /** By when somebody must acknowledge, with what was open before. */
  readonly dueAt: Date;
  readonly ruleIds: readonly string[];
};
/** A further check-in of the same day, with its place on the desk. */
export type Again = {
  readonly slot: number;
  readonly kind: 'again' | 'routine' | 'monitoring';
  readonly dueAt: Date;
  readonly deadlineAt: Date;
  readonly closesAt: Date;
  readonly band: Band;
  readonly callbackFor: string | null;
};
export type Deferral = { readonly dueAt: Date; readonly closesAt: Date; readonly band: Band; readonly callbackFor: string };

export type Facts = {
  readonly compiled: CompiledProtocol;
  readonly context: SubmitContext;
  readonly sent: SubmittedAnswers;
  readonly judged: Judged;
  readonly userId: string;
  readonly now: Date;
  /** Empty where `asksForMore` said that nothing of it matters. */
  readonly around: Surroundings;
};

/** Whether what else is open of the episode matters: more than the routine follows from the level. */
export function asksForMore({ compiled, judged, context }: Pick<Facts, 'compiled' | 'judged' | 'context'>): boolean {
  const { level, remeasure } = judged.triage;
  const { schedule, triage } = compiled.protocol;
  const manyADay = schedule.cadence.green.perDay > 1 || schedule.highRisk.perDay > 1;
  return (
    level !== 'green' ||
    remeasure.length > 0 ||
    triage.escalate.green !== undefined ||
    manyADay ||
    isCutShort({ judged, context })
  );
}

export function whatFollows(facts: Facts): Follows {
  const { context, judged, now } = facts;
  const step = isCutShort(facts) ? afterCut(facts) : null;
  const newest = context.episode.lastAnsweredAt === null || context.episode.lastAnsweredAt <= judged.saidAt;
  const retry = step?.next === 'retry' ? step : null;
  const checkInLevel = hasNewer(facts) ? (context.checkIn.level ?? judged.triage.level) : judged.triage.level;
  const { next, again } = whenNext(facts, newest, retry);
  const escalation = escalated(facts);
  const completes = retry === null;
  return {
    ...{ newest, completes, checkInLevel, retry, next, again, escalation },
    late: isLate(facts),
    disposition: dispositionOf(facts),
    deferral: retry && deferralOf(facts, retry),
    needs: raisedNeeds(facts, now),
    counts: counted(context, { completes, checkInLevel, again }),
  };
}

/** What the reach ladder says of a conversation that was cut: taken up again within the hour, or not any more today. */
function afterCut({ compiled, context, judged, around }: Facts): NextStep {
  const { attempt, zone } = context;
  const own = around.attempts.find(({ id }) => id === attempt?.attemptId);
  const before = around.attempts.filter(({ id, disposition }) => id !== attempt?.attemptId && disposition !== null);
  const attempted: Attempted = {
    disposition: 'answered-partial',
    at: attempt?.dialledAt ?? attempt?.requestedAt ?? judged.saidAt,
    contactPointRank: own?.rank ?? null,
    promisedAt: null,
    attemptsToday: before.map((one) => ({
      disposition: one.disposition as Disposition,
      at: new Date(one.at),
      contactPointRank: one.rank,
    })),
    // Where somebody answered, neither another number nor a visit is asked for.
    contactPoints: [],
    householdHasOther: false,
    silentDays: 0,
    level: judged.triage.level,
  };
  return nextAttempt(compiled.protocol, attempted, zone);
}

/** Whether the reach ladder decides: a conversation was cut on an attempt that is still open, for a check-in that is. */
function isCutShort({ judged, context }: Pick<Facts, 'judged' | 'context'>): boolean {
  const { attempt, itemState, episode, person, personId, checkIn } = context;
  if (judged.complete || attempt === null || attempt.disposition !== null || attempt.personId !== personId) return false;
  return itemState === 'open' && episode.status === 'active' && !person.notCalled && isOpen(checkIn.state);
}

function isOpen(state: SubmitContext['checkIn']['state']): boolean {
  return state === 'planned' || state === 'due';
}

/** The claim is another's by now, or what was asked for was settled without these answers. */
function isLate({ context, sent, userId, now }: Facts): boolean {
  const { attempt, turn, checkIn } = context;
  const fence = sent.fence ?? attempt?.fence;
  const holds = turn !== null && fence !== undefined && turn.claimedBy === userId && standing(turn, fence, now) === 'holder';
  return !isOpen(checkIn.state) || (attempt !== null && attempt.disposition !== null) || (fence !== undefined && !holds);
}

function hasNewer({ context, sent, judged }: Facts): boolean {
  return context.past.some(({ checkInId, at }) => checkInId === sent.checkInId && Date.parse(at) > judged.saidAt.getTime());
}

function dispositionOf({ judged, sent }: Facts): Disposition {
  if (!judged.complete) return 'answered-partial';
  return sent.informant.kind === 'self' ? 'answered-complete' : 'proxy';
}

function whenNext(facts: Facts, newest: boolean, retry: Retry | null): { next: Next | null; again: Again | null } {
  const { compiled, context, judged, now } = facts;
  const { zone, episode, person } = context;
  if (episode.status !== 'active' || person.notCalled) return { next: null, again: null };
  if (retry) return { next: { at: retry.notBefore, on: localDate(retry.notBefore, zone), why: 'cut-off' }, again: null };
  const { level, remeasure } = judged.triage;
  const calledAgain = context.checkIn.slot >= firstSlotOfDay;
  const next = nextContact(compiled.protocol, { level, remeasure, highRisk: isHighRisk(facts), at: now, calledAgain }, zone);
  if (next.why === 'by-cadence') return { next: isOver(facts, next.on) ? null : next, again: null };
  const planned = plannedToday(facts, next);
  if (planned !== null) return { next: { at: planned, on: next.on, why: 'next-slot' }, again: null };
  const again = newest && next.on === facts.sent.checkInDueOn ? againToday(facts, next) : null;
  return { next, again };
}

function isHighRisk({ judged, context }: Facts): boolean {
  return context.episode.highRisk || judged.triage.highRisk === true;
}

function isOver({ compiled, context, judged }: Facts, on: string): boolean {
  const { schedule } = compiled.protocol;
  return judged.triage.isolation.mayEnd && dayOfFollowUp(schedule, context.episode, on, context.zone) > schedule.lastDay;
}

/** A check-in that is planned for later today does for "once more today"; a second measurement cannot wait for it. */
function plannedToday({ around, now }: Facts, next: NextContact): Date | null {
  if (next.why === 'remeasure') return null;
  const others = around.sameDay.filter((other) => other.open).map(({ dueAt }) => new Date(dueAt));
  const waiting = others.filter((dueAt) => dueAt > now);
  return waiting.length === 0 ? null : waiting.reduce(earlier);
}

/** Slots from here on are of check-ins that the day's plan did not know of. */
const firstSlotOfDay = 100;
/** A measurement that was to be taken again when the calling window had closed may be taken up to so many minutes later. */
const remeasureMinutes = 60;

function againToday(facts: Facts, next: NextContact): Again {
  const { compiled, context, judged, userId, around } = facts;
  const { callingWindow, schedule } = compiled.protocol;
  const { level } = judged.triage;
  const opening = openingAt(callingWindow, next.at, context.zone);
  const closesAt = opening?.closesAt ?? addMinutes(next.at, remeasureMinutes);
  const cadence = cadenceOf(schedule, { lastLevel: level, highRisk: isHighRisk(facts) });
  const slot =
    opening && next.why === 'next-slot' ? slots(opening, cadence.perDay).find(({ from }) => +from === +next.at) : undefined;
  const promisedAt = next.why === 'remeasure' ? next.at : null;
  return {
    ...(slot
      ? { slot: slot.slot, kind: level === 'green' ? 'routine' : 'monitoring', deadlineAt: slot.to }
      : {
          slot: Math.max(firstSlotOfDay, ...around.sameDay.map((other) => other.slot + 1), context.checkIn.slot + 1),
          kind: 'again',
          deadlineAt: closesAt,
        }),
    dueAt: next.at,
    closesAt,
    band: band({ promisedAt, lastLevel: level, highRisk: isHighRisk(facts), silentDays: 0 }),
    callbackFor: promisedAt && userId,
  };
}

/** The same desk goes on with it, within the hour. */
function deferralOf(facts: Facts, retry: Retry): Deferral {
  const { compiled, context, judged, userId } = facts;
  const dueAt = retry.notBefore;
  return {
    dueAt,
    closesAt: openingAt(compiled.protocol.callingWindow, dueAt, context.zone)?.closesAt ?? dueAt,
    band: band({ promisedAt: null, lastLevel: judged.triage.level, highRisk: isHighRisk(facts), silentDays: 0 }),
    callbackFor: context.attempt?.callerId ?? userId,
  };
}

function raisedNeeds({ compiled, context, sent, judged }: Facts, now: Date): RaisedNeed[] {
  const asked = (sent.needs ?? []).map(({ kind }) => ({ kind, ruleId: null }));
  const wanted = [...judged.triage.needs, ...asked].filter((one, i, all) => all.findIndex(({ kind }) => kind === one.kind) === i);
  const raised = wanted.flatMap(({ kind, ruleId }): RaisedNeed[] => {
    const found = needKindOf(compiled, kind);
    return found
      ? [{ kind, ruleId, cause: ruleId === null ? 'person' : 'answers', owner: found.owner, dueAt: needDueAt(found, now) }]
      : [];
  });
  if (!context.person.deceased || sent.informant.kind !== 'self') return raised;
  // Somebody written down as dead has just told how they are.
  const { code, owner } = deskNeedKinds['verify-status'];
  const verify = {
    kind: code,
    ruleId: null,
    cause: 'desk',
    owner,
    dueAt: needDueAt(deskNeedKinds['verify-status'], now),
  } as const;
  return [...raised.filter(({ kind }) => kind !== code), verify];
}

/** The version's own where it has the code, else the desk's. */
export function needKindOf({ protocol }: CompiledProtocol, kind: string): NeedKind | undefined {
  return [...protocol.needKinds, ...Object.values(deskNeedKinds)].find(({ code }) => code === kind);
}

function escalated({ compiled, judged, now, around }: Facts): Escalated | null {
  const { level, reasons, undecided } = judged.triage;
  const wanted = escalationFor(compiled.protocol.triage.escalate, level, now);
  if (wanted === null) return null;
  const fired = reasons.filter((reason) => reason.level === level).map(({ ruleId }) => ruleId);
  const ruleIds = fired.length > 0 ? fired : undecided.map(({ ruleId }) => ruleId);
  return { to: wanted.to, level, wantedBy: wanted.dueAt, dueAt: joined(around.escalation, level, wanted.dueAt), ruleIds };
}

/** The deadline of one that joins an open one (escalations/raise-statement.ts does the same in the database). */
function joined(open: Surroundings['escalation'], level: Level, wantedBy: Date): Date {
  if (open === null) return wantedBy;
  if (open.status === 'raised') return earlier(new Date(open.dueAt), wantedBy);
  return levels.indexOf(level) < levels.indexOf(open.level) ? wantedBy : new Date(open.dueAt);
}

function counted(context: SubmitContext, follows: Pick<Follows, 'completes' | 'checkInLevel' | 'again'>): Record<string, number> {
  const { state, level: before } = context.checkIn;
  const { completes, checkInLevel, again } = follows;
  return {
    ...(completes && state !== 'completed' && { reached: 1 }),
    ...(again && { due: 1 }),
    ...(before !== null && before !== checkInLevel && { [before]: -1 }),
    ...(before !== checkInLevel && { [checkInLevel]: 1 }),
  };
}
