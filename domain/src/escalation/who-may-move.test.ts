import { describe, expect, test } from 'vitest';
import { mayMoveEscalation } from './who-may-move.ts';

describe('an escalation', () => {
  test('raised for a doctor is closed by a doctor only', () => {
    for (const role of ['supervisor', 'officer', 'caller', 'field', 'administrator'] as const) {
      expect(mayMoveEscalation([role], 'doctor', 'resolve'), role).toBe(false);
    }
    expect(mayMoveEscalation(['doctor'], 'doctor', 'resolve')).toBe(true);
  });

  test('that waits too long may be taken on by an officer', () => {
    expect(mayMoveEscalation(['officer'], 'doctor', 'acknowledge')).toBe(true);
  });

  test('that belongs to supervisors is theirs to take on and to close', () => {
    expect(mayMoveEscalation(['supervisor'], 'supervisor', 'acknowledge')).toBe(true);
    expect(mayMoveEscalation(['supervisor'], 'supervisor', 'resolve')).toBe(true);
    expect(mayMoveEscalation(['supervisor'], 'doctor', 'acknowledge')).toBe(false);
  });
});
