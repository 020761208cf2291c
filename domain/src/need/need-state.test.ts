import { describe, expect, test } from 'vitest';
import type { NeedStatus } from './need-state.ts';
import { needStatuses, nextNeed } from './need-state.ts';
import { isOverdue, needDueAt } from './overdue.ts';

const at = (hour: number) => new Date(Date.UTC(2022, 0, 12, hour));

describe('a need', () => {
  test('is closed by the person’s word, not by the one who delivered', () => {
    expect(nextNeed('assigned', 'fulfil')).toMatchObject({ status: 'fulfilled' });
    expect(nextNeed('fulfilled', 'confirm')).toMatchObject({ status: 'confirmed' });
    for (const status of ['open', 'assigned', 'declined'] as const) expect(nextNeed(status, 'confirm').kind).toBe('refused');
  });

  test('that never came, or was declined, is open again', () => {
    expect(nextNeed('fulfilled', 'reopen')).toEqual({ kind: 'moved', status: 'open', event: 'need-reopened' });
    expect(nextNeed('declined', 'reopen')).toMatchObject({ status: 'open' });
    expect(nextNeed('confirmed', 'reopen').kind).toBe('refused');
  });

  test('a promise changes the promised time and nothing else', () => {
    expect(nextNeed('open', 'promise')).toMatchObject({ status: 'open', event: 'need-promised' });
    expect(nextNeed('assigned', 'promise')).toMatchObject({ status: 'assigned' });
  });

  test('a refusal names what may be done instead', () => {
    expect(nextNeed('fulfilled', 'assign')).toEqual({
      kind: 'refused',
      refusal: 'not-allowed-now',
      status: 'fulfilled',
      action: 'assign',
      allowed: ['confirm', 'reopen'],
    });
  });

  test('is overdue when its hours have run out and its owner has not acted', () => {
    const dueAt = needDueAt({ withinHours: 4 }, at(4));
    expect(dueAt).toEqual(at(8));
    const overdue = (status: NeedStatus, when: Date) => isOverdue({ status, dueAt }, when);
    expect(overdue('open', at(7))).toBe(false);
    expect(needStatuses.filter((status) => overdue(status, at(8)))).toEqual(['open', 'assigned']);
  });
});
