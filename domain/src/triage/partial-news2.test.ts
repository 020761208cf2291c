import { describe, expect, test } from 'vitest';
import { partialNews2, type Vitals } from './partial-news2.ts';

describe('the bands of NEWS2, on both sides of each limit', () => {
  test.each<[keyof Vitals, readonly (readonly [number, number])[]]>([
    [
      'respiratoryRate',
      [
        [8, 3],
        [9, 1],
        [11, 1],
        [12, 0],
        [20, 0],
        [21, 2],
        [24, 2],
        [25, 3],
      ],
    ],
    [
      'spo2',
      [
        [91, 3],
        [92, 2],
        [93, 2],
        [94, 1],
        [95, 1],
        [96, 0],
      ],
    ],
    [
      'pulse',
      [
        [40, 3],
        [41, 1],
        [50, 1],
        [51, 0],
        [90, 0],
        [91, 1],
        [110, 1],
        [111, 2],
        [130, 2],
        [131, 3],
      ],
    ],
    [
      'temperatureF',
      [
        [95, 3],
        [95.2, 1],
        [96.8, 1],
        [97, 0],
        [100.4, 0],
        [100.6, 1],
        [102.2, 1],
        [102.4, 2],
      ],
    ],
  ])('%s', (part, bands) => {
    for (const [value, points] of bands) expect([value, partialNews2({ [part]: value }).score]).toEqual([value, points]);
  });
});

test('a single three is told apart from a sum of three', () => {
  expect(partialNews2({ alert: false })).toMatchObject({ score: 3, anyThree: true });
  expect(partialNews2({ spo2: 94, pulse: 120 })).toMatchObject({ score: 3, anyThree: false });
});

test('it is always partial, and names what it lacks', () => {
  expect(partialNews2({ respiratoryRate: 15, spo2: 97, pulse: 70, temperatureF: 98.6, alert: true })).toMatchObject({
    partial: true,
    score: 0,
    missing: ['systolic', 'oxygenGiven'],
  });
  expect(partialNews2({}).missing).toHaveLength(7);
});
