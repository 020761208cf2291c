import { addDays, localDate } from '@kshem/domain/time/local-date.ts';
import type { PastCheckIn, TriageInput } from '@kshem/domain/triage/input.ts';
import type { PracticeCase } from './practice-case.ts';
import type { PracticeAnswers } from './practice-triage.ts';

/**
 * What a practice call's answers are judged by beside themselves. The call is always made today, so that clocks and calling hours are the
 * real ones; what lies before it is moved along.
 */
export function practiceInput(
  practice: PracticeCase,
  callIndex: number,
  at: Date,
  timeZone: string,
): Omit<TriageInput, keyof PracticeAnswers> {
  const call = practice.calls[callIndex];
  const person = call && practice.people[call.person];
  if (!call || !person) throw new Error(`practice case ${practice.id} has no call ${callIndex}`);
  const { ageYears, sex, conditions, openedDaysAgo, sampleDaysAgo, onsetDaysAgo } = person;
  const today = localDate(at, timeZone);
  const before = (daysAgo: number) => addDays(today, call.daysAgo - daysAgo);
  return {
    at: at.toISOString(),
    past: pastOf(practice, callIndex, at),
    person: { ageYears, sex, conditions, pregnant: null, usualSpo2: null },
    episode: {
      openedOn: before(openedDaysAgo),
      sampleOn: before(sampleDaysAgo),
      onsetOn: onsetDaysAgo === null ? null : before(onsetDaysAgo),
    },
    timeZone,
  };
}

/** What was said on other days, and the truth of the case's earlier calls: a slip of yesterday does not follow one into today. */
function pastOf({ calls, people }: PracticeCase, callIndex: number, at: Date): PastCheckIn[] {
  const call = calls[callIndex];
  const person = call && people[call.person];
  if (!call || !person) return [];
  const instant = (daysAgo: number) => new Date(at.getTime() - (daysAgo - call.daysAgo) * 86_400_000).toISOString();
  const told = calls.slice(0, callIndex).flatMap(({ daysAgo, truth, person: whose }) => {
    if (truth.kind !== 'answers' || whose !== call.person) return [];
    return [{ at: instant(daysAgo), answers: truth.answers, level: truth.level }];
  });
  return [...person.past.map(({ daysAgo, answers, level }) => ({ at: instant(daysAgo), answers, level })), ...told];
}
