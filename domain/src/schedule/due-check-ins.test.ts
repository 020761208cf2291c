import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Schedule } from '../protocol/protocol.ts';
import { addDays, localDate } from '../time/local-date.ts';
import { instantAt } from '../time/local-time.ts';
import { isOpen } from './calling-window.ts';
import type { EpisodeToPlan } from './due-check-ins.ts';
import { dueCheckIns, firstCallDeadline } from './due-check-ins.ts';

const zone = 'Asia/Kolkata';
const at = (date: string, time: string) => instantAt(date, time, zone);
const schedule: Schedule = {
  from: 'onset-or-sample',
  lastDay: 9,
  cadence: {
    new: { everyDays: 1, perDay: 1 },
    red: { everyDays: 1, perDay: 3 },
    amber: { everyDays: 1, perDay: 2 },
    yellow: { everyDays: 1, perDay: 2 },
    green: { everyDays: 2, perDay: 1 },
  },
  firstCallWithinHours: 24,
  highRisk: { everyDays: 1, perDay: 1 },
};
const protocol = { schedule, callingWindow: { from: '09:00', to: '19:00', closedWeekdays: [] } };
const enrolled: EpisodeToPlan = {
  openedAt: at('2022-01-12', '11:00'),
  onsetOn: '2022-01-10',
  sampleOn: '2022-01-11',
  status: 'active',
  lastLevel: null,
  highRisk: false,
  lastAnsweredOn: null,
  plannedThroughOn: null,
  mayEnd: false,
};
const followed: EpisodeToPlan = { ...enrolled, lastLevel: 'green', lastAnsweredOn: '2022-01-12' };

describe('check-ins due on a day', () => {
  test('somebody enrolled at eleven is due from eleven the same day, within the hours of the version', () => {
    expect(dueCheckIns(protocol, enrolled, '2022-01-12', zone)).toEqual([
      { slot: 0, dueAt: at('2022-01-12', '11:00'), deadlineAt: at('2022-01-12', '19:00'), kind: 'first' },
    ]);
    expect(dueCheckIns(protocol, enrolled, '2022-01-13', zone)).toEqual([
      { slot: 0, dueAt: at('2022-01-13', '09:00'), deadlineAt: at('2022-01-13', '11:00'), kind: 'first' },
    ]);
    expect(dueCheckIns(protocol, enrolled, '2022-01-11', zone)).toEqual([]);
  });

  test('somebody enrolled after the window closed is due the next day', () => {
    const late = { ...enrolled, openedAt: at('2022-01-12', '20:00') };
    expect(dueCheckIns(protocol, late, '2022-01-12', zone)).toEqual([]);
    expect(dueCheckIns(protocol, late, '2022-01-13', zone)).toHaveLength(1);
  });

  test('a routine person is due every second day, and stays due while nobody answers', () => {
    const due = ['2022-01-13', '2022-01-14', '2022-01-15'].map((day) => dueCheckIns(protocol, followed, day, zone).length);
    expect(due).toEqual([0, 1, 1]);
  });

  test('high risk is never called more slowly than its floor', () => {
    expect(dueCheckIns(protocol, { ...followed, highRisk: true }, '2022-01-13', zone)).toHaveLength(1);
  });

  test('two check-ins a day fall in the two halves of the window', () => {
    const amber = { ...followed, lastLevel: 'amber' as const };
    expect(dueCheckIns(protocol, amber, '2022-01-13', zone)).toEqual([
      { slot: 0, dueAt: at('2022-01-13', '09:00'), deadlineAt: at('2022-01-13', '14:00'), kind: 'monitoring' },
      { slot: 1, dueAt: at('2022-01-13', '14:00'), deadlineAt: at('2022-01-13', '19:00'), kind: 'monitoring' },
    ]);
    const heardThisMorning = { ...amber, lastAnsweredOn: '2022-01-13' };
    expect(dueCheckIns(protocol, heardThisMorning, '2022-01-13', zone).map(({ slot }) => slot)).toEqual([1]);
  });

  test('follow-up runs to the last day, and beyond it while fever or silence holds the episode open', () => {
    // Onset on the 10th is day 0, so day 9 is the 19th.
    const well = { ...followed, lastAnsweredOn: '2022-01-17', mayEnd: true };
    expect(dueCheckIns(protocol, well, '2022-01-19', zone)).toHaveLength(1);
    expect(dueCheckIns(protocol, well, '2022-01-20', zone)).toEqual([]);
    expect(dueCheckIns(protocol, { ...well, mayEnd: false }, '2022-01-20', zone)).toHaveLength(1);
    expect(dueCheckIns(protocol, enrolled, '2022-02-20', zone)).toHaveLength(1);
  });

  test('a paused or ended episode, a planned day and a closed weekday give nothing', () => {
    expect(dueCheckIns(protocol, { ...enrolled, status: 'paused' }, '2022-01-13', zone)).toEqual([]);
    expect(dueCheckIns(protocol, { ...enrolled, status: 'ended' }, '2022-01-13', zone)).toEqual([]);
    expect(dueCheckIns(protocol, { ...enrolled, plannedThroughOn: '2022-01-13' }, '2022-01-13', zone)).toEqual([]);
    expect(dueCheckIns(protocol, { ...enrolled, plannedThroughOn: '2022-01-13' }, '2022-01-14', zone)).toHaveLength(1);
    const noSundays = { ...protocol, callingWindow: { ...protocol.callingWindow, closedWeekdays: [7] } };
    expect(dueCheckIns(noSundays, enrolled, '2022-01-16', zone)).toEqual([]);
    expect(dueCheckIns(noSundays, { ...followed, lastAnsweredOn: '2022-01-14' }, '2022-01-17', zone)).toHaveLength(1);
  });

  test('whoever is active and unanswered is due on every open day, with deadlines that can be kept', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60 * 24 * 20 }),
        fc.integer({ min: 0, max: 40 }),
        fc.constantFrom<EpisodeToPlan['lastLevel']>(null, 'red', 'amber', 'yellow', 'green'),
        fc.boolean(),
        (openedMinute, ahead, lastLevel, highRisk) => {
          const openedAt = new Date(at('2022-01-01', '00:00').getTime() + openedMinute * 60_000);
          const day = addDays(localDate(openedAt, zone), ahead + 1);
          const due = dueCheckIns(protocol, { ...enrolled, openedAt, lastLevel, highRisk, lastAnsweredOn: null }, day, zone);
          expect(due.length).toBe(schedule.cadence[lastLevel ?? 'new'].perDay);
          for (const { dueAt, deadlineAt } of due) {
            expect(isOpen(protocol.callingWindow, dueAt, zone)).toBe(true);
            expect(deadlineAt > dueAt).toBe(true);
            expect(localDate(dueAt, zone)).toBe(day);
          }
        },
      ),
    );
  });
});

describe('the deadline of a first call', () => {
  const within = (hours: number, openedAt: Date) =>
    firstCallDeadline({ ...protocol, schedule: { ...schedule, firstCallWithinHours: hours } }, openedAt, zone);

  test('is the version’s hours, drawn back to the last closing when they run out at night', () => {
    expect(within(24, at('2022-01-12', '11:00'))).toEqual(at('2022-01-13', '11:00'));
    expect(within(12, at('2022-01-12', '11:00'))).toEqual(at('2022-01-12', '19:00'));
  });

  test('is the end of the first opening when nobody could have called in time', () => {
    expect(within(8, at('2022-01-12', '20:00'))).toEqual(at('2022-01-13', '19:00'));
  });
});
