import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Ordered, Urgency } from './urgency-band.ts';
import { band, bands, byUrgency, dueFrom, isOffered } from './urgency-band.ts';

const at = (hour: number, day = 12) => new Date(Date.UTC(2022, 0, day, hour));
const routine: Urgency = { promisedAt: null, lastLevel: 'green', highRisk: false, silentDays: 0 };

describe('the order of the desk', () => {
  test.each([
    ['a promise', { promisedAt: at(9) }, bands.promised],
    ['red', { lastLevel: 'red' }, bands['red-or-silent-high-risk']],
    ['high risk and silent', { highRisk: true, silentDays: 1 }, bands['red-or-silent-high-risk']],
    ['never answered, high risk, silent', { lastLevel: null, highRisk: true, silentDays: 1 }, bands['red-or-silent-high-risk']],
    ['new', { lastLevel: null }, bands.new],
    ['new and silent', { lastLevel: null, silentDays: 3 }, bands.new],
    ['amber', { lastLevel: 'amber' }, bands['watched-or-silent']],
    ['yellow', { lastLevel: 'yellow' }, bands['watched-or-silent']],
    ['silent', { silentDays: 1 }, bands['watched-or-silent']],
    ['high risk, well', { highRisk: true }, bands['high-risk']],
    ['routine', {}, bands.routine],
  ] as const)('%s', (_, changes, expected) => {
    expect(band({ ...routine, ...changes })).toBe(expected);
  });

  const anyUrgency = fc.record({
    promisedAt: fc.constantFrom(null, at(10)),
    lastLevel: fc.constantFrom('red', 'amber', 'yellow', 'green', null),
    highRisk: fc.boolean(),
    silentDays: fc.integer({ min: 0, max: 5 }),
  });
  const anyTimes = fc.record({
    notBefore: fc.option(fc.integer({ min: 0, max: 23 }).map((hour) => at(hour))),
    lastAnsweredAt: fc.option(fc.integer({ min: 1, max: 11 }).map((day) => at(6, day))),
    openedAt: fc.constant(at(6, 1)),
  });
  const anyItem = fc.tuple(anyUrgency, anyTimes).map(([urgency, times]) => {
    const item: Ordered = { band: band(urgency), dueFrom: dueFrom({ ...times, promisedAt: urgency.promisedAt }) };
    return { ...urgency, ...times, ...item };
  });

  test('nobody red, and nobody silent at high risk, waits behind a routine person who may be called now', () => {
    fc.assert(
      fc.property(fc.array(anyItem, { minLength: 2 }), (items) => {
        const order = items.filter((item) => isOffered(item, at(12))).sort(byUrgency);
        const urgent = order.findLastIndex((item) => item.lastLevel === 'red' || (item.highRisk && item.silentDays > 0));
        const firstRoutine = order.findIndex((item) => item.band === bands.routine);
        if (urgent !== -1 && firstRoutine !== -1) expect(urgent).toBeLessThan(firstRoutine);
      }),
    );
  });

  test('a retry or a promise whose time has not come is never offered', () => {
    fc.assert(
      fc.property(anyItem, fc.integer({ min: 0, max: 23 }), (item, hour) => {
        if (!isOffered(item, at(hour))) return;
        if (item.promisedAt !== null) expect(item.promisedAt <= at(hour)).toBe(true);
        else if (item.notBefore !== null) expect(item.notBefore <= at(hour)).toBe(true);
      }),
    );
  });

  test('of two routine people the one not heard for longer comes first, however often each was rung', () => {
    const item = (lastAnsweredAt: Date): Ordered => ({
      band: bands.routine,
      dueFrom: dueFrom({ promisedAt: null, notBefore: null, lastAnsweredAt, openedAt: at(0, 1) }),
    });
    expect([item(at(6, 11)), item(at(6, 9))].sort(byUrgency)).toEqual([item(at(6, 9)), item(at(6, 11))]);
  });
});
