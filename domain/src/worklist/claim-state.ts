import type { Moved, Refusal, Transitions } from '../state/transitions.ts';
import { move } from '../state/transitions.ts';

/**
 * A household's turn at the telephone. `idle`: nothing of it may be done now.
 *
 *   ready → claimed     claim, with a lease and the next fencing number
 *   claimed → claimed   renew
 *   claimed → ready     release, expire (the lease ran out)
 *   claimed → idle      finish: nothing of it is left to do now
 *   ready ⇄ idle        empty, refill
 */
export const turnStates = ['ready', 'claimed', 'idle'] as const;
export type TurnState = (typeof turnStates)[number];
export type TurnAction = 'claim' | 'renew' | 'release' | 'expire' | 'finish' | 'empty' | 'refill';

export const turnTable: Transitions<TurnState, TurnAction> = {
  initial: 'ready',
  moves: {
    ready: { claim: { to: 'claimed', event: 'turn-claimed' }, empty: { to: 'idle', event: 'turn-emptied' } },
    claimed: {
      renew: { to: 'claimed', event: 'claim-renewed' },
      release: { to: 'ready', event: 'claim-released' },
      expire: { to: 'ready', event: 'claim-expired' },
      finish: { to: 'idle', event: 'turn-finished' },
    },
    idle: { refill: { to: 'ready', event: 'turn-refilled' } },
  },
};

export function nextTurn(state: TurnState, action: TurnAction): Moved<TurnState> | Refusal<TurnState, TurnAction> {
  return move(turnTable, state, action);
}

/**
 * How a write by a claim's holder stands. `holder`: it still holds the claim. `late`: the lease ran out or another holds it now; what
 * the person said is accepted and marked, and nothing else of the write is.
 *
 * @param shown the fencing number the writer got with its claim
 */
export function standing(
  turn: { readonly state: TurnState; readonly fence: number; readonly claimUntil: Date | null },
  shown: number,
  at: Date,
): 'holder' | 'late' {
  const held = turn.state === 'claimed' && turn.claimUntil !== null && at < turn.claimUntil;
  return held && turn.fence === shown ? 'holder' : 'late';
}
