import { describe, expect, test } from 'vitest';
import { causeOf } from './cause.ts';

const unseen = { answered: false, ringing: false, progress: false, sip: null, q850: 19 };

describe('why a line ended', () => {
  test.each([
    ['busy', { ...unseen, ringing: true, sip: 486, q850: 17 }],
    ['switched-off', { ...unseen, sip: 480 }],
    ['switched-off', { ...unseen, progress: true, sip: 480 }],
    ['no-answer', { ...unseen, ringing: true, sip: 480 }],
    ['no-answer', { ...unseen, ringing: true }],
    ['invalid-number', { ...unseen, sip: 404, q850: 1 }],
    ['rejected', { ...unseen, ringing: true, sip: 603, q850: 21 }],
    ['out-of-coverage', { ...unseen, sip: 408, q850: 18 }],
    ['incoming-barred', { ...unseen, sip: 480, q850: 55 }],
    ['congestion', { ...unseen, sip: 503, q850: 34 }],
  ] as const)('is told as %s', (cause, seen) => expect(causeOf(seen)).toBe(cause));

  test('a silent or refusing trunk is never the fault of the person', () => {
    expect(causeOf(unseen)).toBe('provider-failure');
    for (const sip of [401, 403, 407, 488, 499]) expect(causeOf({ ...unseen, sip, q850: 21 })).toBe('provider-failure');
  });

  test('an answered call ended by either side is normal, whatever number the far end gives', () => {
    for (const q850 of [0, 16, 17, 31]) expect(causeOf({ ...unseen, answered: true, ringing: true, q850 })).toBe('normal');
    expect(causeOf({ ...unseen, answered: true, q850: 44 })).toBe('provider-failure');
  });
});
