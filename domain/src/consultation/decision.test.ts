import { describe, expect, test } from 'vitest';
import { decisionGaps } from './decision.ts';

const clock = { now: new Date('2022-01-12T04:30:00Z'), today: '2022-01-12' };
const bare = { remeasureAt: null, bedKind: null, referTo: null, followUpOn: null } as const;
const at = (instant: string) => new Date(instant);

describe('a doctor’s decision', () => {
  test('to stay needs nothing more', () => {
    expect(decisionGaps({ ...bare, decision: 'stay' }, clock)).toEqual([]);
  });

  test('to measure again says when, later than now and within a day', () => {
    expect(decisionGaps({ ...bare, decision: 'remeasure' }, clock)).toEqual(['when-to-measure']);
    expect(decisionGaps({ ...bare, decision: 'remeasure', remeasureAt: clock.now }, clock)).toEqual(['measure-later']);
    const inAnHour = { ...bare, decision: 'remeasure', remeasureAt: at('2022-01-12T05:30:00Z') } as const;
    expect(decisionGaps(inAnHour, clock)).toEqual([]);
    expect(decisionGaps({ ...inAnHour, remeasureAt: at('2022-01-13T04:31:00Z') }, clock)).toEqual(['measure-later']);
  });

  test('to shift says into which bed, to refer says where', () => {
    expect(decisionGaps({ ...bare, decision: 'shift' }, clock)).toEqual(['which-bed']);
    expect(decisionGaps({ ...bare, decision: 'refer', referTo: ' ' }, clock)).toEqual(['refer-where']);
  });

  test('follows up today at the earliest', () => {
    expect(decisionGaps({ ...bare, decision: 'stay', followUpOn: '2022-01-11' }, clock)).toEqual(['follow-up-later']);
    expect(decisionGaps({ ...bare, decision: 'stay', followUpOn: '2022-01-12' }, clock)).toEqual([]);
  });
});
