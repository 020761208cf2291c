import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAge, yearsBetween } from './read-age.ts';

const today = '2026-11-20';
const years = (text: string, unit?: string) => {
  const reading = readAge(text, { today, unit });
  return reading.kind === 'read' ? reading.age.years : reading.kind === 'refused' ? reading.code : 'absent';
};

test.each<[string, number | string]>([
  ['35', 35],
  ['35.0', 35],
  ['35 Y', 35],
  ['35Yrs', 35],
  ['35 yrs.', 35],
  ['35 वर्ष', 35],
  ['35 साल', 35],
  ['age 35', 35],
  ['60+', 60],
  ['>60', 60],
  ['35/-', 35],
  ['0.4', 0.4],
  ['0', 0],
  ['8 months', 0.67],
  ['8 माह', 0.67],
  ['8M', 0.67],
  ['10 days', 0.03],
  ['15 दिन', 0.04],
  ['1 Y 6 M', 1.5],
  ['1 वर्ष 6 माह', 1.5],
  ['28-35', 31],
  ['28 से 35 वर्ष', 31],
  ['6-9 months', 0.63],
  ['1991', 35],
  ['12/04/1961', 65],
  ['1961-04-12', 65],
  ['', 'absent'],
  ['999', 'age.impossible'],
  ['121', 'age.impossible'],
  ['2031', 'age.impossible'],
  ['35-28', 'age.impossible'],
  ['adult', 'age.unreadable'],
  ['वयस्क', 'age.unreadable'],
  ['35 kg', 'age.unreadable'],
  ['35 36', 'age.unreadable'],
])('%j is %s', (text, expected) => {
  expect(years(text)).toBe(expected);
});

test('a unit column is taken into account unless the cell names its own', () => {
  expect(years('8', 'Months')).toBe(0.67);
  expect(years('8', 'माह')).toBe(0.67);
  expect(years('8 Y', 'Months')).toBe(8);
});

test('a range keeps its ends and says so', () => {
  expect(readAge('28-35', { today })).toEqual({ kind: 'read', age: { years: 31, low: 28, high: 35 }, doubt: 'age.range' });
});

test('an age that Excel turned into a date is seen through, not taken for a baby', () => {
  expect(years('2026-08-12')).toBe('age.became-date');
  expect(years('2026-12-08')).toBe('age.became-date');
});

test('years are completed on the birthday, children under two count months', () => {
  expect(yearsBetween('1990-11-21', today)).toBe(35);
  expect(yearsBetween('1990-11-20', today)).toBe(36);
  expect(yearsBetween('2026-03-21', today)).toBe(0.58);
});

test('any text gives an age from 0 to 120 or none, and never throws', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[0-9a-zA-Z .\-/]{0,12}$/)), (text) => {
      const reading = readAge(text, { today });
      if (reading.kind !== 'read') return;
      expect(reading.age.years).toBeGreaterThanOrEqual(0);
      expect(reading.age.years).toBeLessThanOrEqual(120);
      expect(reading.age.low).toBeLessThanOrEqual(reading.age.high);
    }),
  );
});
