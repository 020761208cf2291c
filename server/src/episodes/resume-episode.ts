import { nextEpisode } from '@kshem/domain/episode/episode-state.ts';
import type { Level, Protocol } from '@kshem/domain/protocol/protocol.ts';
import { windowOfDay } from '@kshem/domain/schedule/calling-window.ts';
import { cadenceOf, dueCheckIns } from '@kshem/domain/schedule/due-check-ins.ts';
import { silentDays } from '@kshem/domain/schedule/silence.ts';
import { later } from '@kshem/domain/time/instant.ts';
import { addDays, localDate } from '@kshem/domain/time/local-date.ts';
import { band } from '@kshem/domain/worklist/urgency-band.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { raiseCheckIn } from '../check-ins/raise-check-in.ts';
import { againOnDeadlock } from '../db/again-on-deadlock.ts';
import { inScope, type Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { findWhetherCalled, type LockedEpisode, lockEpisode, saveEpisodes } from './queries.ts';

/**
 * Takes up a paused follow-up again. What was cancelled today stays so; a check-in that is still due today comes onto the desk at once.
 * @returns whether one is due today
 * @throws AppError not-found · not-paused · not-called-any-more (dead, opted out, merged into another record)
 */
export function resumeEpisode(deps: Deps, actor: Actor, { episodeId }: { episodeId: string }): Promise<{ dueToday: boolean }> {
  const { districtId } = actor;
  const resume = () =>
    inScope(deps.app, actor, async (trx) => {
      const episode = await lockEpisode(trx, districtId, episodeId);
      if (!episode) throw new AppError('not-found', { episodeId });
      const step = nextEpisode(episode.status, { action: 'resume' });
      if (step.kind === 'refused') throw new AppError('not-paused', { episodeId });
      if (!(await findWhetherCalled(trx, districtId, episode.personId))) throw new AppError('not-called-any-more', { episodeId });
      await saveEpisodes(trx, districtId, [episodeId], { status: step.status, outcome: null, now: deps.now() });
      const { protocol } = await deps.protocols.get(episode.programmeId, episode.version);
      const dueToday = await takeUp(deps, trx, districtId, episode, protocol);
      await writeAudit(deps, trx, actor, { action: 'episode.resumed', subjectKind: 'episode', subjectId: episodeId });
      return { dueToday };
    });
  return againOnDeadlock(resume);
}

/** A resumed episode's check-in of today onto the desk, where one is still due. @returns whether one is */
export async function takeUp(
  deps: Deps,
  trx: Trx,
  districtId: number,
  episode: LockedEpisode,
  protocol: Protocol,
): Promise<boolean> {
  const { zone, lastAnsweredAt, highRisk, episodeId } = episode;
  const now = deps.now();
  const today = localDate(now, zone);
  const lastLevel = episode.lastLevel as Level | null;
  const lastAnsweredOn = lastAnsweredAt && localDate(lastAnsweredAt, zone);
  const state = { ...episode, lastLevel, lastAnsweredOn, status: 'active', plannedThroughOn: null } as const;
  const next = dueCheckIns(protocol, state, today, zone).find(({ deadlineAt }) => deadlineAt > now);
  const opening = windowOfDay(protocol.callingWindow, today, zone);
  if (!next || !opening || opening.closesAt <= now) return false;
  const { everyDays } = cadenceOf(protocol.schedule, { lastLevel, highRisk });
  const silent = silentDays(lastAnsweredOn, localDate(episode.openedAt, zone), addDays(today, -1), everyDays);
  const { kind, deadlineAt } = next;
  await raiseCheckIn(trx, deps, {
    ...{ districtId, episodeId, kind, deadlineAt },
    dueOn: today,
    dueAt: later(now, next.dueAt),
    closesAt: opening.closesAt,
    band: band({ promisedAt: null, lastLevel, highRisk, silentDays: silent }),
  });
  return true;
}
