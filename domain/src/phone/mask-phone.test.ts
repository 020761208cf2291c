import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskPhone } from './mask-phone.ts';

test('a number shows its country and its last three digits', () => {
  expect(maskPhone('+916100000123')).toBe('+91 ••••• ••123');
  expect(maskPhone('+9779800000123')).toBe('+••••••••••123');
});

test('no number shows more than three digits after its country', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{8,15}$/), (digits) => {
      expect(
        maskPhone(`+${digits}`)
          .replace(/^\+91 /, '')
          .replace(/\D/g, '').length,
      ).toBeLessThanOrEqual(3);
    }),
  );
});
