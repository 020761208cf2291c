import { describe, expect, test } from 'vitest';
import { isOpen, nextOpening, windowOfDay } from './calling-window.ts';
import { hoursLeft, narrowWindow } from './narrow-window.ts';

const zone = 'Asia/Kolkata';
const protocol = { from: '09:00', to: '20:30', closedWeekdays: [] };
const none = { callsFrom: null, callsUntil: null, closedWeekdays: [], closedDays: [] };

describe('a district’s own hours', () => {
  test('narrow the protocol’s at either end and never widen them', () => {
    expect(narrowWindow(protocol, { ...none, callsFrom: '10:00', callsUntil: '22:00' })).toMatchObject({
      from: '10:00',
      to: '20:30',
    });
    expect(narrowWindow(protocol, { ...none, callsFrom: '06:00', callsUntil: '18:00' })).toMatchObject({
      from: '09:00',
      to: '18:00',
    });
    expect(narrowWindow(protocol, none)).toEqual(protocol);
  });

  test('close a weekday and a holiday: nobody is called on either, and the next opening is after both', () => {
    // 2021-05-14 is a Friday; Saturday is closed every week.
    const window = narrowWindow(protocol, { ...none, closedWeekdays: [6], closedDays: ['2021-05-14'] });
    expect(windowOfDay(window, '2021-05-14', zone)).toBeNull();
    expect(isOpen(window, new Date('2021-05-15T06:00:00Z'), zone)).toBe(false);
    expect(nextOpening(window, new Date('2021-05-13T16:00:00Z'), zone)).toEqual(new Date('2021-05-16T03:30:00Z'));
  });

  test('of three closed weeks still say when calling begins again', () => {
    const closedDays = Array.from({ length: 21 }, (_, i) => `2021-05-${String(i + 1).padStart(2, '0')}`);
    const window = narrowWindow({ ...protocol, closedWeekdays: [6] }, { ...none, closedDays });
    expect(nextOpening(window, new Date('2021-05-01T00:00:00Z'), zone)).toEqual(new Date('2021-05-23T03:30:00Z'));
  });

  test('that leave nothing are set aside: people are called rather than forgotten', () => {
    const own = { ...none, callsFrom: '21:00' };
    expect(hoursLeft(protocol, own)).toBe(false);
    expect(narrowWindow(protocol, own)).toEqual(protocol);
    expect(hoursLeft(protocol, { ...none, closedWeekdays: [1, 2, 3, 4, 5, 6, 7] })).toBe(false);
  });
});
