import { expect, test } from 'vitest';
import { readConditions } from './read-conditions.ts';

test.each([
  ['DM, HTN', ['hypertension', 'diabetes']],
  ['शुगर और बीपी', ['hypertension', 'diabetes']],
  ['K/c/o Asthma', ['chronic-lung-disease']],
  ['No comorbidity', []],
  ['admitted', []],
])('%s names %j', (text, codes) => {
  expect(readConditions(text)).toEqual(codes);
});

test('a list that says nothing of illnesses gives none', () => {
  expect(readConditions(null)).toEqual([]);
});
