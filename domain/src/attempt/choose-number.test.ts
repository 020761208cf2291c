import { describe, expect, test } from 'vitest';
import { chooseNumber, type HouseholdNumber } from './choose-number.ts';

const number = (personId: string, contactPointId: string, rank = 1, usable = true): HouseholdNumber => ({
  personId,
  contactPointId,
  rank,
  usable,
});
const person = (personId: string, wantedId: string | null = null) => ({ personId, wantedId });

describe('which number a household is rung on', () => {
  test('everybody who shares the phone of the most urgent person is asked on one call', () => {
    expect(chooseNumber([person('asha'), person('ravi')], [number('asha', 'phone'), number('ravi', 'phone')])).toEqual({
      kind: 'chosen',
      contactPointId: 'phone',
      personIds: ['asha', 'ravi'],
    });
  });

  test('who has a working number of their own is not asked on a stranger number', () => {
    const numbers = [number('asha', 'a'), number('ravi', 'b')];
    expect(chooseNumber([person('asha'), person('ravi')], numbers)).toMatchObject({ contactPointId: 'a', personIds: ['asha'] });
  });

  test('the number that the ladder wants goes before the first by rank', () => {
    const numbers = [number('asha', 'first'), number('asha', 'second', 2)];
    expect(chooseNumber([person('asha')], numbers)).toMatchObject({ contactPointId: 'first' });
    expect(chooseNumber([person('asha', 'second')], numbers)).toMatchObject({ contactPointId: 'second' });
  });

  test('a number that was wrong for a person is never tried for them again, but is for another', () => {
    const numbers = [number('asha', 'phone', 1, false), number('ravi', 'phone')];
    expect(chooseNumber([person('asha'), person('ravi')], numbers)).toEqual({
      kind: 'chosen',
      contactPointId: 'phone',
      personIds: ['ravi'],
    });
  });

  test('a person without a phone is asked through a relative', () => {
    expect(chooseNumber([person('child')], [number('mother', 'phone')])).toMatchObject({ personIds: ['child'] });
  });

  test('a number no longer in service is not chosen, whoever asks for it', () => {
    expect(chooseNumber([person('asha')], [number('asha', 'dead', 1, false)])).toEqual({ kind: 'no-number' });
    expect(chooseNumber([person('asha')], [number('asha', 'dead', 1, false), number('asha', 'live', 2)], 'dead')).toEqual({
      kind: 'no-number',
    });
  });

  test('nobody to ask is no number', () => {
    expect(chooseNumber([], [number('asha', 'phone')])).toEqual({ kind: 'no-number' });
  });
});
