import type { CompiledProtocol } from '../protocol/compile-protocol.ts';
import type { Measure } from '../protocol/protocol.ts';
import type { Answers } from '../questionnaire/questionnaire.ts';
import { daysBetween, type LocalDate, localDate } from '../time/local-date.ts';
import { answersSituation, earlierCheckIns } from './answers-situation.ts';
import type { Expression } from './compile-expression.ts';
import { variableName } from './environment.ts';
import type { TriageInput } from './input.ts';
import { earlierReadings, readingsOfCall } from './readings.ts';
import { isExcused, isNotKnown, type NotKnown, type Situation, type Verdict } from './three-valued.ts';

/** An hour in which readings belong together; earlier ones make up the person's usual value. */
const oneHour = 60;

/** A missed call or two does not break a run of days: the next call asks about the time since the last one. */
const longestBridge = 3;

/** The value of one measure on this call; `situation` holds the answers of the call. */
export function measureHistory(
  compiled: CompiledProtocol,
  input: TriageInput,
  situation: Situation,
  measure: Measure,
  when: Expression | null,
): number | NotKnown {
  if (measure.kind === 'nth-lowest') return nthLowest(input, situation, measure);
  if (measure.kind === 'fall-from-usual') return fallFromUsual(input, situation, measure);
  if (!when) return 0;
  const days = dayTruths(compiled, input, situation, when);
  const today = days.at(-1);
  if (!today) return 0;
  if (today.truth.known === false) return { notKnown: today.truth.notKnown };
  const earlier = days.slice(0, -1).toReversed();
  return measure.kind === 'days-in-a-row' ? daysInARow(today, earlier) : daysWithout(today, earlier);
}

type DayTruth = { readonly date: LocalDate; readonly truth: Verdict };

/** Whether the condition held on each day with an answered call, oldest first, today last. */
function dayTruths(compiled: CompiledProtocol, input: TriageInput, now: Situation, when: Expression): readonly DayTruth[] {
  const dateOf = (at: string) => localDate(new Date(at), input.timeZone);
  const earlier = earlierCheckIns(input).map(({ at, answers }) => ({
    date: dateOf(at),
    truth: situationThen(compiled, answers).judge(when.run),
  }));
  const byDate = new Map<LocalDate, Verdict>();
  for (const { date, truth } of [...earlier, { date: dateOf(input.at), truth: now.judge(when.run) }]) {
    byDate.set(date, orVerdict(byDate.get(date), excused(truth)));
  }
  return [...byDate].map(([date, truth]) => ({ date, truth }));
}

// Every measure asks for the same calls. Answers mean what their version says, so each version keeps its own.
const kept = new WeakMap<CompiledProtocol, WeakMap<Answers, Situation>>();

function situationThen(compiled: CompiledProtocol, answers: Answers): Situation {
  const ofVersion = kept.get(compiled) ?? new WeakMap<Answers, Situation>();
  kept.set(compiled, ofVersion);
  const known = ofVersion.get(answers);
  if (known !== undefined) return known;
  const made = answersSituation(compiled, answers);
  ofVersion.set(answers, made);
  return made;
}

/** As in rules: what the answers switched off counts as not met. */
function excused(verdict: Verdict): Verdict {
  return !verdict.known && isExcused(verdict.notKnown) ? { known: true, value: false } : verdict;
}

/** True on a day if true on any of its calls; not known if one of them leaves it open. */
function orVerdict(a: Verdict | undefined, b: Verdict): Verdict {
  if (!a || isTrue(b)) return b;
  return isTrue(a) || !a.known ? a : b;
}

function daysInARow(today: DayTruth, earlier: readonly DayTruth[]): number {
  if (!isTrue(today.truth)) return 0;
  let first = today.date;
  for (const { date, truth } of earlier) {
    if (!truth.known) continue;
    if (!isTrue(truth) || daysBetween(date, first) > longestBridge) break;
    first = date;
  }
  return daysBetween(first, today.date) + 1;
}

/** A call on which it stayed open counts as a day on which it was true: nothing later vouches for that day. */
function daysWithout(today: DayTruth, earlier: readonly DayTruth[]): number {
  if (isTrue(today.truth)) return 0;
  const last = earlier.find(({ truth }) => isTrue(truth) || !truth.known);
  if (last) return daysBetween(last.date, today.date);
  return daysBetween(earlier.at(-1)?.date ?? today.date, today.date) + 1;
}

function isTrue(verdict: Verdict): boolean {
  return verdict.known && verdict.value === true;
}

function nthLowest(
  input: TriageInput,
  situation: Situation,
  measure: Extract<Measure, { kind: 'nth-lowest' }>,
): number | NotKnown {
  const now = readingsOfCall(input, measure.linkId);
  const all = [...earlierReadings(input, measure.linkId), ...now];
  const end = all.at(-1)?.at ?? 0;
  const close = all.filter(({ at }) => end - at <= measure.withinMinutes * 60_000).map(({ value }) => value);
  const missing = now.length === 0 ? missingAnswer(situation, measure.linkId) : null;
  // A reading that should have been taken could be the lowest; earlier ones alone would let it pass.
  if (missing && !isExcused(missing.notKnown)) return missing;
  return close.toSorted((a, b) => a - b)[measure.nth - 1] ?? nothingToCompare(measure.name);
}

function fallFromUsual(
  input: TriageInput,
  situation: Situation,
  measure: Extract<Measure, { kind: 'fall-from-usual' }>,
): number | NotKnown {
  const given = measure.usual === undefined ? undefined : situation.peek(measure.usual);
  const before = Date.parse(input.at) - oneHour * 60_000;
  const earlier = earlierReadings(input, measure.linkId).filter(({ at }) => at < before);
  const usual = typeof given === 'number' ? given : median(earlier.map(({ value }) => value));
  if (usual === null) return nothingToCompare(measure.name);
  const now = situation.peek(variableName(measure.linkId));
  return typeof now === 'number' ? usual - now : missingAnswer(situation, measure.linkId);
}

function missingAnswer(situation: Situation, linkId: string): NotKnown {
  const value = situation.peek(variableName(linkId));
  return value !== undefined && isNotKnown(value) ? value : nothingToCompare(linkId);
}

function nothingToCompare(name: string): NotKnown {
  return { notKnown: [{ linkId: name, why: 'not-applicable' }] };
}

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  if (upper === undefined) return null;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}
