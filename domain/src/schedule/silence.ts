import type { Level, ReachLadder } from '../protocol/protocol.ts';
import type { LocalDate } from '../time/local-date.ts';
import { daysBetween } from '../time/local-date.ts';

/**
 * Whole local days up to and including `day` on which the person was due and nobody told how they are, taking it that `day` itself
 * passes without an answer. Ask it for yesterday to know how silent somebody is when the day begins.
 *
 * @param everyDays the cadence after the last answer: days on which no call was planned are not silence
 */
export function silentDays(lastAnsweredOn: LocalDate | null, openedOn: LocalDate, day: LocalDate, everyDays = 1): number {
  const days = lastAnsweredOn === null ? daysBetween(openedOn, day) + 1 : daysBetween(lastAnsweredOn, day) - (everyDays - 1);
  return Math.max(0, days);
}

/**
 * Whether somebody must go there. The version says after how many silent days; a person last heard at red level is not left to a
 * second one (Chennai sent volunteers to non-responders the same day).
 */
export function fieldVisitDue(ladder: Pick<ReachLadder, 'silentDays'>, silent: number, lastLevel: Level | null): boolean {
  return silent >= (lastLevel === 'red' ? Math.min(1, ladder.silentDays) : ladder.silentDays);
}
