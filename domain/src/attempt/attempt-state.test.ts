import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CallFacts, CallNews } from './attempt-state.ts';
import { callTable, newCall, onCallNews } from './attempt-state.ts';
import { causes } from './cause.ts';
import { dispositionFromCause } from './disposition-from-cause.ts';

const at = (second: number) => new Date(Date.UTC(2022, 0, 12, 4, 0, second));
const tell = (news: readonly CallNews[], from: CallFacts = newCall) =>
  news.reduce((call, one) => onCallNews(call, one).call, from);
const answeredCall: readonly CallNews[] = [
  { type: 'accepted', at: at(1) },
  { type: 'ringing', at: at(3) },
  { type: 'answered', at: at(9) },
  { type: 'ended', at: at(70), cause: 'normal' },
];

describe('a call', () => {
  test('goes from requested to ended and keeps when each thing happened', () => {
    expect(tell(answeredCall)).toEqual({
      state: 'ended',
      dialledAt: at(1),
      answeredAt: at(9),
      endedAt: at(70),
      cause: 'normal',
    });
  });

  test('that the provider would not dial has ended without having been dialled', () => {
    expect(tell([{ type: 'refused', at: at(1) }])).toEqual({
      ...newCall,
      state: 'ended',
      endedAt: at(1),
      cause: 'provider-failure',
    });
  });

  test('that has ended stays ended, whatever is told later', () => {
    const busy = tell([
      { type: 'accepted', at: at(1) },
      { type: 'ended', at: at(2), cause: 'busy' },
    ]);
    for (const late of [...answeredCall, { type: 'lost', at: at(99) }, { type: 'refused', at: at(0) }] as const) {
      const { call, event } = onCallNews(busy, late);
      expect(event, late.type).toBeNull();
      expect([call.state, call.cause, call.endedAt]).toEqual(['ended', 'busy', at(2)]);
    }
  });

  test('told as answered only after its end was answered all the same, so its cause settles nothing', () => {
    const call = tell([
      { type: 'ended', at: at(70), cause: 'normal' },
      { type: 'answered', at: at(9) },
    ]);
    expect(call.answeredAt).toEqual(at(9));
    expect(dispositionFromCause('normal', call.answeredAt !== null)).toBeNull();
  });

  test('answered before the dial was confirmed does not fall back to dialling', () => {
    const { call, event } = onCallNews(tell([{ type: 'answered', at: at(5) }]), { type: 'accepted', at: at(1) });
    expect([call.state, call.dialledAt, event]).toEqual(['answered', at(1), null]);
  });

  test('that reconcile gave up keeps its end when the true one comes late', () => {
    const call = tell([
      { type: 'lost', at: at(60) },
      { type: 'ended', at: at(50), cause: 'no-answer' },
    ]);
    expect([call.cause, call.endedAt]).toEqual(['lost', at(60)]);
  });

  test('comes to the same facts whatever the order and however often its news arrives', () => {
    const anyNews = fc.subarray([...answeredCall], { minLength: 1 }).chain((told) =>
      fc.tuple(
        fc.constant(told),
        fc
          .array(fc.constantFrom(...told), { maxLength: 6 })
          .chain((again) => fc.shuffledSubarray([...told, ...again], { minLength: told.length + again.length })),
      ),
    );
    fc.assert(
      fc.property(anyNews, ([told, arrived]) => {
        expect(tell(arrived)).toEqual(tell(told));
      }),
    );
  });

  test('never moves backwards', () => {
    const order = ['requested', 'dialling', 'ringing', 'answered', 'ended'];
    for (const [from, moves] of Object.entries(callTable.moves)) {
      for (const move of Object.values(moves)) expect(order.indexOf(move.to)).toBeGreaterThan(order.indexOf(from));
    }
  });
});

describe('a disposition from a cause', () => {
  test('is settled by every cause of a call that nobody answered, and by none once somebody did', () => {
    for (const cause of causes) {
      expect(dispositionFromCause(cause, false), cause).not.toBeNull();
      expect(dispositionFromCause(cause, true), cause).toBeNull();
    }
  });

  test('a declined call is not a busy line: it is not rung again in ten minutes', () => {
    expect(dispositionFromCause('rejected', false)).toBe('no-answer');
    expect(dispositionFromCause('busy', false)).toBe('busy');
  });

  test('trouble on our side is never written as the person’s', () => {
    for (const cause of ['congestion', 'provider-failure', 'lost'] as const) {
      expect(dispositionFromCause(cause, false)).toBe('technical-failure');
    }
  });
});
