import type { LineState } from './desk-port.ts';
import type { Phase } from './desk-state.ts';
import { suggestedOutcome } from './suggested-outcome.ts';

/** What the desk does next by itself where the caller wishes so, and after how long unless they do something first. */
export type AutoDeed = { readonly does: 'call' | 'writeDown'; readonly afterMs: number };

/** Long enough to read who it is; the phone rings only then. */
const readMs = 10_000;
/** Long enough to say otherwise. */
const sayMs = 4000;

/**
 * One line for one free caller: a phone rings only while its caller waits for it, so nobody who answers meets silence. What was our own
 * failure is never written down by itself, else a dead line would empty the list.
 */
export function autoDeed({ on, dials, phase, busy, call }: Situation): AutoDeed | null {
  if (!on || !dials || busy) return null;
  if (phase === 'ready') return { does: 'call', afterMs: readMs };
  const outcome = phase === 'calling' ? suggestedOutcome(call) : null;
  return outcome && outcome.disposition !== 'technical-failure' ? { does: 'writeDown', afterMs: sayMs } : null;
}

type Situation = {
  readonly on: boolean;
  /** The exchange rings people for this caller. */
  readonly dials: boolean;
  readonly phase: Phase;
  /** Something lies open on the desk. */
  readonly busy: boolean;
  readonly call: LineState['call'];
};
