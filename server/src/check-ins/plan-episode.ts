import type { Protocol } from '@kshem/domain/protocol/protocol.ts';
import { windowOfDay } from '@kshem/domain/schedule/calling-window.ts';
import { dueCheckIns } from '@kshem/domain/schedule/due-check-ins.ts';
import { localDate } from '@kshem/domain/time/local-date.ts';
import { band, dueFrom } from '@kshem/domain/worklist/urgency-band.ts';
import type { Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { inOwnHours } from '../settings/own-hours.ts';
import { addItems } from '../worklist/add-items.ts';
import { insertPlanned } from './queries.ts';

export type NewEpisode = {
  readonly districtId: number;
  readonly zone: string;
  readonly protocol: Protocol;
  readonly episodeId: string;
  readonly personId: string;
  readonly householdId: string;
  readonly programmeId: string;
  readonly areaId: number;
  readonly language: string;
  readonly openedAt: Date;
  readonly onsetOn: string | null;
  readonly sampleOn: string | null;
  readonly highRisk: boolean;
  /** Whether any number is known: without one there is nothing for the desk to ring. */
  readonly reachable: boolean;
};

/**
 * Plans what is due today of an episode that was opened this minute and puts it on the desk, in the transaction that opened it: the
 * morning's plan is over. When the calling window is too, the next morning's plan finds the episode.
 *
 * @returns how many check-ins are due today
 */
export async function planEpisode(trx: Trx, deps: Pick<Deps, 'now' | 'newId'>, episode: NewEpisode): Promise<number> {
  const { districtId, zone, openedAt, highRisk } = episode;
  const protocol = (await inOwnHours(trx, districtId))(episode.protocol);
  const day = localDate(deps.now(), zone);
  const nothingYet = { status: 'active', lastLevel: null, lastAnsweredOn: null, plannedThroughOn: null, mayEnd: false } as const;
  const due = dueCheckIns(protocol, { ...episode, ...nothingYet }, day, zone).map((checkIn) => ({
    ...checkIn,
    id: deps.newId(),
  }));
  if (due.length === 0) return 0;
  await insertPlanned(
    trx,
    districtId,
    day,
    due.map((checkIn) => ({ ...checkIn, episodeId: episode.episodeId })),
  );
  const closesAt = windowOfDay(protocol.callingWindow, day, zone)?.closesAt;
  if (!episode.reachable || closesAt === undefined) return due.length;
  const urgency = { promisedAt: null, lastLevel: null, highRisk, silentDays: 0 };
  const items = due.map(({ id, slot, dueAt }) => ({
    ...episode,
    checkInId: id,
    checkInDueOn: day,
    band: band(urgency),
    closesAt,
    dueAt: dueFrom({ promisedAt: null, notBefore: slot === 0 ? null : dueAt, lastAnsweredAt: null, openedAt }),
  }));
  await addItems(trx, { districtId, now: deps.now(), items });
  return due.length;
}
