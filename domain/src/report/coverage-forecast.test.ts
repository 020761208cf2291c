import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coverageForecast, type RoomSoFar } from './coverage-forecast.ts';

/** Ten callers, ten attempts an hour each, a third of which reach somebody; three hours to go. */
const room: RoomSoFar = {
  due: 1000,
  reached: 300,
  notTried: 200,
  open: 600,
  attempts: 300,
  reachedByAttempts: 100,
  callersThen: 10,
  callersNow: 10,
  minutesThen: 180,
  minutesLeft: 180,
};

describe('where the day will end', () => {
  test('with half an attempt for each who is open, a third of whom answer', () => {
    // 300 attempts are left for 600 people: 1 − (2/3)^0.5 = 18 % of them.
    expect(coverageForecast(room)).toMatchObject({ reached: 410, untried: 0 });
  });

  test('too few callers leave people whom nobody tries, and says how many callers it would take', () => {
    const few = coverageForecast({ ...room, callersNow: 2 });
    // 2 callers × 180 minutes × 1/6 attempt a minute = 60 attempts for 200 people.
    expect(few).toMatchObject({ untried: 140, callersNeeded: 7 });
  });

  test('says nothing while too little is known', () => {
    expect(coverageForecast({ ...room, attempts: 19 })).toBeNull();
    expect(coverageForecast({ ...room, callersThen: 0 })).toBeNull();
  });

  test('after hours the day stays as it is', () => {
    expect(coverageForecast({ ...room, minutesLeft: 0 })).toEqual({
      reached: 300,
      low: 300,
      high: 300,
      untried: 200,
      callersNeeded: 0,
    });
  });

  test('never promises fewer than are reached or more than are there, and more callers never reach fewer', () => {
    const rooms = fc.record({
      reached: fc.nat(5000),
      open: fc.nat(5000),
      attempts: fc.integer({ min: 20, max: 20_000 }),
      callersNow: fc.nat(300),
      minutesLeft: fc.nat(720),
    });
    fc.assert(
      fc.property(rooms, (some) => {
        const so = { ...room, ...some, notTried: Math.floor(some.open / 2), reachedByAttempts: Math.floor(some.attempts / 3) };
        const forecast = coverageForecast(so);
        const more = coverageForecast({ ...so, callersNow: so.callersNow + 10 });
        if (!forecast || !more) throw new Error('enough is known');
        expect(forecast.low).toBeGreaterThanOrEqual(so.reached);
        expect(forecast.high).toBeLessThanOrEqual(so.reached + so.open);
        expect(forecast.low).toBeLessThanOrEqual(forecast.reached);
        expect(forecast.reached).toBeLessThanOrEqual(forecast.high);
        expect(more.reached).toBeGreaterThanOrEqual(forecast.reached);
      }),
    );
  });
});
