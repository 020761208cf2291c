import { describe, expect, test } from 'vitest';
import { mayClose } from './may-close.ts';

const closing = { outcome: 'completed', mayEnd: false, doctorConfirms: false, byDoctor: false, reason: null } as const;

describe('closing an episode', () => {
  test('as completed or recovered waits for the ending rule, or takes a reason', () => {
    for (const outcome of ['completed', 'recovered'] as const) {
      expect(mayClose({ ...closing, outcome })).toEqual({ may: false, why: 'rule-not-met' });
      expect(mayClose({ ...closing, outcome, reason: '  ' })).toEqual({ may: false, why: 'rule-not-met' });
      expect(mayClose({ ...closing, outcome, reason: 'negative test' })).toEqual({ may: true, early: true });
      expect(mayClose({ ...closing, outcome, mayEnd: true })).toEqual({ may: true, early: false });
    }
  });

  test('where a doctor confirms, is a doctor’s, or takes a reason', () => {
    const ready = { ...closing, mayEnd: true, doctorConfirms: true };
    expect(mayClose(ready)).toEqual({ may: false, why: 'doctor-confirms' });
    expect(mayClose({ ...ready, reason: 'doctor told by telephone' })).toEqual({ may: true, early: true });
    expect(mayClose({ ...ready, byDoctor: true })).toEqual({ may: true, early: false });
  });

  test('because it cannot go on here is never held up', () => {
    for (const outcome of ['referred', 'died', 'moved', 'lost-to-follow-up', 'withdrew', 'not-a-case', 'duplicate'] as const) {
      expect(mayClose({ ...closing, outcome, doctorConfirms: true })).toEqual({ may: true, early: false });
    }
  });
});
