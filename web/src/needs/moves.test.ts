import { describe, expect, test } from 'vitest';
import { movesOf, movesOfAll } from './moves.ts';

describe('what may be done with needs', () => {
  test('is what their state table says, and a remark always', () => {
    expect(movesOf('open')).toEqual(['assign', 'promise', 'fulfil', 'decline', 'note']);
    expect(movesOf('fulfilled')).toEqual(['confirm', 'reopen', 'note']);
    expect(movesOf('fulfilled', () => false)).toEqual(['reopen', 'note']);
    expect(movesOf('confirmed')).toEqual(['note']);
    expect(movesOf('declined')).toEqual(['reopen', 'note']);
  });

  test('with several is what may be done with each, and never one promise to many', () => {
    expect(movesOfAll(['open', 'assigned'])).toEqual(['assign', 'fulfil', 'decline', 'note']);
    expect(movesOfAll(['open', 'fulfilled'])).toEqual(['note']);
  });
});
