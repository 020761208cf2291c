import { expect, test } from 'vitest';
import { isStale } from './freshness.ts';

const now = new Date('2022-01-12T10:00:00Z');
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);

test('what nobody ever told is stale', () => {
  expect(isStale('bed', null, now)).toBe(true);
});

test('a bed’s word holds for less than six hours, an ambulance’s for eight, a centre’s for a day', () => {
  expect([5.99, 6].map((hours) => isStale('bed', hoursAgo(hours), now))).toEqual([false, true]);
  expect([7.99, 8].map((hours) => isStale('ambulance', hoursAgo(hours), now))).toEqual([false, true]);
  expect([23.99, 24].map((hours) => isStale('centre', hoursAgo(hours), now))).toEqual([false, true]);
});
