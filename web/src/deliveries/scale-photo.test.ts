import { expect, test } from 'vitest';
import { fitted } from './scale-photo.ts';

test('a picture is brought to the longest side and keeps its shape; a small one stays', () => {
  expect(fitted({ width: 1280, height: 1707 })).toEqual({ width: 960, height: 1280 });
  expect(fitted({ width: 1280, height: 960 })).toEqual({ width: 1280, height: 960 });
  expect(fitted({ width: 300, height: 200 })).toEqual({ width: 300, height: 200 });
  expect(fitted({ width: 12_000, height: 3 })).toEqual({ width: 1280, height: 1 });
});
