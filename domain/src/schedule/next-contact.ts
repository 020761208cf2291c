import type { CallingWindow, Level, ReachLadder, Schedule } from '../protocol/protocol.ts';
import { addMinutes, later } from '../time/instant.ts';
import type { LocalDate } from '../time/local-date.ts';
import { addDays, localDate } from '../time/local-date.ts';
import { openingAt, windowOfDay } from './calling-window.ts';
import { cadenceOf, slots } from './due-check-ins.ts';
import { nextPartOfDay } from './part-of-day.ts';

export type NextContact = {
  readonly at: Date;
  /** Local date of `at`. */
  readonly on: LocalDate;
  /** again-today: the level asks for it. next-slot: a further check-in of the same day by cadence. by-cadence: a later day. */
  readonly why: 'remeasure' | 'again-today' | 'next-slot' | 'by-cadence';
};

/**
 * When the person is to be contacted next, after answers given at `at`. A reading to be taken again comes first, after its minutes
 * and even outside the calling window: the person is on the line and has agreed to it. Yellow means once more the same day, in its
 * next part; once, or somebody who stays yellow would be rung all evening. All else follows the version's cadence for the level, for high risk never slower than its floor.
 */
export function nextContact(
  protocol: { readonly schedule: Schedule; readonly callingWindow: CallingWindow; readonly reach: ReachLadder },
  answered: {
    readonly level: Level;
    readonly highRisk: boolean;
    readonly at: Date;
    readonly remeasure: readonly { readonly afterMinutes: number }[];
    /** These answers came from the second call of the day that an earlier level asked for. */
    readonly calledAgain?: boolean;
  },
  zone: string,
): NextContact {
  const { at, level, highRisk, remeasure, calledAgain = false } = answered;
  const contact = (when: Date, why: NextContact['why']): NextContact => ({ at: when, on: localDate(when, zone), why });
  if (remeasure.length > 0) return contact(addMinutes(at, Math.min(...remeasure.map((one) => one.afterMinutes))), 'remeasure');
  const again = level === 'yellow' && !calledAgain ? laterToday(protocol, at, zone) : null;
  if (again !== null) return contact(again, 'again-today');
  const cadence = cadenceOf(protocol.schedule, { lastLevel: level, highRisk });
  const opening = openingAt(protocol.callingWindow, at, zone);
  const slot = opening === null ? undefined : slots(opening, cadence.perDay).find(({ from }) => from > at);
  if (slot !== undefined) return contact(slot.from, 'next-slot');
  const today = localDate(opening?.opensAt ?? at, zone);
  return contact(firstOpeningFrom(protocol.callingWindow, addDays(today, cadence.everyDays), zone), 'by-cadence');
}

/** The next part of the day, or when none is left in the opening the least gap from now; null when even that is past its close. */
function laterToday(protocol: { callingWindow: CallingWindow; reach: ReachLadder }, at: Date, zone: string): Date | null {
  const opening = openingAt(protocol.callingWindow, at, zone);
  if (opening === null) return null;
  const soonest = addMinutes(at, protocol.reach.minGapMinutes);
  const nextPart = nextPartOfDay(protocol.reach, at, zone);
  const wanted = nextPart === null ? [soonest] : [later(nextPart, soonest), soonest];
  return wanted.find((time) => time < opening.closesAt) ?? null;
}

function firstOpeningFrom(window: CallingWindow, day: LocalDate, zone: string): Date {
  for (let ahead = 0; ahead < 7; ahead++) {
    const opening = windowOfDay(window, addDays(day, ahead), zone);
    if (opening !== null) return opening.opensAt;
  }
  throw new Error('A calling window is closed on every weekday');
}
