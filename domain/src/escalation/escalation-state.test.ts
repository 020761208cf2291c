import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escalationFor, secondLineDueAt } from './deadline.ts';
import type { EscalationStatus, EscalationStep } from './escalation-state.ts';
import { nextEscalation } from './escalation-state.ts';

const at = (minute: number) => new Date(Date.UTC(2022, 0, 12, 4, minute));

describe('an escalation', () => {
  test('is never resolved without an acknowledgement by somebody’s name, whatever is tried', () => {
    const anyStep = fc.oneof(
      fc.record({ action: fc.constantFrom('acknowledge', 'resolve', 'hand-back'), by: fc.constantFrom('', ' ', 'doctor-1') }),
      fc.constant<EscalationStep>({ action: 'expire' }),
    ) as fc.Arbitrary<EscalationStep>;
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 12 }), (steps) => {
        let status: EscalationStatus = 'raised';
        let acknowledgedBy: string | null = null;
        for (const step of steps) {
          const result = nextEscalation(status, step);
          if (result.kind === 'refused') continue;
          if (step.action === 'acknowledge') acknowledgedBy = step.by;
          if (step.action === 'hand-back') acknowledgedBy = null;
          status = result.status;
        }
        if (status !== 'raised') expect(acknowledgedBy).toBe('doctor-1');
      }),
      { numRuns: 500 },
    );
  });

  test('that runs out of time stays raised, for the second line', () => {
    expect(nextEscalation('raised', { action: 'expire' })).toEqual({
      kind: 'moved',
      status: 'raised',
      event: 'escalation-expired',
    });
    expect(nextEscalation('acknowledged', { action: 'expire' }).kind).toBe('refused');
    expect(secondLineDueAt(at(0), at(15))).toEqual(at(30));
  });

  test('is raised for the levels of the version and for no other', () => {
    const escalate = { red: { to: 'doctor', withinMinutes: 15 } } as const;
    expect(escalationFor(escalate, 'red', at(0))).toEqual({ to: 'doctor', dueAt: at(15) });
    expect(escalationFor(escalate, 'amber', at(0))).toBeNull();
  });
});
