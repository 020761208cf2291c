import { nextEpisode } from '@kshem/domain/episode/episode-state.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { againOnDeadlock } from '../db/again-on-deadlock.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { clearDesk } from './end-episode.ts';
import { lockEpisode, saveEpisodes } from './queries.ts';

/**
 * Leaves somebody alone until somebody resumes: off the desk at once, and not planned any more.
 * @throws AppError not-found · episode-ended · conflict (it is paused already)
 */
export function pauseEpisode(
  deps: Deps,
  actor: Actor,
  { episodeId, reason }: { episodeId: string; reason: string },
): Promise<void> {
  const { districtId } = actor;
  const pause = () =>
    inScope(deps.app, actor, async (trx) => {
      const episode = await lockEpisode(trx, districtId, episodeId);
      if (!episode) throw new AppError('not-found', { episodeId });
      const step = nextEpisode(episode.status, { action: 'pause' });
      if (step.kind === 'refused') throw new AppError(episode.status === 'ended' ? 'episode-ended' : 'conflict', { episodeId });
      const now = deps.now();
      await saveEpisodes(trx, districtId, [episodeId], { status: step.status, outcome: null, now });
      await clearDesk(trx, { districtId, episodeId, personId: episode.personId, reason: 'paused', at: now });
      const subject = { subjectKind: 'episode', subjectId: episodeId };
      await writeAudit(deps, trx, actor, { action: step.event.replace('-', '.'), ...subject, detail: { reason } });
    });
  return againOnDeadlock(pause);
}
