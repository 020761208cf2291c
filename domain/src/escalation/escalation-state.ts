import type { Moved, Refusal, Transitions } from '../state/transitions.ts';
import { move } from '../state/transitions.ts';

/**
 * Someone senior must act by a time. Nothing is resolved that nobody acknowledged by name, red least of all. Time running out does
 * not close it: `expire` moves it to the second line, still raised; each expiry is an event of its own.
 *
 *   raised → acknowledged → resolved      acknowledge(by), resolve(by)
 *   raised → raised                       expire: now also the second line's
 *   acknowledged → raised                 hand-back(by)
 */
export const escalationStatuses = ['raised', 'acknowledged', 'resolved'] as const;
export type EscalationStatus = (typeof escalationStatuses)[number];
export type EscalationAction = 'acknowledge' | 'resolve' | 'expire' | 'hand-back';

export const escalationTable: Transitions<EscalationStatus, EscalationAction> = {
  initial: 'raised',
  moves: {
    raised: {
      acknowledge: { to: 'acknowledged', event: 'escalation-acknowledged' },
      expire: { to: 'raised', event: 'escalation-expired' },
    },
    acknowledged: {
      resolve: { to: 'resolved', event: 'escalation-resolved' },
      'hand-back': { to: 'raised', event: 'escalation-handed-back' },
    },
    resolved: {},
  },
};

export type EscalationStep =
  /** `by`: the id of the account that acts. */
  { readonly action: Exclude<EscalationAction, 'expire'>; readonly by: string } | { readonly action: 'expire' };

export function nextEscalation(
  status: EscalationStatus,
  step: EscalationStep,
):
  | Moved<EscalationStatus>
  | Refusal<EscalationStatus, EscalationAction>
  | { readonly kind: 'refused'; readonly refusal: 'needs-a-name' } {
  if (step.action !== 'expire' && step.by.trim() === '') return { kind: 'refused', refusal: 'needs-a-name' };
  return move(escalationTable, status, step.action);
}
