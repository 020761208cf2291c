import { expect, test } from 'vitest';
import { sameTyped } from './same-typed.ts';

test('a name is confirmed however its spaces and capitals are typed, in either script', () => {
  expect(sameTyped('  laxmi   VERMA ', 'Laxmi Verma')).toBe(true);
  // ड़ as one letter and as letter with dot below.
  expect(sameTyped('\u0921\u093c', '\u095c')).toBe(true);
});

test('part of a name, or another, confirms nothing', () => {
  expect(sameTyped('Laxmi', 'Laxmi Verma')).toBe(false);
  expect(sameTyped('', 'Laxmi Verma')).toBe(false);
});
