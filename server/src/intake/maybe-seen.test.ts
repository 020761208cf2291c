import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MaybeSeen } from './maybe-seen.ts';

test('what it was told it knows again', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (texts) => {
      const seen = new MaybeSeen();
      for (const text of texts) seen.add(text);
      expect(texts.filter((text) => !seen.has(text))).toEqual([]);
    }),
    { numRuns: 30 },
  );
});

test('of numbers that follow one another it hardly takes a new one for known', () => {
  const seen = new MaybeSeen();
  for (let n = 0; n < 200_000; n++) seen.add(`srf:22${String(40_000_000_000 + n * 7)}`);
  let taken = 0;
  for (let n = 0; n < 100_000; n++) if (seen.has(`srf:22${String(50_000_000_000 + n * 7)}`)) taken++;
  expect(taken).toBeLessThan(100);
});
