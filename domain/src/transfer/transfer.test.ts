import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { move } from '../state/transitions.ts';
import { stepDueAt } from './step-deadline.ts';
import { holdsBed, type TransferStatus, transferActions, transferTable } from './transfer-state.ts';

const step = (status: TransferStatus, action: (typeof transferActions)[number]) => move(transferTable, status, action);

describe('a transfer', () => {
  test('goes from the request to the discharge by its steps and no other way', () => {
    const steps = ['hold-bed', 'confirm-bed', 'send-ambulance', 'pick-up', 'admit', 'hear', 'discharge'] as const;
    let status: TransferStatus = 'requested';
    const seen = steps.map((action) => {
      const moved = step(status, action);
      if (moved.kind === 'refused') throw new Error(`${action} from ${status}`);
      status = moved.status;
      return status;
    });
    expect(seen).toEqual(['bed-held', 'bed-held', 'ambulance-sent', 'picked-up', 'admitted', 'admitted', 'discharged']);
    for (const skipped of ['send-ambulance', 'pick-up', 'admit'] as const)
      expect(step('requested', skipped).kind).toBe('refused');
  });

  test('is not cancelled once the person is in the ambulance', () => {
    expect((['requested', 'bed-held', 'ambulance-sent'] as const).map((status) => step(status, 'cancel').kind)).toEqual([
      'moved',
      'moved',
      'moved',
    ]);
    expect(step('picked-up', 'cancel').kind).toBe('refused');
  });

  test('takes a bed when it is held and gives it back once, whatever is tried in between', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...transferActions), { maxLength: 20 }), (actions) => {
        let status: TransferStatus = 'requested';
        let beds = 0;
        for (const action of actions) {
          const moved = step(status, action);
          if (moved.kind === 'refused') continue;
          beds += Number(holdsBed(moved.status)) - Number(holdsBed(status));
          status = moved.status;
          expect(beds).toBe(holdsBed(status) ? 1 : 0);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('the time of a step', () => {
  const now = new Date('2022-01-12T04:30:00Z');
  const after = (due: Date) => (due.getTime() - now.getTime()) / 60_000;

  test('is short while somebody waits at home', () => {
    expect(after(stepDueAt('requested', now, null))).toBe(15);
    expect(after(stepDueAt('bed-held', now, null))).toBe(20);
  });

  test('of an ambulance runs from the time it was told for', () => {
    expect(after(stepDueAt('ambulance-sent', now, new Date('2022-01-12T05:00:00Z')))).toBe(40);
    expect(after(stepDueAt('ambulance-sent', now, new Date('2022-01-12T04:00:00Z')))).toBe(10);
  });
});
