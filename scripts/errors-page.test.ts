import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type ErrorCode, errors } from '../contract/src/errors.ts';
import { errorsPage } from './errors-page.ts';

describe('docs/errors.md', () => {
  test('is what the registry says today (npm run generate)', () => {
    expect(readFileSync(new URL('../docs/errors.md', import.meta.url), 'utf8')).toBe(errorsPage());
  });
});

describe('the registry of errors', () => {
  const all = Object.entries(errors) as [ErrorCode, (typeof errors)[ErrorCode]][];

  test('says in both languages what is wrong and what to do, with no placeholder left', () => {
    const poor = all.filter(
      ([, { message }]) =>
        !/[\u0900-\u097F]/.test(message.hi) || !/^[A-Z“]/.test(message.en) || /[{}%$]|TODO/.test(message.hi + message.en),
    );
    expect(poor.map(([code]) => code)).toEqual([]);
  });

  test('uses codes that read as words and statuses that say whose fault it is', () => {
    const wrong = all.filter(([code, { status }]) => !/^[a-z]+(-[a-z]+)*$/.test(code) || status < 400 || status > 503);
    expect(wrong).toEqual([]);
  });
});
