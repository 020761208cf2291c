import type { Moved, Refusal, Transitions } from '../state/transitions.ts';
import { move } from '../state/transitions.ts';

/**
 * One thing to do on today's desk. A retry leaves it open with a later time; `drop` is for what will not be done by telephone today
 * (ladder ended, episode over, day closed).
 *
 *   open → done      complete: answers were taken
 *   open → dropped   drop(reason)
 *   dropped → done   complete: answers came after it was dropped. What a person said outranks the desk's bookkeeping
 */
export const itemStates = ['open', 'done', 'dropped'] as const;
export type ItemState = (typeof itemStates)[number];
export type ItemAction = 'complete' | 'drop';

export const itemTable: Transitions<ItemState, ItemAction> = {
  initial: 'open',
  moves: {
    open: { complete: { to: 'done', event: 'item-completed' }, drop: { to: 'dropped', event: 'item-dropped' } },
    done: {},
    dropped: { complete: { to: 'done', event: 'item-completed-late' } },
  },
};

export function nextItem(state: ItemState, action: ItemAction): Moved<ItemState> | Refusal<ItemState, ItemAction> {
  return move(itemTable, state, action);
}
