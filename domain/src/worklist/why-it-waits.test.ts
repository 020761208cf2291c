import { expect, test } from 'vitest';
import { whyItWaits } from './why-it-waits.ts';

const at = (hour: number) => new Date(Date.UTC(2022, 0, 12, hour));
const turn = { state: 'ready', band: 3, dueAt: at(5), closesAt: at(15), lastDisposition: null };

test('a turn says what it waits for', () => {
  const why = (about: Partial<Parameters<typeof whyItWaits>[0]>, open = true) => whyItWaits({ ...turn, ...about }, open, at(6));
  expect(why({})).toBe('in-line');
  expect(why({}, false)).toBe('outside-window');
  expect(why({ dueAt: at(8) })).toBe('later');
  expect(why({ dueAt: at(8), lastDisposition: 'busy' })).toBe('retry');
  expect(why({ dueAt: at(8), band: 0 })).toBe('promised');
  expect(why({ closesAt: at(6) })).toBe('window-over');
  expect(why({ state: 'claimed' })).toBe('held');
  expect(why({ state: 'reserved' })).toBe('reserved');
  expect(why({ state: 'idle', dueAt: at(8) })).toBe('nobody-due');
});
