import { describe, expect, test } from 'vitest';
import type { ReachLadder, Schedule } from '../protocol/protocol.ts';
import { instantAt } from '../time/local-time.ts';
import { earliestEnd } from './end-of-follow-up.ts';
import { nextContact } from './next-contact.ts';

const zone = 'Asia/Kolkata';
const at = (time: string, date = '2022-01-12') => instantAt(date, time, zone);
const schedule: Schedule = {
  from: 'onset-or-sample',
  lastDay: 9,
  cadence: {
    new: { everyDays: 1, perDay: 1 },
    red: { everyDays: 1, perDay: 3 },
    amber: { everyDays: 1, perDay: 2 },
    yellow: { everyDays: 1, perDay: 1 },
    green: { everyDays: 2, perDay: 1 },
  },
  firstCallWithinHours: 24,
  highRisk: { everyDays: 1, perDay: 1 },
};
const reach: ReachLadder = {
  maxAttemptsPerDay: 4,
  minGapMinutes: 60,
  partsOfDay: [
    { name: 'morning', from: '09:00', to: '12:00' },
    { name: 'afternoon', from: '12:00', to: '17:00' },
    { name: 'evening', from: '17:00', to: '21:00' },
  ],
  retry: {},
  rungs: [],
  silentDays: 2,
};
const protocol = { schedule, reach, callingWindow: { from: '09:00', to: '21:00', closedWeekdays: [7] } };
const answered = { level: 'green', highRisk: false, at: at('10:00'), remeasure: [] } as const;
const next = (changes: Partial<Parameters<typeof nextContact>[1]>) => nextContact(protocol, { ...answered, ...changes }, zone);

describe('the next contact', () => {
  test('of a routine person follows the cadence, and high risk its floor', () => {
    expect(next({})).toEqual({ at: at('09:00', '2022-01-14'), on: '2022-01-14', why: 'by-cadence' });
    expect(next({ highRisk: true })).toMatchObject({ on: '2022-01-13', why: 'by-cadence' });
  });

  test('of a yellow person is the same day, in its next part, while there is time', () => {
    expect(next({ level: 'yellow' })).toEqual({ at: at('12:00'), on: '2022-01-12', why: 'again-today' });
    expect(next({ level: 'yellow', at: at('11:40') })).toMatchObject({ at: at('12:40') });
    expect(next({ level: 'yellow', at: at('18:00') })).toMatchObject({ at: at('19:00'), why: 'again-today' });
    expect(next({ level: 'yellow', at: at('20:30') })).toMatchObject({ at: at('09:00', '2022-01-13'), why: 'by-cadence' });
  });

  test('of somebody still yellow on the second call of the day is another day', () => {
    expect(next({ level: 'yellow', calledAgain: true })).toMatchObject({ on: '2022-01-13', why: 'by-cadence' });
  });

  test('of a red or amber person is the next check-in of the day by cadence', () => {
    expect(next({ level: 'red' })).toMatchObject({ at: at('13:00'), why: 'next-slot' });
    expect(next({ level: 'amber' })).toMatchObject({ at: at('15:00'), why: 'next-slot' });
    expect(next({ level: 'amber', at: at('16:00') })).toMatchObject({ at: at('09:00', '2022-01-13'), why: 'by-cadence' });
  });

  test('a reading to be taken again comes before everything, even as the window closes', () => {
    expect(next({ level: 'red', at: at('20:55'), remeasure: [{ afterMinutes: 30 }, { afterMinutes: 15 }] })).toEqual({
      at: at('21:10'),
      on: '2022-01-12',
      why: 'remeasure',
    });
  });

  test('is not on a closed weekday', () => {
    expect(next({ at: at('10:00', '2022-01-14') })).toMatchObject({ on: '2022-01-17' });
  });

  test('after answers given outside the window is the day after', () => {
    expect(next({ level: 'yellow', at: at('22:00') })).toMatchObject({ at: at('09:00', '2022-01-13') });
  });
});

describe('the earliest end of follow-up', () => {
  const ending = { earliestDay: 7 } as Parameters<typeof earliestEnd>[0]['ending'];
  const dates = { openedAt: at('23:00'), onsetOn: '2022-01-08', sampleOn: '2022-01-10' };

  test('is counted from onset, without symptoms from the sample, without either from enrolment', () => {
    const end = (changes: Partial<typeof dates> | { onsetOn?: null; sampleOn?: null }) =>
      earliestEnd({ schedule, ending }, { ...dates, ...changes }, zone);
    expect(end({})).toBe('2022-01-15');
    expect(end({ onsetOn: null })).toBe('2022-01-17');
    expect(end({ onsetOn: null, sampleOn: null })).toBe('2022-01-19');
  });

  test('a version that counts from the sample does not look at onset', () => {
    expect(earliestEnd({ schedule: { ...schedule, from: 'sample' }, ending }, dates, zone)).toBe('2022-01-17');
  });
});
