import { describe, expect, test } from 'vitest';
import { nextTurn, standing } from './claim-state.ts';
import { nextItem } from './item-state.ts';

const at = (minute: number) => new Date(Date.UTC(2022, 0, 12, 4, minute));

describe('a claim', () => {
  const held = { state: 'claimed', fence: 7, claimUntil: at(10) } as const;

  test('stands while its lease runs and nobody claimed after it', () => {
    expect(standing(held, 7, at(9))).toBe('holder');
    expect(standing(held, 7, at(10))).toBe('late');
    expect(standing(held, 6, at(9))).toBe('late');
    expect(standing({ state: 'ready', fence: 7, claimUntil: null }, 7, at(9))).toBe('late');
  });

  test('is not taken on a turn that is held', () => {
    expect(nextTurn('claimed', 'claim')).toMatchObject({ kind: 'refused', allowed: ['renew', 'release', 'expire', 'finish'] });
    expect(nextTurn('claimed', 'expire')).toEqual({ kind: 'moved', status: 'ready', event: 'claim-expired' });
  });
});

describe('a worklist item', () => {
  test('is done by answers even after it was dropped, and never reopened', () => {
    expect(nextItem('dropped', 'complete')).toMatchObject({ kind: 'moved', status: 'done', event: 'item-completed-late' });
    expect(nextItem('done', 'drop').kind).toBe('refused');
    expect(nextItem('done', 'complete').kind).toBe('refused');
  });
});
