import { nextEpisode } from '@kshem/domain/episode/episode-state.ts';
import { mayClose } from '@kshem/domain/episode/may-close.ts';
import type { Outcome } from '@kshem/domain/episode/outcome.ts';
import { earliestEnd } from '@kshem/domain/schedule/end-of-follow-up.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { againOnDeadlock } from '../db/again-on-deadlock.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { endEpisode } from './end-episode.ts';
import { type LockedEpisode, lockEpisode } from './queries.ts';

/** How somebody may close an episode by hand. A death and a wish not to be called reach further (tell-death.ts, opt-out.ts). */
export type ClosingOutcome = Exclude<Outcome, 'died' | 'withdrew'>;

export type Closing = {
  readonly episodeId: string;
  readonly outcome: ClosingOutcome;
  /** Needed before the ending rule allows it, or without the doctor it asks for. */
  readonly reason?: string;
};

/**
 * Closes an episode with an outcome: nothing of it is due any more, and it is off the desk at once.
 * @throws AppError not-found · episode-ended · ends-too-early
 */
export function closeEpisode(deps: Deps, actor: Actor, { episodeId, outcome, reason }: Closing): Promise<void> {
  const { districtId } = actor;
  const close = () =>
    inScope(deps.app, actor, async (trx) => {
      const episode = await lockEpisode(trx, districtId, episodeId);
      if (!episode) throw new AppError('not-found', { episodeId });
      const step = nextEpisode(episode.status, { action: 'end', outcome });
      if (step.kind === 'refused') throw new AppError('episode-ended', { episodeId, outcome: episode.outcome });
      const early = await checkRule(deps, actor, episode, outcome, reason ?? null);
      await endEpisode(trx, { districtId, episodeId, personId: episode.personId, outcome, at: deps.now() });
      await writeAudit(deps, trx, actor, {
        action: 'episode.ended',
        subjectKind: 'episode',
        subjectId: episodeId,
        detail: { outcome, personId: episode.personId, ...(early && { early }), ...(reason !== undefined && { reason }) },
      });
    });
  return againOnDeadlock(close);
}

/** @returns whether it is closed before the rule allows it, for a reason that was given */
async function checkRule(
  deps: Deps,
  { roles }: Actor,
  episode: LockedEpisode,
  outcome: ClosingOutcome,
  reason: string | null,
): Promise<boolean> {
  const { episodeId, programmeId, version, mayEnd, zone } = episode;
  const { protocol } = await deps.protocols.get(programmeId, version);
  const { doctorConfirms } = protocol.ending;
  const closing = mayClose({ outcome, mayEnd, doctorConfirms, byDoctor: roles.includes('doctor'), reason });
  if (closing.may) return closing.early;
  throw new AppError('ends-too-early', { episodeId, why: closing.why, earliestOn: earliestEnd(protocol, episode, zone) });
}
