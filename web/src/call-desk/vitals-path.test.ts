import { describe, expect, test } from 'vitest';
import { pathOf } from './vitals-path.ts';

const point = (value: number, hour: number) => ({ value, at: new Date(Date.UTC(2021, 4, 10, hour)) });

describe('the line of a measurement', () => {
  test('goes by time, the higher value above', () => {
    const [first, middle, last] = pathOf([point(97, 0), point(91, 3), point(94, 12)]);
    expect(first && middle && last && [first.x < middle.x, middle.x < last.x]).toEqual([true, true]);
    expect((middle?.y ?? 0) > (last?.y ?? 0) && (last?.y ?? 0) > (first?.y ?? 0)).toBe(true);
  });

  test('that never changed, or is one point, stands in the middle', () => {
    expect(new Set(pathOf([point(97, 0), point(97, 5)]).map(({ y }) => y)).size).toBe(1);
    expect(pathOf([point(97, 0)]).every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true);
  });
});
