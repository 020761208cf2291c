import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Measure } from '../protocol/protocol.ts';
import { tinyProtocol } from '../protocol/tiny-protocol.ts';
import { call, compiledOf, daysAgo } from './given.ts';
import type { PastCheckIn, TriageInput } from './input.ts';
import { situationOf } from './situation-of.ts';

function measured(measure: Measure, answers: Readonly<Record<string, unknown>>, changes: Partial<TriageInput> = {}) {
  const { triage } = tinyProtocol();
  const compiled = compiledOf(tinyProtocol({ triage: { ...triage, history: [measure], rules: [] } }));
  return situationOf(compiled, call(answers, changes)).peek(measure.name);
}

const feverOn = (...days: readonly number[]): PastCheckIn[] => days.map((days) => daysAgo(days, { fever: true }));
const none = (...days: readonly number[]): PastCheckIn[] => days.map((days) => daysAgo(days, { fever: false }));

describe('days in a row', () => {
  const run = (answers: Readonly<Record<string, unknown>>, past: readonly PastCheckIn[]) =>
    measured({ name: 'fever_days', kind: 'days-in-a-row', when: 'fever' }, answers, { past });

  test('today counts as one, and none today is none', () => {
    expect(run({ fever: true }, [])).toBe(1);
    expect(run({ fever: false }, feverOn(1, 2, 3))).toBe(0);
  });

  test('a day without fever breaks the run', () => {
    expect(run({ fever: true }, [...feverOn(1, 3, 4), ...none(2)])).toBe(2);
  });

  test('a missed call or two does not break it, three do', () => {
    expect(run({ fever: true }, feverOn(3))).toBe(4);
    expect(run({ fever: true }, feverOn(4))).toBe(1);
  });

  test('several calls on one day are one day', () => {
    expect(run({ fever: true }, [{ ...daysAgo(0, { fever: true }), at: '2026-01-10T01:00:00Z' }, ...feverOn(1)])).toBe(2);
  });

  test('fever this morning counts although it is gone at noon', () => {
    expect(run({ fever: false }, [{ ...daysAgo(0, { fever: true }), at: '2026-01-10T01:00:00Z' }])).toBe(1);
  });

  test('is not known when today is not', () => {
    expect(run({ fever: 'refused' }, feverOn(1, 2, 3))).toEqual({ notKnown: [{ linkId: 'fever', why: 'refused' }] });
  });

  test('never more than the days since the first call, never less than one with fever today', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ ago: fc.integer({ min: 1, max: 20 }), fever: fc.boolean() })), (calls) => {
        const value = run(
          { fever: true },
          calls.map(({ ago, fever }) => daysAgo(ago, { fever })),
        );
        expect(value).toBeGreaterThanOrEqual(1);
        expect(value).toBeLessThanOrEqual(Math.max(0, ...calls.map(({ ago }) => ago)) + 1);
      }),
    );
  });
});

describe('days without', () => {
  const free = (answers: Readonly<Record<string, unknown>>, past: readonly PastCheckIn[]) =>
    measured({ name: 'free', kind: 'days-without', when: 'fever' }, answers, { past });

  test('are counted from the last day with fever', () => {
    expect(free({ fever: false }, [...none(1, 2), ...feverOn(3)])).toBe(3);
    expect(free({ fever: true }, none(1, 2, 3))).toBe(0);
  });

  test('without fever ever, from the first call that could tell', () => {
    expect(free({ fever: false }, none(1, 2))).toBe(3);
    expect(free({ fever: false }, [])).toBe(1);
  });

  test('a call that could not tell is as good as fever', () => {
    expect(free({ fever: false }, [...none(1, 3), daysAgo(2, { fever: 'unknown' })])).toBe(2);
  });
});

describe('fall from the usual', () => {
  const fall = (oxygen: unknown, changes: Partial<TriageInput> = {}) =>
    measured(
      { name: 'fall', kind: 'fall-from-usual', linkId: 'oxygen', usual: 'usual_spo2' },
      { 'has-device': true, oxygen },
      changes,
    );
  const earlier = (...values: readonly number[]) => values.map((oxygen, index) => daysAgo(index + 1, { oxygen }));

  test('is measured from the median of earlier readings', () => {
    expect(fall(95, { past: earlier(98, 98, 80) })).toBe(3);
    expect(fall(95, { past: earlier(98, 97) })).toBe(2.5);
  });

  test('a usual value that a doctor set comes before the median', () => {
    expect(fall(88, { past: earlier(98), person: { ageYears: 60, conditions: [], usualSpo2: 91 } })).toBe(3);
  });

  test('readings of the last hour belong to this one, not to the usual', () => {
    expect(
      fall(92, { past: [{ at: '2026-01-10T04:30:00Z', answers: { oxygen: { value: 92 } }, level: 'amber' }, ...earlier(98)] }),
    ).toBe(6);
  });

  test('is judged by the latest reading', () => {
    const readings = [{ linkId: 'oxygen', value: 97, at: '2026-01-10T05:10:00Z' }];
    expect(fall(90, { past: earlier(98), readings })).toBe(1);
  });

  test('with nothing to compare it does not apply', () => {
    expect(fall(95)).toEqual({ notKnown: [{ linkId: 'fall', why: 'not-applicable' }] });
    expect(fall('refused', { past: earlier(98) })).toEqual({ notKnown: [{ linkId: 'oxygen', why: 'refused' }] });
  });
});

describe('the nth lowest reading', () => {
  const third = (oxygen: unknown, changes: Partial<TriageInput> = {}) =>
    measured(
      { name: 'third', kind: 'nth-lowest', linkId: 'oxygen', nth: 3, withinMinutes: 60 },
      { 'has-device': true, oxygen },
      changes,
    );
  const repeats = (...values: readonly number[]) =>
    values.map((value, index) => ({ linkId: 'oxygen', value, at: `2026-01-10T05:${20 + index * 10}:00Z` }));

  test('counts the answer and its repeats in one call', () => {
    expect(third(93, { readings: repeats(92, 90) })).toBe(93);
    expect(third(93, { readings: repeats(97, 92, 90) })).toBe(93);
  });

  test('with fewer readings it does not apply', () => {
    expect(third(93, { readings: repeats(92) })).toEqual({ notKnown: [{ linkId: 'third', why: 'not-applicable' }] });
  });

  test('readings of earlier calls count within the hour', () => {
    const past = ['2026-01-10T04:00:00Z', '2026-01-10T04:30:00Z'].map((at) => ({
      at,
      answers: { oxygen: { value: 92 } },
      level: 'amber' as const,
    }));
    expect(third(92, { past })).toBe(92);
    expect(
      third(92, { past: past.map((one) => (one.at.includes('04:00') ? { ...one, at: '2026-01-10T03:59:00Z' } : one)) }),
    ).toMatchObject({
      notKnown: [{ why: 'not-applicable' }],
    });
  });

  test('earlier readings do not vouch for one that was refused', () => {
    const past = [10, 20, 30].map((minute) => ({
      at: `2026-01-10T04:${minute}:00Z`,
      answers: { oxygen: { value: 97 } },
      level: 'green' as const,
    }));
    expect(third('refused', { past })).toEqual({ notKnown: [{ linkId: 'oxygen', why: 'refused' }] });
  });
});
