import type { Level } from '@kshem/domain/protocol/protocol.ts';
import { fieldVisitDue } from '@kshem/domain/schedule/silence.ts';
import { addDays } from '@kshem/domain/time/local-date.ts';
import type { Deps } from '../deps.ts';
import { silentToday } from './attempted-of.ts';
import { raiseHomeVisits } from './raise-home-visits.ts';
import { listUnheardEpisodes, type UnheardEpisode } from './silent-queries.ts';

const batchSize = 1000;

/**
 * Sends somebody to everyone who was due and unheard for as many whole days as the protocol allows, today not counted. The day's close
 * does the same in the evening; this one catches what no close saw (a night on which the server was down). One visit is open at a time.
 */
export async function findSilent(
  deps: Deps,
  { districtId, day }: { districtId: number; day: string },
): Promise<{ raised: number }> {
  let raised = 0;
  let after: string | null = null;
  for (;;) {
    const step = await deps.system.transaction().execute(async (trx) => {
      const episodes: UnheardEpisode[] = await listUnheardEpisodes(trx, { districtId, day, after, limit: batchSize });
      const silent: UnheardEpisode[] = [];
      for (const episode of episodes) if (await isSilent(deps, episode, addDays(day, -1))) silent.push(episode);
      return { raised: await raiseHomeVisits(deps, trx, districtId, silent), last: episodes.at(-1)?.episodeId ?? null };
    });
    raised += step.raised;
    if (step.last === null) return { raised };
    after = step.last;
  }
}

async function isSilent(deps: Deps, episode: UnheardEpisode, yesterday: string): Promise<boolean> {
  const { protocol } = await deps.protocols.get(episode.programmeId, episode.version);
  return fieldVisitDue(protocol.reach, silentToday(protocol, episode, yesterday), episode.lastLevel as Level | null);
}
