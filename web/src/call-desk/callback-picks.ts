import type { CallingWindow } from '@kshem/domain/protocol/protocol.ts';
import { isOpen, nextOpening, windowOfDay } from '@kshem/domain/schedule/calling-window.ts';
import { addMinutes } from '@kshem/domain/time/instant.ts';
import { addDays, localDate } from '@kshem/domain/time/local-date.ts';
import { instantAt, isLocalTime } from '@kshem/domain/time/local-time.ts';

export type Pick = {
  readonly word:
    | 'inHalfAnHour'
    | 'inOneHour'
    | 'inTwoHours'
    | 'atFive'
    | 'atSeven'
    | 'tomorrowAtTen'
    | 'tomorrowAtFive'
    | 'nextOpening';
  readonly at: Date;
};

/** Times a person often asks for that lie in calling hours, soonest first; never none. `window` null: the hours are not known here. */
export function callbackPicks(window: CallingWindow | null, now: Date, zone: string): readonly Pick[] {
  const today = localDate(now, zone);
  const tomorrow = addDays(today, 1);
  const wanted: readonly Pick[] = [
    { word: 'inHalfAnHour', at: addMinutes(now, 30) },
    { word: 'inOneHour', at: addMinutes(now, 60) },
    { word: 'inTwoHours', at: addMinutes(now, 120) },
    { word: 'atFive', at: instantAt(today, '17:00', zone) },
    { word: 'atSeven', at: instantAt(today, '19:00', zone) },
    { word: 'tomorrowAtTen', at: instantAt(tomorrow, '10:00', zone) },
    { word: 'tomorrowAtFive', at: instantAt(tomorrow, '17:00', zone) },
  ];
  const possible = wanted.filter(({ at }) => at > now && (window === null || isOpen(window, at, zone)));
  const picks = possible.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  return picks.length > 0 || window === null ? picks : [{ word: 'nextOpening', at: nextOpening(window, now, zone) }];
}

/** As far ahead as the server takes a promise. */
const farthestDays = 7;

export type Promised =
  | { readonly kind: 'time'; readonly at: Date }
  | { readonly kind: 'refused'; readonly why: 'past' | 'too-far' | 'unreadable' }
  /** `opening`: of that day; null where nobody is called on it. */
  | {
      readonly kind: 'refused';
      readonly why: 'closed';
      readonly opening: { readonly opensAt: Date; readonly closesAt: Date } | null;
    };

/** A day and time given by hand (`2021-05-10`, `17:30`), by the programme's hours. */
export function promisedAt(day: string, time: string, window: CallingWindow | null, now: Date, zone: string): Promised {
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || !isLocalTime(time)) return { kind: 'refused', why: 'unreadable' };
  const at = instantAt(day, time, zone);
  if (at <= now) return { kind: 'refused', why: 'past' };
  if (at > addMinutes(now, farthestDays * 24 * 60)) return { kind: 'refused', why: 'too-far' };
  if (window === null || isOpen(window, at, zone)) return { kind: 'time', at };
  return { kind: 'refused', why: 'closed', opening: windowOfDay(window, day, zone) };
}

/** The days one may choose, today first, those on which nobody is called left out. */
export function callbackDays(window: CallingWindow | null, now: Date, zone: string): readonly string[] {
  const today = localDate(now, zone);
  const days = Array.from({ length: farthestDays }, (_, ahead) => addDays(today, ahead));
  return window === null ? days : days.filter((day) => windowOfDay(window, day, zone) !== null);
}
