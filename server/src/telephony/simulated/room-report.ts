/** What a day in the room came to, for each caller and in all, beside the closed-form bound. */
import type { Cause } from '@kshem/domain/attempt/cause.ts';
import { busyBound, type Pacing } from './pacing-bound.ts';

/** One caller's running totals, in milliseconds and counts. */
export type Tally = {
  readonly callerId: string;
  calls: number;
  answered: number;
  talkMs: number;
  afterCallMs: number;
  /** From taking an item to its answer. */
  toAnswerMs: number;
  /** From taking an item to having written off its unanswered call. */
  unansweredMs: number;
  /** Nothing to claim. Not held against the pacing. */
  withoutWorkMs: number;
  readonly causes: Partial<Record<Cause, number>>;
};

export function emptyTally(callerId: string): Tally {
  return {
    callerId,
    calls: 0,
    answered: 0,
    talkMs: 0,
    afterCallMs: 0,
    toAnswerMs: 0,
    unansweredMs: 0,
    withoutWorkMs: 0,
    causes: {},
  };
}

export type RoomReport = {
  readonly callers: readonly CallerReport[];
  readonly calls: number;
  readonly answered: number;
  readonly talkSeconds: number;
  readonly withoutWorkSeconds: number;
  /** Talk and after-call work as a share of the time in which there was work; null when there was none. */
  readonly busyShare: number | null;
  /** H / (H + T) from the measured p, r, f and H below. */
  readonly bound: number | null;
  readonly pacing: Pacing;
  /** Calls nobody answered, by cause. */
  readonly causes: Partial<Record<Cause, number>>;
};

export type CallerReport = {
  readonly callerId: string;
  readonly calls: number;
  readonly answered: number;
  readonly talkSeconds: number;
  readonly busyShare: number | null;
};

export function reportOf(tallies: readonly Tally[]): RoomReport {
  const all = tallies.reduce(add, emptyTally(''));
  const unanswered = Object.values(all.causes).reduce((sum, count) => sum + count, 0);
  const pacing = {
    answerShare: ratio(all.answered, all.answered + unanswered) ?? 0,
    secondsToAnswer: (ratio(all.toAnswerMs, all.answered) ?? 0) / 1000,
    secondsLostUnanswered: (ratio(all.unansweredMs, unanswered) ?? 0) / 1000,
    handlingSeconds: (ratio(all.talkMs + all.afterCallMs, all.answered) ?? 0) / 1000,
  };
  return {
    callers: tallies.map((tally) => ({
      callerId: tally.callerId,
      calls: tally.calls,
      answered: tally.answered,
      talkSeconds: tally.talkMs / 1000,
      busyShare: busyShare(tally),
    })),
    calls: all.calls,
    answered: all.answered,
    talkSeconds: all.talkMs / 1000,
    withoutWorkSeconds: all.withoutWorkMs / 1000,
    busyShare: busyShare(all),
    bound: busyBound(pacing),
    pacing,
    causes: all.causes,
  };
}

function busyShare({ talkMs, afterCallMs, toAnswerMs, unansweredMs }: Tally): number | null {
  return ratio(talkMs + afterCallMs, talkMs + afterCallMs + toAnswerMs + unansweredMs);
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

function add(sum: Tally, one: Tally): Tally {
  const causes = { ...sum.causes };
  for (const [cause, count] of Object.entries(one.causes) as [Cause, number][]) causes[cause] = (causes[cause] ?? 0) + count;
  return {
    callerId: '',
    calls: sum.calls + one.calls,
    answered: sum.answered + one.answered,
    talkMs: sum.talkMs + one.talkMs,
    afterCallMs: sum.afterCallMs + one.afterCallMs,
    toAnswerMs: sum.toAnswerMs + one.toAnswerMs,
    unansweredMs: sum.unansweredMs + one.unansweredMs,
    withoutWorkMs: sum.withoutWorkMs + one.withoutWorkMs,
    causes,
  };
}
