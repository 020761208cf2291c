import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import en from '../../languages/en.json' with { type: 'json' };
import hi from '../../languages/hi.json' with { type: 'json' };
import { literalWords } from './literal-words.ts';

type Words = { readonly [key: string]: string | Words };

/** `a.b.c` → what it says. */
function flat(words: Words, before = ''): Map<string, string> {
  const lines = Object.entries(words).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[before + key, value]] : [...flat(value, `${before}${key}.`)],
  );
  return new Map(lines);
}

const languages = { hi: flat(hi), en: flat(en) };
const interpolated = (text: string) => [...text.matchAll(/\{\{\s*(\w+)/g)].map(([, name]) => String(name)).sort();

/** Names of formats, registers and products, and examples of what is typed. */
const sameInBoth = new Set([
  ...['Excel', 'CSV', 'xlsx', 'xls', 'ods', 'csv', 'QR', 'https', 'localhost', 'Google', 'Authenticator', 'Aegis'],
  ...['LGD', 'SRF', 'ICMR', 'ABHA', 'NEWS', 'laxmi', 'cmho', 'district', 'lab'],
]);

describe('the two languages', () => {
  test('say the same things', () => {
    expect([...languages.hi.keys()].sort()).toEqual([...languages.en.keys()].sort());
  });

  test('fill in the same things', () => {
    const differ = [...languages.en].filter(([key, text]) => {
      const other = languages.hi.get(key) ?? '';
      return JSON.stringify(interpolated(text)) !== JSON.stringify(interpolated(other));
    });
    expect(differ.map(([key]) => key)).toEqual([]);
  });

  test('leave nothing empty', () => {
    const empty = [...languages.hi, ...languages.en].filter(([, text]) => text.trim() === '');
    expect(empty).toEqual([]);
  });

  test('have one and many of everything that is counted', () => {
    const keys = [...languages.en.keys()];
    const lacking = keys.filter((key) => key.endsWith('_one') && !keys.includes(key.replace(/_one$/, '_other')));
    const uncounted = keys.filter((key) => key.endsWith('_other') && !keys.includes(key.replace(/_other$/, '_one')));
    expect([...lacking, ...uncounted]).toEqual([]);
  });

  test('are written in their own scripts', () => {
    const without = (text: string) => text.replace(/\{\{[^}]*\}\}/g, '');
    const foreign = [...languages.hi].flatMap(([key, text]) =>
      (without(text).match(/[A-Za-z]{2,}/g) ?? []).filter((word) => !sameInBoth.has(word)).map((word) => `${key}: ${word}`),
    );
    expect(foreign).toEqual([]);
    // What may be typed in either script is shown in both.
    const examples = ['people.searchExamples'];
    const strange = [...languages.en].filter(([key, text]) => /[\u0900-\u097F]/.test(text) && !examples.includes(key));
    expect(strange.map(([key]) => key)).toEqual([]);
  });
});

const sources = globSync('**/*.{ts,tsx}', { cwd: join(import.meta.dirname, '..') })
  .filter((name) => !/\.test\.|\.d\.ts$/.test(name))
  .map((name) => ({ name, code: readFileSync(join(import.meta.dirname, '..', name), 'utf8') }));

describe('the screens', () => {
  test('speak only words that are there', () => {
    const known = new Set([...languages.en.keys()].map((key) => key.replace(/_(zero|one|other)$/, '')));
    const unknown = sources.flatMap(({ name, code }) =>
      [...code.matchAll(/\bt\(\s*'([\w.-]+)'/g)]
        .map(([, key]) => key ?? '')
        .filter((key) => !known.has(key))
        .map((key) => `${name}: ${key}`),
    );
    expect(unknown).toEqual([]);
  });

  test('use every word', () => {
    const all = sources.map(({ code }) => code).join('\n');
    const prefixes = [...all.matchAll(/`([a-zA-Z]+(?:\.[\w-]+)*\.)\$\{/g)].map(([, prefix]) => prefix ?? '');
    const unused = [...languages.en.keys()]
      .map((key) => key.replace(/_(zero|one|other)$/, ''))
      .filter((key) => !all.includes(`'${key}'`) && !prefixes.some((prefix) => key.startsWith(prefix)));
    expect([...new Set(unused)]).toEqual([]);
  });

  test('hold no words of their own, and put none together', () => {
    const screens = sources.filter(({ name }) => name.endsWith('.tsx'));
    expect(screens.flatMap(({ name, code }) => literalWords(code).map((text) => `${name}: ${text}`))).toEqual([]);
  });
});
