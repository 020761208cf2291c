import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isoWeekday, localDate } from '../time/local-date.ts';
import { instantAt } from '../time/local-time.ts';
import { clampToWindow, isOpen, lastClosing, nextOpening, openingAt, windowOfDay } from './calling-window.ts';

const zone = 'Asia/Kolkata';
const day = { from: '09:00', to: '19:00', closedWeekdays: [7] };
const night = { from: '20:00', to: '02:00', closedWeekdays: [6] };
const at = (date: string, time: string) => instantAt(date, time, zone);
// 2022-01-12 is a Wednesday.

describe('a calling window', () => {
  test('opens at its first minute and is closed at its last', () => {
    expect(isOpen(day, at('2022-01-12', '09:00'), zone)).toBe(true);
    expect(isOpen(day, at('2022-01-12', '18:59'), zone)).toBe(true);
    expect(isOpen(day, at('2022-01-12', '19:00'), zone)).toBe(false);
    expect(isOpen(day, at('2022-01-12', '08:59'), zone)).toBe(false);
  });

  test('is not open on a closed weekday, and Saturday evening waits for Monday', () => {
    expect(windowOfDay(day, '2022-01-16', zone)).toBeNull();
    expect(clampToWindow(day, at('2022-01-15', '20:00'), zone)).toEqual(at('2022-01-17', '09:00'));
    expect(lastClosing(day, at('2022-01-17', '08:00'), zone)).toEqual(at('2022-01-15', '19:00'));
  });

  test('the next opening is a later one even while it is open', () => {
    expect(nextOpening(day, at('2022-01-12', '09:00'), zone)).toEqual(at('2022-01-13', '09:00'));
  });

  test('a window over midnight belongs to the day on which it opens', () => {
    expect(isOpen(night, at('2022-01-13', '01:30'), zone)).toBe(true);
    expect(isOpen(night, at('2022-01-13', '02:00'), zone)).toBe(false);
    // Saturday is closed: Friday's opening runs into it, its own does not begin.
    expect(isOpen(night, at('2022-01-15', '01:00'), zone)).toBe(true);
    expect(isOpen(night, at('2022-01-15', '21:00'), zone)).toBe(false);
    expect(isOpen(night, at('2022-01-16', '01:00'), zone)).toBe(false);
  });

  test('any time moved into the window is inside it, not earlier, and not on a closed weekday, in any zone', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(2021, 0, 1), max: Date.UTC(2024, 0, 1) }).map((ms) => new Date(ms)),
        fc.constantFrom('Asia/Kolkata', 'Europe/London', 'America/New_York', 'Asia/Kathmandu'),
        fc.constantFrom(day, night, { ...day, closedWeekdays: [1, 2, 3, 4, 5, 6] }),
        (instant, where, window) => {
          const clamped = clampToWindow(window, instant, where);
          expect(clamped >= instant).toBe(true);
          expect(isOpen(window, clamped, where)).toBe(true);
          const opening = openingAt(window, clamped, where);
          expect(window.closedWeekdays).not.toContain(isoWeekday(localDate(opening?.opensAt ?? clamped, where)));
          expect(nextOpening(window, instant, where) > instant).toBe(true);
        },
      ),
    );
  });
});
