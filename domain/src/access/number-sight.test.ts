import { expect, test } from 'vitest';
import { numberSight } from './number-sight.ts';

test('a caller gives a reason for a whole number; those who act on it do not; an administrator never sees one', () => {
  expect(numberSight(['caller'])).toBe('with-reason');
  for (const role of ['doctor', 'field', 'supervisor', 'officer'] as const) expect(numberSight([role]), role).toBe('clear');
  expect(numberSight(['caller', 'doctor'])).toBe('clear');
  expect(numberSight(['administrator'])).toBe('hidden');
  expect(numberSight([])).toBe('hidden');
});
