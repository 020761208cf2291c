import type { Moved, Refusal, Transitions } from '../state/transitions.ts';
import { move } from '../state/transitions.ts';

/**
 * Something the person lacks. It is closed only when the person says that it came (`confirm`): kits were marked delivered that never
 * arrived. `promise` sets or changes the promised time and is open to whoever holds the need.
 *
 *   open → assigned                 assign          open, assigned: promise (stays)
 *   open, assigned → fulfilled      fulfil          assigned: assign (to somebody else, stays)
 *   open, assigned: fail (stays)    somebody went and came back with it, with a reason
 *   assigned → open                 giveBack, for another team
 *   fulfilled → confirmed           confirm, by the person, usually on the next call
 *   fulfilled, declined → open      reopen (counted)
 *   open, assigned → declined       decline, with a reason
 */
export const needStatuses = ['open', 'assigned', 'fulfilled', 'confirmed', 'declined'] as const;
export type NeedStatus = (typeof needStatuses)[number];
export type NeedAction = 'assign' | 'promise' | 'fulfil' | 'fail' | 'giveBack' | 'confirm' | 'decline' | 'reopen';

export const needTable: Transitions<NeedStatus, NeedAction> = {
  initial: 'open',
  moves: {
    open: {
      assign: { to: 'assigned', event: 'need-assigned' },
      promise: { to: 'open', event: 'need-promised' },
      fail: { to: 'open', event: 'need-not-delivered' },
      fulfil: { to: 'fulfilled', event: 'need-fulfilled' },
      decline: { to: 'declined', event: 'need-declined' },
    },
    assigned: {
      assign: { to: 'assigned', event: 'need-reassigned' },
      promise: { to: 'assigned', event: 'need-promised' },
      fail: { to: 'assigned', event: 'need-not-delivered' },
      giveBack: { to: 'open', event: 'need-given-back' },
      fulfil: { to: 'fulfilled', event: 'need-fulfilled' },
      decline: { to: 'declined', event: 'need-declined' },
    },
    fulfilled: {
      confirm: { to: 'confirmed', event: 'need-confirmed' },
      reopen: { to: 'open', event: 'need-reopened' },
    },
    confirmed: {},
    declined: { reopen: { to: 'open', event: 'need-reopened' } },
  },
};

export function nextNeed(status: NeedStatus, action: NeedAction): Moved<NeedStatus> | Refusal<NeedStatus, NeedAction> {
  return move(needTable, status, action);
}

/** Whether nobody has to do anything for it now. A fulfilled need still waits for the person's word, but not for its owner. */
export function isWaitedFor(status: NeedStatus): boolean {
  return status === 'open' || status === 'assigned';
}
