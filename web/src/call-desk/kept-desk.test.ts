import { describe, expect, test } from 'vitest';
import { atRest } from './desk-state.ts';
import { givenTurn } from './given-desk.ts';
import { fromKept, toKept } from './kept-desk.ts';

describe('the desk on the device', () => {
  test('is nothing where no household was under way', () => {
    expect(fromKept(toKept(atRest))).toBeNull();
    expect(fromKept(null)).toBeNull();
  });

  test('that another version of the page kept is left alone', () => {
    const { turn } = givenTurn('mother');
    expect(fromKept({ ...atRest, turn: { ...turn, cards: { mother: { name: 1 } } } })).toBeNull();
  });
});
