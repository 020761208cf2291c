import { describe, expect, test } from 'vitest';
import { type Callee, mayCall } from './may-call.ts';

const zone = 'Asia/Kolkata';
const protocol = {
  reach: { minGapMinutes: 60, maxAttemptsPerDay: 4 },
  callingWindow: { from: '08:00', to: '20:00', closedWeekdays: [] },
};
const anybody: Callee = {
  deceased: false,
  doNotCall: false,
  merged: false,
  episodeStatus: 'active',
  onTheLine: false,
  countedToday: 0,
  lastDialledAt: null,
  expected: false,
};
const at = (clock: string) => new Date(`2021-05-10T${clock}:00+05:30`);
const asked = (about: Partial<Callee>, when = at('10:00')) => mayCall(protocol, { ...anybody, ...about }, when, zone);

describe('whether a person may be rung now', () => {
  test('nobody is rung before the window opens or from the minute it closes', () => {
    expect(asked({}, at('07:59'))).toEqual({ may: false, why: 'outside-window', notBefore: at('08:00') });
    expect(asked({}, at('08:00'))).toEqual({ may: true });
    expect(asked({}, at('20:00'))).toMatchObject({ why: 'outside-window', notBefore: new Date('2021-05-11T08:00:00+05:30') });
  });

  test('a stop outranks everything, a promise too', () => {
    expect(asked({ deceased: true, expected: true })).toMatchObject({ may: false, why: 'deceased', notBefore: null });
    expect(asked({ doNotCall: true, expected: true })).toMatchObject({ may: false, why: 'do-not-call' });
    expect(asked({ merged: true })).toMatchObject({ may: false, why: 'merged' });
    expect(asked({ episodeStatus: 'paused', expected: true })).toMatchObject({ may: false, why: 'not-followed' });
  });

  test('between two tries at least the gap passes, counted from dialling', () => {
    expect(asked({ lastDialledAt: at('09:01') })).toEqual({ may: false, why: 'too-soon', notBefore: at('10:01') });
    expect(asked({ lastDialledAt: at('09:00') })).toEqual({ may: true });
  });

  test('a gap that ends after the window waits for the next one', () => {
    expect(asked({ lastDialledAt: at('19:30') }, at('19:45'))).toMatchObject({
      notBefore: new Date('2021-05-11T08:00:00+05:30'),
    });
  });

  test('a call that the person expects needs no gap and no place in the day limit', () => {
    expect(asked({ lastDialledAt: at('09:59'), countedToday: 4, expected: true })).toEqual({ may: true });
  });

  test('after as many counted attempts as the version allows the day is over', () => {
    expect(asked({ countedToday: 3 })).toEqual({ may: true });
    expect(asked({ countedToday: 4 })).toEqual({ may: false, why: 'day-limit', notBefore: null });
  });

  test('a person who is on the line with somebody is left alone, expected or not', () => {
    expect(asked({ onTheLine: true, expected: true })).toEqual({ may: false, why: 'on-the-line', notBefore: at('10:05') });
  });
});
