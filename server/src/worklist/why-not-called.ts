import { localDate } from '@kshem/domain/time/local-date.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { momentIn, nextOpeningIn, programmeHours } from './programme-hours.ts';
import { type EpisodeToday, type ItemToday, readPersonToday, type TurnToday } from './why-not-queries.ts';

/** What keeps a person from being called at this moment; what to do about it is for the screen to say. */
export type WhyNot =
  | { readonly why: 'deceased' | 'do-not-call' | 'merged' | 'no-usable-number' | 'no-open-episode'; readonly since?: Date | null }
  | ({ readonly programmeId: string } & WhyNotEpisode);

type WhyNotEpisode =
  | { readonly why: 'episode-paused' }
  /** No check-in is planned for today: the protocol's cadence, a closed weekday, or plan-day did not run. */
  | { readonly why: 'nothing-due-today'; readonly nextContactAt: Date | null }
  | { readonly why: 'answered-today' | 'cancelled-today' | 'missed-today' }
  /** Due, and fill-day did not put it on the desk yet. */
  | { readonly why: 'not-on-desk' }
  | { readonly why: 'taken-off-desk'; readonly reason: string | null; readonly lastDisposition: string | null }
  | { readonly why: 'window-over' }
  | { readonly why: 'outside-window'; readonly opensAt: Date | null }
  | { readonly why: 'waits'; readonly until: Date; readonly lastDisposition: string | null; readonly callbackFor: string | null }
  | { readonly why: 'held'; readonly by: string | null; readonly until: Date | null }
  /** Another item of the household leads it to other callers. */
  | { readonly why: 'behind-household'; readonly areaId: number; readonly language: string; readonly programmeLeads: string }
  | { readonly why: 'nobody-for-area-and-language'; readonly areaId: number; readonly language: string }
  /** Nothing is wrong: so many households of the ward and language come first. */
  | { readonly why: 'in-line'; readonly ahead: number; readonly band: number };

/**
 * "Why is this person not being called?": one line for each programme, or what stops them all. The first thing found is told; when it
 * is mended, ask again.
 * @throws AppError not-found
 */
export async function whyNotCalled(deps: Deps, actor: Actor, personId: string): Promise<readonly WhyNot[]> {
  const { districtId } = actor;
  const now = deps.now();
  const { zone } = await programmeHours(deps, districtId);
  const { programmeIds } = await momentIn(deps, districtId);
  const opensAt = await nextOpeningIn(deps, districtId);
  return inScope(deps.app, actor, async (trx) => {
    const found = await readPersonToday(trx, { districtId, personId, today: localDate(now, zone), now });
    if (!found) throw new AppError('not-found', { personId });
    await writeAudit(deps, trx, actor, { action: 'worklist.explained', subjectKind: 'person', subjectId: personId });
    return explain(found, { now, programmeIds, opensAt });
  });
}

export type PersonToday = NonNullable<Awaited<ReturnType<typeof readPersonToday>>>;
type Now = { readonly now: Date; readonly programmeIds: readonly string[]; readonly opensAt: Date | null };

function explain({ person, episodes, ...desk }: PersonToday, moment: Now): readonly WhyNot[] {
  if (person.deceasedAt) return [{ why: 'deceased', since: person.deceasedAt }];
  if (person.doNotCallAt) return [{ why: 'do-not-call', since: person.doNotCallAt }];
  if (person.mergedInto) return [{ why: 'merged' }];
  if (episodes.length === 0) return [{ why: 'no-open-episode' }];
  if (person.usableNumbers === 0) return [{ why: 'no-usable-number' }];
  return episodes.map((episode) => ({ programmeId: episode.programmeId, ...explainEpisode(episode, desk, moment) }));
}

function explainEpisode(episode: EpisodeToday, desk: Omit<PersonToday, 'person' | 'episodes'>, moment: Now): WhyNotEpisode {
  if (episode.status === 'paused') return { why: 'episode-paused' };
  const items = desk.items.filter((item) => item.episodeId === episode.episodeId);
  const item = items.find(({ state }) => state === 'open');
  if (item) return explainItem(item, desk, moment);
  const checkIns = desk.checkIns.filter((checkIn) => checkIn.episodeId === episode.episodeId);
  const waiting = checkIns.find(({ state }) => state === 'planned' || state === 'due');
  const dropped = items.find(({ state }) => state === 'dropped');
  if (waiting && dropped) return { why: 'taken-off-desk', reason: dropped.closeReason, lastDisposition: dropped.lastDisposition };
  if (waiting) return { why: 'not-on-desk' };
  const last = checkIns.at(-1);
  if (!last) return { why: 'nothing-due-today', nextContactAt: episode.nextContactAt };
  return { why: last.state === 'completed' ? 'answered-today' : last.state === 'missed' ? 'missed-today' : 'cancelled-today' };
}

function explainItem(
  item: ItemToday,
  { turn, ahead, callers }: Pick<PersonToday, 'turn' | 'ahead' | 'callers'>,
  { now, programmeIds, opensAt }: Now,
): WhyNotEpisode {
  if (item.closesAt <= now) return { why: 'window-over' };
  if (turn?.state === 'claimed') return { why: 'held', by: turn.claimedBy, until: turn.claimUntil };
  if (!programmeIds.includes(item.programmeId)) return { why: 'outside-window', opensAt };
  if (item.dueAt > now) {
    return { why: 'waits', until: item.dueAt, lastDisposition: item.lastDisposition, callbackFor: item.callbackFor };
  }
  if (!turn || !leads(turn, item, now)) {
    const { areaId, language, programmeId } = turn ?? item;
    return { why: 'behind-household', areaId, language, programmeLeads: programmeId };
  }
  if (callers === 0) return { why: 'nobody-for-area-and-language', areaId: turn.areaId, language: turn.language };
  return { why: 'in-line', ahead, band: turn.band };
}

/** Whether those who may take the item are offered its household. */
function leads(turn: TurnToday, item: ItemToday, now: Date): boolean {
  return (
    turn.state === 'ready' &&
    turn.dueAt <= now &&
    turn.areaId === item.areaId &&
    turn.language === item.language &&
    turn.programmeId === item.programmeId
  );
}
