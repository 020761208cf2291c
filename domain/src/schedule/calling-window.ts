/**
 * The hours in which people may be phoned. Asked when an item is claimed and again when it is dialled: a queue that was filled in
 * time may be dialled too late (one dialler rang people at 3 am).
 *
 * A window whose `to` is not later than its `from` runs over midnight and belongs to the day on which it opens.
 */
import type { CallingWindow } from '../protocol/protocol.ts';
import type { LocalDate } from '../time/local-date.ts';
import { addDays, isoWeekday, localDate } from '../time/local-date.ts';
import { instantAt } from '../time/local-time.ts';

/** A protocol's window, and the local dates on which the district closes besides (narrow-window.ts). */
export type OpenHours = CallingWindow & { readonly closedDays?: readonly string[] };

/** [opensAt, closesAt) */
export type Opening = { readonly opensAt: Date; readonly closesAt: Date };

/** The opening that begins on `day`, or null on a day when nobody is called. */
export function windowOfDay(window: OpenHours, day: LocalDate, zone: string): Opening | null {
  if (window.closedWeekdays.includes(isoWeekday(day)) || window.closedDays?.includes(day)) return null;
  const closesOn = window.to > window.from ? day : addDays(day, 1);
  return { opensAt: instantAt(day, window.from, zone), closesAt: instantAt(closesOn, window.to, zone) };
}

/** The opening that holds the instant, or null when nobody may be called then. */
export function openingAt(window: OpenHours, at: Date, zone: string): Opening | null {
  const today = localDate(at, zone);
  for (const day of [today, addDays(today, -1)]) {
    const opening = windowOfDay(window, day, zone);
    if (opening !== null && opening.opensAt <= at && at < opening.closesAt) return opening;
  }
  return null;
}

export function isOpen(window: OpenHours, at: Date, zone: string): boolean {
  return openingAt(window, at, zone) !== null;
}

/** When the window next opens, strictly after `at`, even if it is open now. */
export function nextOpening(window: OpenHours, at: Date, zone: string): Date {
  const today = localDate(at, zone);
  // Seven days cover every weekday; the eighth a window of one weekday that has opened today already. Each closed day can cost a week more.
  for (let ahead = 0; ahead <= 8 + 7 * (window.closedDays?.length ?? 0); ahead++) {
    const opening = windowOfDay(window, addDays(today, ahead), zone);
    if (opening !== null && opening.opensAt > at) return opening.opensAt;
  }
  throw new Error('A calling window is closed on every weekday');
}

/** `at` itself when somebody may be called then, else the next opening. */
export function clampToWindow(window: OpenHours, at: Date, zone: string): Date {
  return isOpen(window, at, zone) ? at : nextOpening(window, at, zone);
}

/** The last time at or before `at` that the window closed, looked for over the past eight days; null when there is none. */
export function lastClosing(window: OpenHours, at: Date, zone: string): Date | null {
  const today = localDate(at, zone);
  for (let back = 0; back <= 8; back++) {
    const opening = windowOfDay(window, addDays(today, -back), zone);
    if (opening !== null && opening.closesAt <= at) return opening.closesAt;
  }
  return null;
}
