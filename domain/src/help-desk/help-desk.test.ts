import { describe, expect, test } from 'vitest';
import { categoriesOf, shippedCategories } from './categories.ts';
import { countHelped } from './count-helped.ts';
import { outcomesOf } from './outcomes.ts';
import { requestKinds } from './request-kinds.ts';

describe('categories', () => {
  test('one that a district withdrew stays among them, and its own come last', () => {
    const withdrawnAt = new Date(0);
    const own = { code: 'home-guard', title: { hi: 'होमगार्ड', en: 'Home guard' }, ofOfficer: true, withdrawnAt: null };
    const kept = categoriesOf([{ ...(shippedCategories[1] as (typeof shippedCategories)[number]), withdrawnAt }, own]);
    expect(kept.map(({ code, withdrawnAt: at }) => [code, at !== null])).toEqual([
      ['police-family', false],
      ['martyr-family', true],
      ['retired', false],
      ['public', false],
      ['home-guard', false],
    ]);
  });
});

test('outcomes are of kinds that are asked for', () => {
  const having = requestKinds.filter(({ code }) => outcomesOf(code).length > 0).map(({ code }) => code);
  expect(having).toEqual(['vaccination', 'test', 'test-result']);
  expect(outcomesOf('bed')).toEqual([]);
});

test('whoever got two things is counted once in all and once under each', () => {
  const help = (personId: string, kind: string, day: string) => ({ personId, category: 'public', kind, day });
  const helps = [help('a', 'test', '2021-05-10'), help('a', 'vaccination', '2021-05-11'), help('b', 'test', '2021-05-10')];
  expect(countHelped([...helps, ...helps])).toEqual({
    people: 2,
    byCategory: { public: 2 },
    byKind: { test: 2, vaccination: 1 },
    byBoth: { 'public test': 2, 'public vaccination': 1 },
    byDay: { '2021-05-10': 2, '2021-05-11': 1 },
  });
});
