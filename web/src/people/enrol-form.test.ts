import { describe, expect, test } from 'vitest';
import { ageYearsOf, emptyForm, enrollingOf, lackingIn } from './enrol-form.ts';

const whole = { ...emptyForm, name: ' र ', areaId: 7, programmeId: 'tb' };

test('a name of one letter, a place and a programme are enough', () => {
  expect(lackingIn(whole)).toEqual([]);
  expect(lackingIn(emptyForm)).toEqual(['name', 'area', 'programme']);
});

describe('an age', () => {
  test('is years or months, in the digits of either script', () => {
    expect(ageYearsOf({ age: '४२', ageUnit: 'years' })).toBe(42);
    expect(ageYearsOf({ age: '6', ageUnit: 'months' })).toBe(0.5);
    expect(ageYearsOf({ age: '', ageUnit: 'years' })).toBeNull();
  });

  test('that is no age is asked for again, and not sent as unknown', () => {
    for (const age of ['forty', '-3', '😀', '300']) expect(ageYearsOf({ age, ageUnit: 'years' })).toBe('unreadable');
    expect(lackingIn({ ...whole, age: '4o' })).toEqual(['age']);
  });
});

test('what nobody said is sent as not known, never as empty', () => {
  expect(enrollingOf(whole)).toMatchObject({
    name: 'र',
    phones: [],
    ageYears: null,
    sex: null,
    address: null,
    pregnant: null,
    onsetOn: null,
    sampleOn: null,
    identifiers: {},
  });
});
