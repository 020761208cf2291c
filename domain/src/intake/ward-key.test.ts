import { expect, test } from 'vitest';
import { wardKey } from './ward-key.ts';

test.each(['Ward 12', 'WARD NO. 12', 'वार्ड क्र. 12', 'वार्ड १२', '12', '012', '12.0', 'Ward 12 - Shanti Nagar', 'Ward-12'])(
  '%s is ward 12',
  (text) => {
    expect(wardKey(text)).toBe('12');
  },
);

test('a village is known by its name in either script', () => {
  expect(wardKey('Gram Sonpuri')).toBe(wardKey('सोनपुरी'));
  expect(wardKey('Sector 6')).not.toBe(wardKey('Sector 7'));
});

test('nothing written is no ward', () => {
  for (const nothing of ['', '-', 'NA']) expect(wardKey(nothing)).toBe('');
});
