import { expect, test } from 'vitest';
import { looksOf } from './looks-of.ts';

const at = (time: string) => new Date(`2021-05-10T${time}:00Z`);
const look = (id: string, actorId: string, time: string, action = 'person.viewed') => ({ id, actorId, action, at: at(time) });

test('looks of one account in one sitting are one line with their number', () => {
  const looks = looksOf([look('c', 'a', '10:50'), look('b', 'a', '10:20'), look('a', 'a', '09:40')]);
  expect(looks.map(({ id, times }) => [id, times])).toEqual([['c', 3]]);
});

test('another day, another account and another deed are lines of their own', () => {
  const looks = looksOf([
    look('e', 'a', '10:50'),
    look('d', 'b', '10:40'),
    look('c', 'a', '10:30', 'person.number-revealed'),
    look('b', 'a', '09:00'),
  ]);
  expect(looks.map(({ id, times }) => [id, times])).toEqual([
    ['e', 1],
    ['d', 1],
    ['c', 1],
    ['b', 1],
  ]);
});
