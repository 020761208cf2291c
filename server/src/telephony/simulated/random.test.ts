import { describe, expect, test } from 'vitest';
import { createRandom } from './random.ts';

const many = (draw: () => number) => Array.from({ length: 20_000 }, draw);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('seeded chance', () => {
  test('the same seed gives the same draws on every machine', () => {
    const random = createRandom('shantipur');
    expect([random.whole(0, 1e9), random.whole(0, 1e9), random.whole(0, 1e9)]).toEqual([783396278, 86915819, 330679630]);
  });

  test('neighbouring seeds have nothing in common', () => {
    const firsts = Array.from({ length: 2000 }, (_, n) => createRandom(`person/${n}`).next());
    expect(new Set(firsts).size).toBe(2000);
    expect(mean(firsts)).toBeCloseTo(0.5, 1);
    const rising = firsts.filter((value, n) => n > 0 && value > (firsts[n - 1] ?? 0)).length;
    expect(rising / 2000).toBeCloseTo(0.5, 1);
  });

  test('a fork does not depend on what was drawn before it', () => {
    const drawn = createRandom(7);
    drawn.next();
    expect(drawn.fork('talk').next()).toBe(createRandom(7).fork('talk').next());
    expect(drawn.fork('talk').next()).not.toBe(drawn.fork('ring').next());
  });

  test('the distributions have the means they are asked for', () => {
    const random = createRandom(1);
    expect(mean(many(() => random.next()))).toBeCloseTo(0.5, 1);
    expect(mean(many(() => random.normal(10, 2)))).toBeCloseTo(10, 0);
    expect(mean(many(() => random.logNormal(180, 0.6))) / 180).toBeCloseTo(1, 1);
    expect(mean(many(() => random.exponential(30))) / 30).toBeCloseTo(1, 1);
    expect(mean(many(() => random.whole(1, 6)))).toBeCloseTo(3.5, 1);
    expect(mean(many(() => (random.chance(0.3) ? 1 : 0)))).toBeCloseTo(0.3, 1);
    expect(mean(many(() => random.weighted([0, 3, 1])))).toBeCloseTo(1.25, 1);
  });

  test('both ends of a range are drawn and nothing outside it', () => {
    const random = createRandom(2);
    expect([...new Set(many(() => random.whole(-1, 2)))].sort((a, b) => a - b)).toEqual([-1, 0, 1, 2]);
  });

  test('picking from nothing is a bug', () => {
    expect(() => createRandom(1).pick([])).toThrow('nothing to pick from');
  });
});
