import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, daysBetween, isLocalDate, isoWeekday, localDate } from './local-date.ts';
import { instantAt, isLocalTime, localTime, minutesOfDay } from './local-time.ts';

const zones = ['Asia/Kolkata', 'Asia/Kathmandu', 'Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Chatham'];
const anyZone = fc.constantFrom(...zones);
const anyInstant = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2040, 0, 1) }).map((ms) => new Date(ms));
const anyDay = anyInstant.map((at) => at.toISOString().slice(0, 10));
const anyTime = fc.integer({ min: 0, max: 1439 }).map((m) => new Date(m * 60_000).toISOString().slice(11, 16));

describe('local dates', () => {
  test('a call at 01:00 in India is on the day that has begun there', () => {
    expect(localDate(new Date('2022-01-12T19:30:00Z'), 'Asia/Kolkata')).toBe('2022-01-13');
    expect(localTime(new Date('2022-01-12T19:30:00Z'), 'Asia/Kolkata')).toBe('01:00');
  });

  test('days are counted over leap days and year ends', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
    expect(addDays('2022-01-01', -1)).toBe('2021-12-31');
    expect(daysBetween('2021-12-30', '2022-01-02')).toBe(3);
    expect(isoWeekday('2022-01-09')).toBe(7);
    expect(isoWeekday('1969-12-29')).toBe(1);
  });

  test('a day that does not exist is not a date', () => {
    expect(['2026-02-30', '2026-13-01', '2026-1-1', '', '20260101'].map(isLocalDate)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
    expect(isLocalDate('2024-02-29')).toBe(true);
    expect(() => addDays('2026-02-30', 1)).toThrow(RangeError);
  });

  test('every zone and instant gives the date and time that its clocks show', () => {
    fc.assert(
      fc.property(anyInstant, anyZone, (at, zone) => {
        // Swedish writes 2022-01-13 01:00:00, all but ISO.
        const shown = at.toLocaleString('sv-SE', { timeZone: zone });
        expect(`${localDate(at, zone)} ${localTime(at, zone)}`).toBe(shown.slice(0, 16));
      }),
    );
  });

  test('adding days and counting them agree', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -4000, max: 4000 }), (day, n) => {
        expect(daysBetween(day, addDays(day, n))).toBe(n);
      }),
    );
  });
});

describe('the instant of a local time', () => {
  test('nine in the morning in India is half past three in UTC', () => {
    expect(instantAt('2022-01-13', '09:00', 'Asia/Kolkata').toISOString()).toBe('2022-01-13T03:30:00.000Z');
    expect(instantAt('2022-01-13', '24:00', 'Asia/Kolkata')).toEqual(instantAt('2022-01-14', '00:00', 'Asia/Kolkata'));
  });

  test('a time that the clocks skip is the moment they jump', () => {
    for (const time of ['01:00', '01:30', '01:59', '02:00']) {
      expect(instantAt('2022-03-27', time, 'Europe/London').toISOString()).toBe('2022-03-27T01:00:00.000Z');
    }
  });

  test('a time that the clocks show twice is the first of the two', () => {
    expect(instantAt('2022-10-30', '01:30', 'Europe/London').toISOString()).toBe('2022-10-30T00:30:00.000Z');
  });

  test('is the first minute at which the clocks show that time or a later one, in every zone and on every day', () => {
    const jumpy = ['2022-03-13', '2022-11-06', '2022-03-27', '2022-10-30', '2022-04-03', '2022-10-02', '2022-09-25'];
    fc.assert(
      fc.property(fc.oneof(anyDay, fc.constantFrom(...jumpy)), anyTime, anyZone, (day, time, zone) => {
        const wanted = `${day} ${time}`;
        const shownAfter = (minutes: number) => {
          const at = new Date(instantAt(day, time, zone).getTime() + minutes * 60_000);
          return `${localDate(at, zone)} ${localTime(at, zone)}`;
        };
        expect(shownAfter(0) >= wanted).toBe(true);
        // Three hours back is farther than any clock is put.
        for (let minute = 1; minute <= 180; minute++) expect(shownAfter(-minute) < wanted).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('only HH:MM is a local time', () => {
    expect(['09:00', '23:59', '24:00'].map(isLocalTime)).toEqual([true, true, true]);
    expect(['9:00', '24:01', '12:60', '', '12:00:00'].map(isLocalTime)).toEqual([false, false, false, false, false]);
    expect(() => minutesOfDay('25:00')).toThrow(RangeError);
  });
});
