import { describe, expect, test } from 'vitest';
import { browserOf } from './browser-of.ts';

describe('a session’s browser', () => {
  test('is named as a person knows it, though most call themselves Chrome and Safari too', () => {
    const edge =
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0';
    const phone =
      'Mozilla/5.0 (Linux; Android 13; SM-A146B) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0 Mobile Safari/537.36';
    expect(browserOf(edge)).toEqual({ browser: 'Edge', system: 'Windows' });
    expect(browserOf(phone)).toEqual({ browser: 'Chrome', system: 'Android' });
  });

  test('that says nothing is not guessed', () => {
    expect(browserOf(null)).toEqual({ browser: null, system: null });
    expect(browserOf('curl/8.5')).toEqual({ browser: null, system: null });
  });
});
