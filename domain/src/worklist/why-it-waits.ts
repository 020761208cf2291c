import { bands } from './urgency-band.ts';

/**
 * What keeps a household's turn from being called at this moment, for those who watch the desk. The screen says it in words.
 *
 * held: somebody has it now. reserved: kept on a caller's device for when the network fails. in-line: due, the next caller of its ward and
 * language gets it in its order. promised: promised to the person for a time that has not come. retry: nobody was reached, and the next
 * try's time has not come. later: another first try or a later check-in of the day. window-over: today's calling hours are over.
 * nobody-due: nobody of the household is due any more.
 */
export const waitings = [
  'held',
  'reserved',
  'in-line',
  'promised',
  'retry',
  'later',
  'outside-window',
  'window-over',
  'nobody-due',
] as const;
export type Waiting = (typeof waitings)[number];

export type TurnSeen = {
  readonly state: string;
  readonly band: number;
  readonly dueAt: Date;
  readonly closesAt: Date;
  /** What the last attempt on the one who leads came to; null before the first. */
  readonly lastDisposition: string | null;
};

/** @param open whether its programme's calling window is open at `at` */
export function whyItWaits(turn: TurnSeen, open: boolean, at: Date): Waiting {
  if (turn.state === 'claimed') return 'held';
  if (turn.state === 'reserved') return 'reserved';
  if (turn.state === 'idle') return 'nobody-due';
  if (turn.closesAt <= at) return 'window-over';
  if (turn.dueAt <= at) return open ? 'in-line' : 'outside-window';
  if (turn.band === bands.promised) return 'promised';
  return turn.lastDisposition === null ? 'later' : 'retry';
}
