import { nextEpisode } from '@kshem/domain/episode/episode-state.ts';
import type { Outcome } from '@kshem/domain/episode/outcome.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { againOnDeadlock } from '../db/again-on-deadlock.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { endEpisode } from './end-episode.ts';
import { lockEpisode } from './queries.ts';

/** How somebody may close an episode by hand. A death and a wish not to be called reach further (tell-death.ts, opt-out.ts). */
export type ClosingOutcome = Exclude<Outcome, 'died' | 'withdrew'>;

/**
 * Closes an episode with an outcome: nothing of it is due any more, and it is off the desk at once.
 * @throws AppError not-found · episode-ended
 */
export function closeEpisode(deps: Deps, actor: Actor, closing: { episodeId: string; outcome: ClosingOutcome }): Promise<void> {
  const { districtId } = actor;
  const { episodeId, outcome } = closing;
  const close = () =>
    inScope(deps.app, actor, async (trx) => {
      const episode = await lockEpisode(trx, districtId, episodeId);
      if (!episode) throw new AppError('not-found', { episodeId });
      const step = nextEpisode(episode.status, { action: 'end', outcome });
      if (step.kind === 'refused') throw new AppError('episode-ended', { episodeId, outcome: episode.outcome });
      await endEpisode(trx, { districtId, episodeId, personId: episode.personId, outcome, at: deps.now() });
      await writeAudit(deps, trx, actor, {
        action: 'episode.ended',
        subjectKind: 'episode',
        subjectId: episodeId,
        detail: { outcome, personId: episode.personId },
      });
    });
  return againOnDeadlock(close);
}
