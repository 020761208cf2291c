import { describe, expect, test } from 'vitest';
import { beginsAgain, outcomeTold } from './outcome-told.ts';

test('a list ends an episode by a status, or by a negative result where it gives no status', () => {
  expect(outcomeTold('deceased', 'positive')).toBe('died');
  expect(outcomeTold('hospitalised', null)).toBe('referred');
  expect(outcomeTold(null, 'negative')).toBe('not-a-case');
  expect(outcomeTold('home-isolation', 'negative')).toBeNull();
  expect(outcomeTold(null, 'awaited')).toBeNull();
});

describe('somebody known is followed anew', () => {
  const home = { status: 'home-isolation', result: null, sampleOn: '2021-05-01' } as const;
  const ended = { status: 'ended', outcome: 'completed', endedOn: '2021-04-20' } as const;

  test('under a programme that never followed them', () => {
    expect(beginsAgain(null, home, null)).toBe(true);
    expect(beginsAgain(null, { ...home, status: 'recovered' }, null)).toBe(false);
  });

  test('when tested again after the last episode ended, and not for an old test in a long list', () => {
    expect(beginsAgain(ended, home, 'active')).toBe(true);
    expect(beginsAgain(ended, { ...home, sampleOn: '2021-04-10' }, 'active')).toBe(false);
    expect(beginsAgain({ ...ended, status: 'active', endedOn: null }, home, 'active')).toBe(false);
  });

  test('when a list that had them in hospital has them at home', () => {
    const referred = { ...ended, outcome: 'referred' } as const;
    expect(beginsAgain(referred, { ...home, sampleOn: null }, 'hospitalised')).toBe(true);
    expect(beginsAgain(referred, { ...home, sampleOn: null }, 'home-isolation')).toBe(false);
  });

  test('never after they died', () => {
    expect(beginsAgain({ ...ended, outcome: 'died' }, home, 'deceased')).toBe(false);
  });
});
