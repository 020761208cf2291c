import type { DeskNeedCode } from '@kshem/domain/need/desk-need-kinds.ts';
import type { Actor } from '../actor.ts';
import type { Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { raiseNeed } from '../needs/raise-need.ts';
import { lockEpisode } from './queries.ts';

/** What somebody must decide or confirm after calls were stopped by hand; an attempt's outcome raises the same (calls/). */
export async function raiseStopNeed(
  deps: Deps,
  trx: Trx,
  { districtId, userId }: Actor,
  about: { personId: string; householdId: string; areaId: number; episodeId: string; kind: DeskNeedCode },
): Promise<void> {
  const episode = await lockEpisode(trx, districtId, about.episodeId);
  if (!episode) return;
  const { programmeId, version } = episode;
  await raiseNeed(trx, deps, { ...about, districtId, programmeId, version, cause: 'desk', by: userId });
}
