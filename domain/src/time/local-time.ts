/** A time on the wall clock where the programme runs, `HH:MM`, 00:00 to 24:00 (the end of the day). */
import type { LocalDate } from './local-date.ts';
import { toUtc } from './local-date.ts';
import { zoneOffset } from './zone-offset.ts';

export type LocalTime = string;

const minute = 60_000;

/**
 * The instant at which the clocks of `zone` (IANA name) show `time` on `date`. Where they are put back and show it twice, the first;
 * where they are put forward and never show it, the moment of the jump. So a later time never gives an earlier instant.
 */
export function instantAt(date: LocalDate, time: LocalTime, zone: string): Date {
  const wall = toUtc(date) + minutesOfDay(time) * minute;
  // The two offsets that can hold near this wall clock: a zone changes at most once within a day.
  const before = zoneOffset(wall - dayMs, zone);
  const after = zoneOffset(wall + dayMs, zone);
  for (const offset of before >= after ? [before, after] : [after, before]) {
    if (zoneOffset(wall - offset, zone) === offset) return new Date(wall - offset);
  }
  return new Date(jumpBetween(wall - after, wall - before, zone));
}

const dayMs = 86_400_000;

/** `HH:MM` that the clocks of `zone` show at an instant; seconds are cut off. */
export function localTime(at: Date, zone: string): LocalTime {
  return new Date(at.getTime() + zoneOffset(at.getTime(), zone)).toISOString().slice(11, 16);
}

/** Minutes since midnight on the wall clock. Throws on a text that is not `HH:MM`. */
export function minutesOfDay(time: LocalTime): number {
  if (!isLocalTime(time)) throw new RangeError('Not a local time (HH:MM)');
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

export function isLocalTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(text);
}

/** First minute in (from, to] at which the zone's offset is already that of `to`. */
function jumpBetween(from: number, to: number, zone: string): number {
  const settled = zoneOffset(to, zone);
  let low = Math.floor(from / minute);
  let high = Math.ceil(to / minute);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (zoneOffset(middle * minute, zone) === settled) high = middle;
    else low = middle;
  }
  return high * minute;
}
