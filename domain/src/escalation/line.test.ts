import { describe, expect, test } from 'vitest';
import { lineOf, nextLine, ringsFor } from './line.ts';

describe('a red that nobody takes on', () => {
  test('rings for the doctors, then also for supervisors, then also for an officer', () => {
    const heard = (line: number) =>
      (['doctor', 'supervisor', 'officer', 'caller'] as const).filter((role) =>
        ringsFor([role], { ownerUnit: 'doctor', line, level: 'red' }),
      );
    expect([1, 2, 3].map(heard)).toEqual([['doctor'], ['doctor', 'supervisor'], ['doctor', 'supervisor', 'officer']]);
  });

  test('stays with the officer once it is there', () => {
    expect([1, 2, 3].map(nextLine)).toEqual([2, 3, 3]);
    expect([1, 2, 3].map(lineOf)).toEqual(['first', 'second', 'officer']);
  });
});

test('what is less than red waits without a sound', () => {
  expect(ringsFor(['doctor', 'officer'], { ownerUnit: 'doctor', line: 3, level: 'amber' })).toBe(false);
});
