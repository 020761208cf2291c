/** A calendar day where the programme runs, `YYYY-MM-DD`. Not an instant: which instants it covers depends on the zone. */
import { zoneOffset } from './zone-offset.ts';

export type LocalDate = string;

const day = 86_400_000;

/** The day it is in `zone` (IANA name) at an instant. */
export function localDate(at: Date, zone: string): LocalDate {
  return fromUtc(at.getTime() + zoneOffset(at.getTime(), zone));
}

/** `days` may be negative. Throws on a date that is not one. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return fromUtc(toUtc(date) + days * day);
}

/** Whole days from one date to another; negative when `to` is earlier. Throws on a date that is not one. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return (toUtc(to) - toUtc(from)) / day;
}

/** 1 = Monday … 7 = Sunday. Throws on a date that is not one. */
export function isoWeekday(date: LocalDate): number {
  // 1970-01-01 was a Thursday.
  return ((((toUtc(date) / day + 3) % 7) + 7) % 7) + 1;
}

/** Whether a text is a day that exists, such as not 2026-02-30. */
export function isLocalDate(text: string): boolean {
  return Number.isFinite(utcOf(text));
}

/** Midnight of the date as if the zone were UTC, in epoch milliseconds; for arithmetic inside `time/` only. */
export function toUtc(date: LocalDate): number {
  const known = read.get(date);
  if (known !== undefined) return known;
  const ms = utcOf(date);
  if (!Number.isFinite(ms)) throw new RangeError('Not a local date (YYYY-MM-DD)');
  if (read.size >= mostDatesKept) read.clear();
  read.set(date, ms);
  return ms;
}

// Reading, checking and writing a date cost more than all the arithmetic on it, and a day's plan meets the same few a million times.
const read = new Map<LocalDate, number>();
const written = new Map<number, LocalDate>();
const mostDatesKept = 5_000;

function utcOf(text: string): number {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return Number.NaN;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(ms) && fromUtc(ms) === text ? ms : Number.NaN;
}

function fromUtc(ms: number): LocalDate {
  const number = Math.floor(ms / day);
  const known = written.get(number);
  if (known !== undefined) return known;
  const date = new Date(ms).toISOString().slice(0, 10);
  if (written.size >= mostDatesKept) written.clear();
  written.set(number, date);
  return date;
}
