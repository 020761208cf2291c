import type { Disposition } from '@kshem/domain/attempt/disposition.ts';
import { isAnswered } from '@kshem/domain/attempt/disposition-effects.ts';
import type { Outcome } from '@kshem/domain/episode/outcome.ts';
import type { Level } from '@kshem/domain/protocol/protocol.ts';
import { ledgerRow, type PersonDay } from '@kshem/domain/report/ledger.ts';
import type { NextStep } from '@kshem/domain/schedule/next-attempt.ts';
import { fieldVisitDue } from '@kshem/domain/schedule/silence.ts';
import { localDate } from '@kshem/domain/time/local-date.ts';
import { silentToday } from '../calls/attempted-of.ts';
import { readNextStep } from '../calls/next-step-row.ts';
import { raiseHomeVisits } from '../calls/raise-home-visits.ts';
import { markMissed } from '../check-ins/mark-missed.ts';
import type { Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { closeItems } from '../worklist/close-items.ts';
import {
  type AttemptForLedger,
  type DayOf,
  type DayOfEpisode,
  insertLedgerRows,
  listAttemptsOfDay,
  listPromisedItems,
  lockTurns,
  readEpisodesOfDay,
  type WrittenRow,
} from './close-queries.ts';

type Account = {
  readonly revision: number;
  /** When the day was first closed. */
  readonly asOf: Date;
  readonly zone: string;
  readonly episodeIds: readonly string[];
};

/**
 * Accounts for some of the episodes due on a day: marks what was missed, takes what is left off the desk, sends somebody to those who
 * have been silent too long, and writes a row for each. Missed comes first: it holds the check-ins until the close is committed, so
 * an answer that arrives meanwhile waits and is then a late one, instead of being in neither place.
 */
export async function accountFor(
  deps: Deps,
  trx: Trx,
  of: DayOf,
  { revision, asOf, zone, episodeIds }: Account,
): Promise<readonly WrittenRow[]> {
  const { districtId, day } = of;
  const now = deps.now();
  await markMissed(trx, { districtId, day, episodeIds });
  const episodes = await readEpisodesOfDay(trx, of, episodeIds);
  const attempts = Map.groupBy(await listAttemptsOfDay(trx, of, episodes), (attempt) => attempt.episodeId);
  const silent: DayOfEpisode[] = [];
  const rows: WrittenRow[] = [];
  for (const episode of episodes) {
    const { protocol } = await deps.protocols.get(of.programmeId, episode.version);
    const personDay = personDayOf(episode, attempts.get(episode.episodeId) ?? [], asOf, zone);
    const visit =
      isUnheard(personDay) &&
      fieldVisitDue(protocol.reach, silentToday(protocol, { ...episode, zone }, day), episode.lastLevel as Level | null);
    if (visit) silent.push(episode);
    const row = ledgerRow(day, visit ? { ...personDay, next: withVisit(personDay.next) } : personDay, zone);
    rows.push({ ...row, areaId: episode.areaId });
  }
  await insertLedgerRows(trx, of, revision, rows);
  if (revision === 1) {
    await raiseHomeVisits(
      deps,
      trx,
      districtId,
      silent.map((episode) => ({ ...episode, programmeId: of.programmeId })),
    );
    await lockTurns(
      trx,
      districtId,
      episodes.map((episode) => episode.householdId),
    );
    const checkInIds = episodes.flatMap((episode) => episode.checkInIds);
    const promised = new Set(await listPromisedItems(trx, districtId, checkInIds, now));
    const left = checkInIds.filter((id) => !promised.has(id));
    await closeItems(trx, { districtId, checkInIds: left, state: 'dropped', reason: 'day-closed', now });
  }
  return rows;
}

function personDayOf(episode: DayOfEpisode, attempts: readonly AttemptForLedger[], asOf: Date, zone: string): PersonDay {
  return {
    episodeId: episode.episodeId,
    personId: episode.personId,
    completed: episode.completed,
    attempts: attempts.map(({ disposition }) => ({ disposition: disposition as Disposition | null })),
    level: episode.level as Level | null,
    claimOpen: episode.claimOpen,
    hasNumber: episode.hasNumber,
    episode: standing(episode, asOf),
    next: readNextStep(attempts.at(-1)?.nextStep),
    nextDueOn: episode.nextContactAt && localDate(episode.nextContactAt, zone),
  };
}

/** As it stood at the first close: a revision made days later does not write a later end into the day. */
function standing({ status, endedAt, outcome }: DayOfEpisode, asOf: Date): PersonDay['episode'] {
  if (status !== 'ended') return { status };
  return endedAt !== null && endedAt > asOf ? { status: 'active' } : { status, outcome: outcome as Outcome };
}

function isUnheard({ completed, episode, attempts }: PersonDay): boolean {
  return (
    completed === 0 && episode.status === 'active' && !attempts.some(({ disposition }) => disposition && isAnswered(disposition))
  );
}

/** A visit does not take the place of a step that is somebody's word or decision. */
function withVisit(next: NextStep | null): NextStep {
  const stands = next !== null && ['callback', 'officer-call', 'verify', 'stop', 'field-visit'].includes(next.next);
  return stands ? next : { next: 'field-visit', need: 'home-visit', reason: 'silent' };
}
