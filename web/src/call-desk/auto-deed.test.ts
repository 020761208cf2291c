import { causes } from '@kshem/domain/attempt/cause.ts';
import { describe, expect, test } from 'vitest';
import { autoDeed } from './auto-deed.ts';
import { suggestedOutcome } from './suggested-outcome.ts';

const ready = { on: true, dials: true, phase: 'ready', busy: false, call: null } as const;
const ended = (cause: (typeof causes)[number]) => ({ callId: 'call', state: 'ended', cause }) as const;

describe('the desk that goes on by itself', () => {
  test('rings whoever has been read about, and only while the caller’s own phone is there', () => {
    expect(autoDeed(ready)).toEqual({ does: 'call', afterMs: 10_000 });
    expect(autoDeed({ ...ready, dials: false })).toBeNull();
    expect(autoDeed({ ...ready, on: false })).toBeNull();
    expect(autoDeed({ ...ready, busy: true })).toBeNull();
  });

  test('writes down what the line said of a person, never our own failure, what takes a number out of use, or what somebody said', () => {
    const written = causes.filter((cause) => autoDeed({ ...ready, phase: 'calling', call: ended(cause) })?.does === 'writeDown');
    expect(written).toEqual(['busy', 'no-answer', 'rejected', 'switched-off', 'out-of-coverage']);
    expect(autoDeed({ ...ready, phase: 'asking', call: ended('busy') })).toBeNull();
    expect(autoDeed({ ...ready, phase: 'calling', call: { callId: 'call', state: 'ringing', cause: null } })).toBeNull();
  });
});

test('what the line said is an outcome with a key; a hang-up suggests none', () => {
  expect(suggestedOutcome(ended('switched-off'))).toMatchObject({ disposition: 'switched-off', key: '3' });
  expect(suggestedOutcome(ended('congestion'))).toMatchObject({ disposition: 'technical-failure' });
  expect([suggestedOutcome(ended('normal')), suggestedOutcome(ended('lost')), suggestedOutcome(null)]).toEqual([
    null,
    null,
    null,
  ]);
});
