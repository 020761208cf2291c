/**
 * How a virtual person behaves on the telephone. Chances are per call; hours and times are on the wall clock of the person's zone.
 * Defaults follow published call logs: half of the rings of a working day are answered, mornings and 18 to 21 best, busy 3 to 6 %,
 * 4 to 20 % of numbers wrong or dead.
 */
import type { Cause } from '@kshem/domain/attempt/cause.ts';
import { type LocalTime, localTime, minutesOfDay } from '@kshem/domain/time/local-time.ts';
import type { Phone, RingPlan } from './exchange.ts';
import { createRandom, type Random } from './random.ts';

export type PhoneHabits = {
  /** Chance that a ring is answered, for each of the 24 hours. */
  readonly answersByHour: readonly number[];
  /** Seconds from first ring to answer, log-normal. Someone slow to answer has a mean near or past the dialler's patience. */
  readonly answerSeconds: { readonly mean: number; readonly sigma: number };
  readonly busy: number;
  readonly outOfCoverage: number;
  readonly rejects: number;
  /** Never reachable in these hours; a span may run over midnight. */
  readonly switchedOff: readonly { readonly from: LocalTime; readonly to: LocalTime }[];
  readonly line: 'works' | 'incoming-barred' | 'invalid-number';
  /** Chance of ending an answered call unasked, somewhere in the middle. */
  readonly hangsUpMidway: number;
  /** Chance that a key pressed is a neighbour of the one meant. */
  readonly wrongKey: number;
};

export type SpeakingHabits = {
  readonly language: 'hi' | 'en' | 'cg';
  /** Who takes the call when the person's own phone is answered. */
  readonly speaks: 'self' | 'caregiver' | 'family' | 'neighbour';
  /** The number belongs to somebody else. */
  readonly wrongPerson: boolean;
  /** Chance per question of "I don't know". */
  readonly dodges: number;
  /** Chance per question of refusing it. */
  readonly refusesQuestion: number;
  /** Chance of refusing the whole call. */
  readonly refusesCall: number;
  /** Chance of asking to be called at another time. */
  readonly asksToBeCalledBack: number;
  /** Chance of reading the pulse out as SpO2 and the other way round. */
  readonly confusesReadings: number;
};

/** Hour curves of some ways of life. */
export const answerCurves = {
  atHome: byHour({ 7: 0.6, 9: 0.82, 12: 0.76, 14: 0.6, 16: 0.75, 18: 0.8, 21: 0.5 }),
  atWork: byHour({ 7: 0.6, 9: 0.5, 13: 0.58, 14: 0.45, 18: 0.8, 21: 0.6 }),
  inTheFields: byHour({ 6: 0.6, 8: 0.4, 12: 0.65, 15: 0.35, 18: 0.8, 21: 0.3 }),
  elderly: byHour({ 6: 0.65, 8: 0.8, 12: 0.66, 13: 0.48, 16: 0.7, 19: 0.6, 20: 0.25 }),
  hardlyEver: byHour({ 8: 0.1, 19: 0.18, 21: 0.05 }),
} as const;

export const plainPhone: PhoneHabits = {
  answersByHour: answerCurves.atHome,
  answerSeconds: { mean: 11, sigma: 0.5 },
  busy: 0.04,
  outOfCoverage: 0.04,
  rejects: 0.02,
  switchedOff: [],
  line: 'works',
  hangsUpMidway: 0.02,
  wrongKey: 0.03,
};

export const plainSpeaker: SpeakingHabits = {
  language: 'hi',
  speaks: 'self',
  wrongPerson: false,
  dodges: 0.01,
  refusesQuestion: 0.005,
  refusesCall: 0.01,
  asksToBeCalledBack: 0.03,
  confusesReadings: 0.004,
};

/**
 * A phone that behaves so. What it does depends on the seed, the number, how often it was called before and the hour, on nothing else.
 *
 * @param keys what its owner means to press after a prompt; null = nothing
 */
export function phoneWithHabits(
  number: string,
  habits: PhoneHabits,
  { seed, zone, keys }: { seed: string; zone: string; keys?: (promptId: string) => string | null },
): Phone {
  let calls = 0;
  let random = createRandom('');
  return {
    number,
    ring: (at) => {
      random = createRandom(`${seed}/${number}/${++calls}`);
      return ringPlan(habits, localTime(at, zone), random);
    },
    hangsUpAfterMs: () => (random.chance(habits.hangsUpMidway) ? 1000 * random.whole(8, 120) : null),
    hears: (promptId) => {
      const meant = keys?.(promptId) ?? null;
      return meant === null ? null : { keys: typed(meant, habits.wrongKey, random), afterMs: random.whole(500, 3500) };
    },
  };
}

/** What happens when such a phone is called at this local time. */
export function ringPlan(habits: PhoneHabits, at: LocalTime, random: Random): RingPlan {
  if (habits.line !== 'works') return endsWith(habits.line, random.whole(3000, 8000));
  if (habits.switchedOff.some((span) => isWithin(at, span))) return endsWith('switched-off', random.whole(4000, 9000));
  if (random.chance(habits.outOfCoverage)) return endsWith('out-of-coverage', random.whole(5000, 10_000));
  if (random.chance(habits.busy)) return endsWith('busy', random.whole(3000, 6000));
  const ringsAfterMs = random.whole(1500, 4000);
  if (random.chance(habits.rejects)) {
    return { ringsAfterMs, next: { kind: 'ends', cause: 'rejected', afterMs: ringsAfterMs + random.whole(3000, 12_000) } };
  }
  const answers = random.chance(habits.answersByHour[Math.floor(minutesOfDay(at) / 60)] ?? 0);
  const answerMs = 1000 * random.logNormal(habits.answerSeconds.mean, habits.answerSeconds.sigma);
  return {
    ringsAfterMs,
    next: answers ? { kind: 'answers', afterMs: Math.round(ringsAfterMs + answerMs) } : { kind: 'nothing' },
  };
}

function endsWith(cause: Cause, afterMs: number): RingPlan {
  return { ringsAfterMs: null, next: { kind: 'ends', cause, afterMs } };
}

function isWithin(time: LocalTime, { from, to }: { from: LocalTime; to: LocalTime }): boolean {
  return from <= to ? from <= time && time < to : time >= from || time < to;
}

function typed(meant: string, wrongKey: number, random: Random): string {
  const neighbours: Record<string, string> = { 1: '2', 2: '1', 3: '6', 4: '7', 5: '8', 6: '3', 7: '4', 8: '9', 9: '8', 0: '8' };
  return [...meant].map((key) => (random.chance(wrongKey) ? (neighbours[key] ?? key) : key)).join('');
}

/** A 24-hour curve from the hours at which it changes; 0.02 before the first. */
function byHour(changes: Readonly<Record<number, number>>): readonly number[] {
  let chance = 0.02;
  return Array.from({ length: 24 }, (_, hour) => {
    chance = changes[hour] ?? chance;
    return chance;
  });
}
