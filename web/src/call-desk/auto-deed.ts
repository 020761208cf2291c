import type { Disposition } from '@kshem/domain/attempt/disposition.ts';
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
 * Written down only by somebody's own hand: our failure, because a dead line would empty the list; and what takes a number out of use,
 * because an operator who wants numbers in another form calls every one of them unknown.
 */
const neverByItself: ReadonlySet<Disposition> = new Set(['technical-failure', 'invalid-number', 'incoming-barred']);

/**
 * One line for one free caller: a phone rings only while its caller waits for it, so nobody who answers meets silence.
 */
export function autoDeed({ on, dials, phase, busy, call }: Situation): AutoDeed | null {
  if (!on || !dials || busy) return null;
  if (phase === 'ready') return { does: 'call', afterMs: readMs };
  const outcome = phase === 'calling' ? suggestedOutcome(call) : null;
  return outcome && !neverByItself.has(outcome.disposition) ? { does: 'writeDown', afterMs: sayMs } : null;
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
