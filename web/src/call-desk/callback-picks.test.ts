import { isOpen } from '@kshem/domain/schedule/calling-window.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { callbackDays, callbackPicks, promisedAt } from './callback-picks.ts';

const zone = 'Asia/Kolkata';
const window = { from: '09:00', to: '20:30', closedWeekdays: [7] };
/** Monday, 10 May 2021, by the clock of the district. */
const at = (time: string) => new Date(`2021-05-10T${time}:00+05:30`);
const words = (now: Date) => callbackPicks(window, now, zone).map(({ word }) => word);

describe('the times that are offered', () => {
  test('in the morning are all of today and tomorrow, soonest first', () => {
    expect(words(at('10:00'))).toEqual([
      'inHalfAnHour',
      'inOneHour',
      'inTwoHours',
      'atFive',
      'atSeven',
      'tomorrowAtTen',
      'tomorrowAtFive',
    ]);
  });

  test('late in the day leave out what is past or after hours', () => {
    expect(words(at('19:45'))).toEqual(['inHalfAnHour', 'tomorrowAtTen', 'tomorrowAtFive']);
  });

  test('before a day without calls are of the next one, and never none', () => {
    const saturdayNight = new Date('2021-05-15T21:00:00+05:30');
    expect(callbackPicks(window, saturdayNight, zone)).toEqual([
      { word: 'nextOpening', at: new Date('2021-05-17T09:00:00+05:30') },
    ]);
  });

  test('lie in calling hours and ahead, at any moment', () => {
    fc.assert(
      fc.property(fc.date({ min: at('00:00'), max: new Date('2021-06-10T00:00:00Z'), noInvalidDate: true }), (now) => {
        const picks = callbackPicks(window, now, zone);
        expect(picks.length).toBeGreaterThan(0);
        for (const pick of picks) expect(pick.at > now && isOpen(window, pick.at, zone)).toBe(true);
      }),
    );
  });
});

describe('a time given by hand', () => {
  test('is of the district’s own clock', () => {
    expect(promisedAt('2021-05-10', '17:30', window, at('10:00'), zone)).toEqual({ kind: 'time', at: at('17:30') });
  });

  test('is refused when it is past, too far, after hours, or not a time', () => {
    const why = (day: string, time: string) => promisedAt(day, time, window, at('10:00'), zone);
    expect(why('2021-05-10', '09:30')).toMatchObject({ why: 'past' });
    expect(why('2021-05-18', '10:00')).toMatchObject({ why: 'too-far' });
    expect(why('2021-05-10', '21:00')).toMatchObject({ why: 'closed', opening: { opensAt: at('09:00'), closesAt: at('20:30') } });
    expect(why('2021-05-16', '10:00')).toMatchObject({ why: 'closed', opening: null });
    expect(why('2021-05-10', '')).toMatchObject({ why: 'unreadable' });
    expect(why('2021-05-10', '29:00')).toMatchObject({ why: 'unreadable' });
  });

  test('may be on any day of the week ahead on which people are called', () => {
    expect(callbackDays(window, at('10:00'), zone)).not.toContain('2021-05-16');
    expect(callbackDays(window, at('10:00'), zone)).toHaveLength(6);
  });
});
