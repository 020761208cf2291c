import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAge } from './age.ts';

describe('ages as offices write them', () => {
  test.each([
    ['35', 35],
    [' 35.0 ', 35],
    ['35 Y', 35],
    ['35yrs', 35],
    ['35 Years', 35],
    ['३५ वर्ष', 35],
    ['35 साल', 35],
    ['35/M', 35],
    ['35 / Female', 35],
    ['35\u00a0yrs old', 35],
    ['101', 101],
  ])('%s is an exact age in years', (text, years) => {
    expect(parseAge(text)).toEqual({ years, months: null, approximate: false });
  });

  test.each([
    ['8 months', 0, 8],
    ['8 माह', 0, 8],
    ['18 months', 1, 18],
    ['2 years 3 months', 2, 27],
    ['2y 3m', 2, 27],
    ['10 दिन', 0, 0],
    ['45 days', 0, 1],
  ])('%s keeps its months, because the thresholds of infants depend on them', (text, years, months) => {
    expect(parseAge(text)).toEqual({ years, months, approximate: false });
  });

  test.each([
    ['28-35', 31],
    ['28 to 35 yrs', 31],
    ['60+', 60],
    ['~60', 60],
    ['लगभग 60', 60],
    ['1.5', 1],
    ['0', 0],
  ])('%s is an approximate age', (text, years) => {
    expect(parseAge(text)).toEqual({ years, months: null, approximate: true });
  });

  test('what would have to be guessed is refused', () => {
    for (const text of ['35 M', '35m', 'adult', '35-28', '12/05/1986', '-5', '35 36', 'Y', '1e2']) {
      expect(parseAge(text), text).toEqual({ refusal: 'not-an-age' });
    }
    expect(parseAge('')).toEqual({ refusal: 'empty' });
    expect(parseAge(' \u00a0 ')).toEqual({ refusal: 'empty' });
    for (const text of ['NA', 'N/A', '-', 'unknown', 'पता नहीं']) expect(parseAge(text), text).toEqual({ refusal: 'unknown' });
    expect(parseAge('350')).toEqual({ refusal: 'impossible' });
  });

  test('no text throws or gives an age nobody has', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^(\d|[०-९]|[ .+~ymd-]|साल|माह){0,12}$/)), (text) => {
        const age = parseAge(text);
        if ('years' in age) expect(age.years >= 0 && age.years <= 125 && Number.isInteger(age.years)).toBe(true);
      }),
    );
  });
});
