import { expect, test } from 'vitest';
import { promiseTimes } from './promise-times.ts';

const zone = 'Asia/Kolkata';
const shown = (hours: number, now: string) =>
  promiseTimes({ withinHours: hours }, new Date(now), zone).map((at) => at.toISOString());

test('offers the evening and tomorrow up to the kind’s limit, and the limit itself', () => {
  // 10:02 in the morning.
  expect(shown(24, '2022-01-12T04:32:00Z')).toEqual(['2022-01-12T14:30:00.000Z', '2022-01-13T04:30:00.000Z']);
  expect(shown(48, '2022-01-12T04:32:00Z')).toEqual([
    '2022-01-12T14:30:00.000Z',
    '2022-01-13T06:30:00.000Z',
    '2022-01-13T14:30:00.000Z',
    '2022-01-14T04:30:00.000Z',
  ]);
});

test('what must come within the hour has only its limit, also across midnight', () => {
  expect(shown(1, '2022-01-12T04:32:00Z')).toEqual(['2022-01-12T05:30:00.000Z']);
  // 23:40 at night.
  expect(shown(1, '2022-01-12T18:10:00Z')).toEqual(['2022-01-12T19:10:00.000Z']);
});
