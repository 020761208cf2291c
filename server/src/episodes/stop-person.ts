import type { Outcome } from '@kshem/domain/episode/outcome.ts';
import { deskNeedKinds } from '@kshem/domain/need/desk-need-kinds.ts';
import { addHours } from '@kshem/domain/time/instant.ts';
import type { Actor } from '../actor.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { raiseEscalation } from '../escalations/raise-escalation.ts';
import { endTransferByDeath } from '../transfers/end-by-death.ts';
import { clearDesk, endEpisode } from './end-episode.ts';
import { lockOpenEpisodes, type OpenEpisode, saveEpisodes, setDeceased, setDoNotCall } from './queries.ts';

export type Stop = {
  readonly personId: string;
  readonly householdId: string;
  /** The episode of which it was told; null: of none in particular. */
  readonly episodeId: string | null;
  /** How far it reaches, as domain/attempt/disposition-effects.ts says. */
  readonly stops: 'episode' | 'person' | 'household';
  readonly outcome: Outcome;
};

/**
 * Stops at once what must stop, in the transaction of what was told, and nothing else: the episode's calls, every programme's calls of
 * the person, or also those of everybody under the roof, who are left alone until a supervisor has decided. A call that is on the line is
 * left to its caller; no new one is made.
 *
 * @returns the episodes that ended, and those that wait for a decision
 */
export async function stopPerson(deps: Deps, trx: Trx, actor: Actor, stop: Stop): Promise<{ ended: string[]; paused: string[] }> {
  const { personId, householdId, episodeId, stops, outcome } = stop;
  const { districtId } = actor;
  const at = deps.now();
  if (outcome === 'died') {
    await setDeceased(trx, districtId, personId, at);
    await endTransferByDeath(deps, trx, { districtId, personId, by: actor.userId });
  }
  if (outcome === 'withdrew') await setDoNotCall(trx, districtId, personId, 'opt-out', at);
  const open = await lockOpenEpisodes(trx, districtId, stops === 'household' ? { householdId } : { personId });
  const own = open.filter((episode) => episode.personId === personId && (stops !== 'episode' || episode.episodeId === episodeId));
  const others = open.filter((episode) => episode.personId !== personId && episode.status === 'active');
  for (const episode of own) await endEpisode(trx, { districtId, episodeId: episode.episodeId, personId, outcome, at });
  await pause(trx, districtId, others, at);
  if (outcome === 'died') await tellSupervisor(deps, trx, actor, own.find((one) => one.episodeId === episodeId) ?? own[0], at);
  const result = { ended: own.map((one) => one.episodeId), paused: others.map((one) => one.episodeId) };
  await writeAudit(deps, trx, actor, {
    action: 'person.stopped',
    subjectKind: 'person',
    subjectId: personId,
    detail: { stops, outcome, ...result },
  });
  return result;
}

async function pause(trx: Trx, districtId: number, episodes: readonly OpenEpisode[], at: Date): Promise<void> {
  if (episodes.length === 0) return;
  const ids = episodes.map(({ episodeId }) => episodeId);
  await saveEpisodes(trx, districtId, ids, { status: 'paused', outcome: null, now: at });
  for (const { episodeId, personId } of episodes) {
    await clearDesk(trx, { districtId, episodeId, personId, reason: 'bereavement', at });
  }
}

/** A death is told to a supervisor the same hour: families were rung, and asked about patients who had died. */
async function tellSupervisor(deps: Deps, trx: Trx, actor: Actor, episode: OpenEpisode | undefined, at: Date): Promise<void> {
  if (!episode) return;
  const { personId, episodeId, areaId, programmeId } = episode;
  await raiseEscalation(trx, deps, {
    ...{ personId, episodeId, areaId, programmeId },
    districtId: actor.districtId,
    level: 'amber',
    ruleIds: ['told-died'],
    ownerUnit: 'supervisor',
    dueAt: addHours(at, deskNeedKinds.bereavement.withinHours),
    by: actor.userId,
  });
}
