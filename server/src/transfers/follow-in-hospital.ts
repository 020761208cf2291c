import { nextEpisode } from '@kshem/domain/episode/episode-state.ts';
import type { Actor } from '../actor.ts';
import type { Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { clearDesk } from '../episodes/end-episode.ts';
import { findWhetherCalled, isInMourning, lockEpisode, saveEpisodes } from '../episodes/queries.ts';
import { takeUp } from '../episodes/resume-episode.ts';
import type { LockedTransfer } from './queries.ts';

/** From home to hospital follow-up: nobody rings at home, the hospital is asked instead (action `hear`). */
export async function stayInHospital(
  trx: Trx,
  districtId: number,
  { episodeId, personId }: Pick<LockedTransfer, 'episodeId' | 'personId'>,
  now: Date,
): Promise<void> {
  const episode = await lockEpisode(trx, districtId, episodeId);
  if (!episode) return;
  const step = nextEpisode(episode.status, { action: 'pause' });
  if (step.kind === 'refused') return;
  await saveEpisodes(trx, districtId, [episodeId], { status: step.status, outcome: null, now });
  await clearDesk(trx, { districtId, episodeId, personId, reason: 'in-hospital', at: now });
}

/**
 * Back home: the follow-up goes on, with a check-in today where one is still due. One that was ended meanwhile stays ended; where somebody
 * died under that roof it waits for a supervisor's decision.
 */
export async function bringHome(
  deps: Deps,
  trx: Trx,
  { districtId }: Actor,
  { episodeId }: Pick<LockedTransfer, 'episodeId'>,
): Promise<void> {
  const episode = await lockEpisode(trx, districtId, episodeId);
  if (!episode || !(await findWhetherCalled(trx, districtId, episode.personId))) return;
  if (await isInMourning(trx, districtId, episode.householdId)) return;
  const step = nextEpisode(episode.status, { action: 'resume' });
  if (step.kind === 'refused') return;
  await saveEpisodes(trx, districtId, [episodeId], { status: step.status, outcome: null, now: deps.now() });
  const { protocol } = await deps.protocols.get(episode.programmeId, episode.version);
  await takeUp(deps, trx, districtId, episode, protocol);
}
