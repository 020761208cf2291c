import type { Moved, Refusal, Transitions } from '../state/transitions.ts';
import { move } from '../state/transitions.ts';
import type { Outcome } from './outcome.ts';

/**
 * An episode of care. `end` carries an outcome. `reopen` is there because outcomes are told by telephone and some are wrong: a person
 * reported dead may answer tomorrow.
 *
 *   active ⇄ paused        pause, resume
 *   active, paused → ended end(outcome)
 *   ended → active         reopen
 */
export const episodeStatuses = ['active', 'paused', 'ended'] as const;
export type EpisodeStatus = (typeof episodeStatuses)[number];
export type EpisodeAction = 'pause' | 'resume' | 'end' | 'reopen';

export const episodeTable: Transitions<EpisodeStatus, EpisodeAction> = {
  initial: 'active',
  moves: {
    active: { pause: { to: 'paused', event: 'episode-paused' }, end: { to: 'ended', event: 'episode-ended' } },
    paused: { resume: { to: 'active', event: 'episode-resumed' }, end: { to: 'ended', event: 'episode-ended' } },
    ended: { reopen: { to: 'active', event: 'episode-reopened' } },
  },
};

export type EpisodeStep =
  | { readonly action: 'end'; readonly outcome: Outcome }
  | { readonly action: Exclude<EpisodeAction, 'end'> };

/** `outcome` is null unless the episode has ended with this step. Ending an ended episode is refused: its first outcome stands. */
export function nextEpisode(
  status: EpisodeStatus,
  step: EpisodeStep,
): (Moved<EpisodeStatus> & { readonly outcome: Outcome | null }) | Refusal<EpisodeStatus, EpisodeAction> {
  const result = move(episodeTable, status, step.action);
  return result.kind === 'refused' ? result : { ...result, outcome: step.action === 'end' ? step.outcome : null };
}
