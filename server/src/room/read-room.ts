import { levels } from '@kshem/domain/protocol/protocol.ts';
import { coverageForecast } from '@kshem/domain/report/coverage-forecast.ts';
import type { PauseCode } from '@kshem/domain/room/pause-code.ts';
import { addDays, localDate } from '@kshem/domain/time/local-date.ts';
import { instantAt } from '@kshem/domain/time/local-time.ts';
import type { Actor } from '../actor.ts';
import { narrowScope } from '../boards/narrow-scope.ts';
import { readBoard } from '../boards/read-board.ts';
import { inScope, type Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { titleOf } from '../needs/known-kind.ts';
import { momentIn, openingsOfDay, programmeHours } from '../worklist/programme-hours.ts';
import {
  type CallerToday,
  countHalfHours,
  countOpenEscalations,
  countOpenItems,
  countOpenNeeds,
  countStanding,
  listCallersToday,
  type RoomOf,
  readPace,
} from './queries.ts';

/** A caller of whom nothing was heard for this long has left the desk. */
const awayAfterMs = 15 * 60_000;
/** The pace of the last hour says how the next ones go. */
const lookBackMs = 60 * 60_000;

/** The control room as it is now, in the actor's wards or those below one of them. */
export async function readRoom(deps: Deps, actor: Actor, input: { programmeId?: string; areaId?: number }) {
  const now = deps.now();
  const scope = await narrowScope(deps, actor, input.areaId);
  const { dayBegan, programmeIds } = await momentIn(deps, actor.districtId);
  const of: RoomOf = { districtId: actor.districtId, programmeId: input.programmeId ?? null, dayBegan, now };
  const hours = await programmeHours(deps, actor.districtId);
  const day = localDate(now, hours.zone);
  const { lines } = await readBoard(deps, scope, {
    day,
    by: 'district',
    ...(input.programmeId && { programmeId: input.programmeId }),
  });
  return inScope(deps.app, scope, async (trx) => {
    const standing = await countStanding(trx, of, instantAt(addDays(day, -1), '00:00', hours.zone));
    const callers = (await listCallersToday(trx, of)).map((caller) => shown(caller, now));
    return {
      readAt: now,
      calling: programmeIds.some((id) => of.programmeId === null || id === of.programmeId),
      silent: standing.reduce((sum, { silent }) => sum + silent, 0),
      levels: levels.map((level) => ({ level, people: standing.find((one) => one.level === level)?.people ?? 0 })),
      needs: await Promise.all(
        (await countOpenNeeds(trx, of)).map(async ({ version, ...need }) => ({
          ...need,
          title: await titleOf(deps, { ...need, version }),
        })),
      ),
      escalations: byLevel(await countOpenEscalations(trx, of)),
      curve: await countHalfHours(trx, of),
      callers,
      forecast: await forecastOf(trx, of, {
        reached: lines[0]?.counts.reached ?? 0,
        due: lines[0]?.counts.due ?? 0,
        callersNow: callers.filter(({ state }) => state === 'in-call' || state === 'at-work').length,
        minutesLeft: minutesLeft(hours, day, of),
      }),
    };
  });
}

/** The most urgent first. */
function byLevel<T extends { level: string }>(counted: readonly T[]) {
  return levels.flatMap((level) => counted.filter((one) => one.level === level).map((one) => ({ ...one, level })));
}

type Outlook = { reached: number; due: number; callersNow: number; minutesLeft: number };

async function forecastOf(trx: Trx, of: RoomOf, outlook: Outlook) {
  const since = new Date(Math.max(of.dayBegan.getTime(), of.now.getTime() - lookBackMs));
  const pace = await readPace(trx, of, since);
  const minutesThen = pace.firstAt === null ? 0 : (of.now.getTime() - pace.firstAt.getTime()) / 60_000;
  const forecast = coverageForecast({
    ...outlook,
    ...(await countOpenItems(trx, of)),
    attempts: pace.attempts,
    reachedByAttempts: pace.reached,
    callersThen: pace.callers,
    minutesThen,
  });
  return forecast && { ...forecast, minutesLeft: outlook.minutesLeft };
}

/** Until the last programme stops calling today; from its opening, where that is still to come. */
function minutesLeft(hours: Parameters<typeof openingsOfDay>[0], day: string, { now, programmeId }: RoomOf): number {
  const openings = openingsOfDay(hours, day).filter((opening) => programmeId === null || opening.programmeId === programmeId);
  const left = openings.map(({ opensAt, closesAt }) => closesAt.getTime() - Math.max(now.getTime(), opensAt.getTime()));
  return Math.max(0, Math.round(Math.max(0, ...left) / 60_000));
}

function shown(caller: CallerToday, now: Date) {
  const { userId, nameEn, nameHi, attempts, reached, secondsACall, lastAt, claimedAt, pausedAt, pausedSeconds } = caller;
  const isAway = lastAt === null || now.getTime() - lastAt.getTime() > awayAfterMs;
  const state = claimedAt ? 'in-call' : pausedAt ? 'resting' : isAway ? 'away' : 'at-work';
  return {
    ...{ userId, nameEn, nameHi, attempts, reached },
    state: state as 'in-call' | 'resting' | 'away' | 'at-work',
    since: claimedAt ?? pausedAt ?? lastAt,
    pauseCode: caller.pauseCode as PauseCode | null,
    minutesACall: secondsACall === null ? null : Math.round(secondsACall / 6) / 10,
    pausedMinutes: Math.round(pausedSeconds / 60),
  };
}
