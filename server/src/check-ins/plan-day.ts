import type { CompiledProtocol } from '@kshem/domain/protocol/compile-protocol.ts';
import type { Level } from '@kshem/domain/protocol/protocol.ts';
import { dueCheckIns, type EpisodeToPlan } from '@kshem/domain/schedule/due-check-ins.ts';
import { dayOfFollowUp } from '@kshem/domain/schedule/end-of-follow-up.ts';
import { localDate } from '@kshem/domain/time/local-date.ts';
import type { Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { endFinished } from '../episodes/end-finished.ts';
import { findZone } from '../settings/find-zone.ts';
import { inOwnHours } from '../settings/own-hours.ts';
import { askByKey, type EpisodeForPlan, insertPlanned, listEpisodesToPlan, type Place, type PlannedCheckIn } from './queries.ts';

/** Rows in memory and in one transaction at a time: small beside the server, and still some twenty round trips for 100,000 people. */
const batchSize = 5000;

/**
 * Writes the check-ins due on a local day for every active episode of a district, and ends follow-up that is over by its rule. May run
 * any number of times, also at once on several servers: an episode that has a check-in of the day is left alone, so a later run plans
 * only who was enrolled meanwhile.
 *
 * @returns how many check-ins were new
 * @throws AppError not-found for a district that is not there
 */
export async function planDay(
  deps: Deps,
  { districtId, day }: { districtId: number; day: string },
): Promise<{ planned: number }> {
  const zone = await findZone(deps.system, districtId);
  let planned = 0;
  let after: Place | null = null;
  for (;;) {
    const batch = await deps.system.transaction().execute((trx) => planBatch(deps, trx, { districtId, day, zone, after }));
    planned += batch.planned;
    if (batch.last === null) return { planned };
    after = batch.last;
  }
}

type Batch = { districtId: number; day: string; zone: string; after: Place | null };

async function planBatch(
  deps: Deps,
  trx: Trx,
  { districtId, day, zone, after }: Batch,
): Promise<{ planned: number; last: Place | null }> {
  await askByKey(trx);
  const ownHours = await inOwnHours(trx, districtId);
  const episodes = await listEpisodesToPlan(trx, { districtId, day, after, limit: batchSize });
  const wanted: PlannedCheckIn[] = [];
  const finished: string[] = [];
  for (const episode of episodes) {
    const compiled = await deps.protocols.get(episode.programmeId, episode.version);
    const due = dueCheckIns(ownHours(compiled.protocol), toPlan(episode, zone), day, zone);
    for (const checkIn of due) wanted.push({ id: deps.newId(), episodeId: episode.id, ...checkIn });
    if (due.length === 0 && isOver(compiled, episode, day, zone)) finished.push(episode.id);
  }
  const planned = wanted.length === 0 ? 0 : await insertPlanned(trx, districtId, day, wanted);
  await endFinished(deps, trx, districtId, finished);
  const last = episodes.length < batchSize ? undefined : episodes.at(-1);
  return { planned, last: last ? { programmeId: last.programmeId, id: last.id } : null };
}

function toPlan(episode: EpisodeForPlan, zone: string): EpisodeToPlan {
  const { openedAt, onsetOn, sampleOn, highRisk, mayEnd, lastAnsweredAt } = episode;
  return {
    openedAt,
    onsetOn,
    sampleOn,
    highRisk,
    mayEnd,
    status: 'active',
    lastLevel: episode.lastLevel as Level | null,
    lastAnsweredOn: lastAnsweredAt && localDate(lastAnsweredAt, zone),
    plannedThroughOn: null,
  };
}

/** Follow-up has run its days and the last answers met the ending rule. Where a doctor must confirm, it waits for one. */
function isOver({ protocol }: CompiledProtocol, episode: EpisodeForPlan, day: string, zone: string): boolean {
  if (!episode.mayEnd || protocol.ending.doctorConfirms) return false;
  return dayOfFollowUp(protocol.schedule, episode, day, zone) > protocol.schedule.lastDay;
}
