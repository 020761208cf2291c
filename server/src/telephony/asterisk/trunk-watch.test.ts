import { expect, test } from 'vitest';
import { createTrunkWatch, type TrunkState } from './trunk-watch.ts';

function given() {
  let ms = 0;
  const changes: TrunkState['state'][] = [];
  const watch = createTrunkWatch({ elapsedMs: () => ms, secondMs: 1000, onChange: ({ state }) => changes.push(state) });
  const times = (n: number, act: () => void) => {
    for (let i = 0; i < n; i++) act();
  };
  const passSeconds = (seconds: number) => {
    ms += seconds * 1000;
  };
  return { watch, changes, times, passSeconds };
}

test('five failures in a row are the trunk’s: nothing is dialled and it is told once', () => {
  const { watch, changes, times } = given();
  times(4, watch.fails);
  expect(watch.mayTry()).toBe(true);
  times(3, watch.fails);
  expect(watch.mayTry()).toBe(false);
  expect(changes).toEqual(['down']);
});

test('a phone that rings between failures shows that the trunk carries calls', () => {
  const { watch, changes, times } = given();
  times(4, watch.fails);
  watch.works();
  times(4, watch.fails);
  expect(watch.mayTry()).toBe(true);
  expect(changes).toEqual([]);
});

test('a trunk that is down is tried with one call at a time, ever more rarely, and at once again when one rings', () => {
  const { watch, changes, times, passSeconds } = given();
  times(5, watch.fails);
  passSeconds(15);
  expect([watch.isDown(), watch.mayTry(), watch.mayTry()]).toEqual([false, true, false]);
  watch.fails();
  passSeconds(29);
  expect(watch.mayTry()).toBe(false);
  passSeconds(1);
  expect(watch.mayTry()).toBe(true);
  watch.works();
  expect([watch.mayTry(), watch.mayTry()]).toEqual([true, true]);
  expect(changes).toEqual(['down', 'works']);
});

test('however long it is down, it is tried every five minutes', () => {
  const { watch, times, passSeconds } = given();
  times(5, watch.fails);
  for (let tries = 0; tries < 20; tries++) {
    passSeconds(300);
    expect(watch.mayTry()).toBe(true);
    watch.fails();
  }
});
