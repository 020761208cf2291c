import type { Outcome } from '../episode/outcome.ts';
import type { ListResult, ListStatus } from './read-status.ts';

/** How an episode ends by what a list tells; null while the person is to be followed at home. */
export function outcomeTold(status: ListStatus | null, result: ListResult | null): Outcome | null {
  switch (status) {
    case 'deceased':
      return 'died';
    case 'recovered':
      return 'recovered';
    case 'hospitalised':
      return 'referred';
    case 'migrated':
      return 'moved';
    case null:
      // A list of everybody tested holds those who are not ill; a status beside the result says more than the result.
      return result === 'negative' ? 'not-a-case' : null;
    default:
      return null;
  }
}

/** The person's last episode under the programme. */
export type LastEpisode = {
  readonly status: 'active' | 'paused' | 'ended';
  readonly outcome: Outcome | null;
  /** Local date; null while it is open. */
  readonly endedOn: string | null;
};

/**
 * Whether a row of somebody known begins a new episode: nobody followed them under this programme yet, they were tested again after the
 * last one ended, or yesterday's list had them in hospital and today's has them at home. The dead are never followed again on a list's
 * word.
 */
export function beginsAgain(
  last: LastEpisode | null,
  now: { readonly status: ListStatus | null; readonly result: ListResult | null; readonly sampleOn: string | null },
  before: ListStatus | null,
): boolean {
  if (outcomeTold(now.status, now.result) !== null) return false;
  if (last === null) return true;
  if (last.status !== 'ended' || last.outcome === 'died') return false;
  const home = now.status === 'home-isolation' || now.status === 'active';
  if (last.outcome === 'referred' && before === 'hospitalised' && home) return true;
  return now.sampleOn !== null && last.endedOn !== null && now.sampleOn > last.endedOn;
}
