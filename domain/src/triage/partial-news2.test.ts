import { describe, expect, test } from 'vitest';
import { news2Response, partialNews2, type Vitals } from './partial-news2.ts';

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

describe('worked examples', () => {
  test.each<{ who: string; vitals: Vitals; parts: readonly number[]; score: number; asks: ReturnType<typeof news2Response> }>([
    {
      who: 'a woman of 40, feverish, otherwise well: 101 °F is 38.3 °C',
      vitals: { respiratoryRate: 18, spo2: 97, pulse: 96, temperatureF: 101, alert: true },
      parts: [0, 0, 1, 1, 0],
      score: 2,
      asks: 'not-enough',
    },
    {
      who: 'a man of 58 on day 8, oxygen 92, breathing 22, pulse 104',
      vitals: { respiratoryRate: 22, spo2: 92, pulse: 104, temperatureF: 99.5, alert: true },
      parts: [2, 2, 1, 0, 0],
      score: 5,
      asks: 'urgent',
    },
    {
      who: 'oxygen 88 alone, nothing else to be had',
      vitals: { spo2: 88 },
      parts: [3],
      score: 3,
      asks: 'urgent',
    },
    {
      who: 'breathing 28, oxygen 90, pulse 118, 103 °F (39.4 °C), cannot be roused',
      vitals: { respiratoryRate: 28, spo2: 90, pulse: 118, temperatureF: 103, alert: false },
      parts: [3, 3, 2, 2, 3],
      score: 13,
      asks: 'emergency',
    },
  ])('$who', ({ vitals, parts, score, asks }) => {
    const worked = partialNews2(vitals);
    expect(Object.values(worked.parts)).toEqual(parts);
    expect(worked.score).toBe(score);
    expect(news2Response(worked)).toBe(asks);
  });
});
