import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createPace } from './pace.ts';

describe('the pace of a trunk', () => {
  test('lets the calls of a second begin at once, and each further one a step later', () => {
    const pace = createPace({ perSecond: 4, elapsedMs: () => 0, secondMs: 1000 });
    expect(Array.from({ length: 7 }, () => pace.turn())).toEqual([0, 0, 0, 0, 250, 500, 750]);
  });

  test('is at rest again after a second', () => {
    let now = 0;
    const pace = createPace({ perSecond: 4, elapsedMs: () => now, secondMs: 1000 });
    for (let n = 0; n < 4; n++) pace.turn();
    now = 1000;
    expect(Array.from({ length: 5 }, () => pace.turn())).toEqual([0, 0, 0, 0, 250]);
  });

  test('never begins more in any second than it may, twice over at most right after a rest', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 200 }),
        (perSecond, gaps) => {
          let now = 0;
          const pace = createPace({ perSecond, elapsedMs: () => now, secondMs: 1000 });
          const begun = gaps.map((gap) => {
            now += gap;
            return now + pace.turn();
          });
          for (const from of begun) {
            const within = begun.filter((at) => at >= from && at < from + 1000 - 1e-6);
            expect(within.length).toBeLessThanOrEqual(2 * perSecond);
          }
        },
      ),
    );
  });
});
