import type { CallingWindow, Level, Schedule } from '../protocol/protocol.ts';
import { addHours, earlier, later } from '../time/instant.ts';
import type { LocalDate } from '../time/local-date.ts';
import { daysBetween, localDate } from '../time/local-date.ts';
import type { Opening } from './calling-window.ts';
import { clampToWindow, isOpen, lastClosing, openingAt, windowOfDay } from './calling-window.ts';
import type { FollowUpDates } from './end-of-follow-up.ts';
import { dayOfFollowUp } from './end-of-follow-up.ts';

export type EpisodeToPlan = FollowUpDates & {
  readonly status: 'active' | 'paused' | 'ended';
  /** Level of the last answered check-in; null while there is none. */
  readonly lastLevel: Level | null;
  readonly highRisk: boolean;
  readonly lastAnsweredOn: LocalDate | null;
  /** Last day already planned; that day and earlier ones give nothing. null: none yet. */
  readonly plannedThroughOn: LocalDate | null;
  /** The last answered check-in met the ending rule. False while it did not (a fever, say) or none was answered. */
  readonly mayEnd: boolean;
};

export type DueCheckIn = {
  /** 0 for the first of the day. */
  readonly slot: number;
  readonly dueAt: Date;
  /** Always after dueAt, and an instant at which somebody may still be called up to it. */
  readonly deadlineAt: Date;
  readonly kind: 'first' | 'routine' | 'monitoring';
};

/**
 * The check-ins of one episode on one local day, in order; empty when nothing is due. Never fewer than the version asks for: a day
 * without an answer leaves the person due the next day, and an episode that the ending rule holds open stays due after the last day.
 * On a weekday when nobody is called nothing is due; who was due then is due on the next day that is open.
 */
export function dueCheckIns(
  protocol: { readonly schedule: Schedule; readonly callingWindow: CallingWindow },
  episode: EpisodeToPlan,
  day: LocalDate,
  zone: string,
): readonly DueCheckIn[] {
  const opening = windowOfDay(protocol.callingWindow, day, zone);
  if (opening === null || !isFollowed(protocol.schedule, episode, day, zone)) return [];
  const cadence = cadenceOf(protocol.schedule, episode);
  const answered = episode.lastAnsweredOn;
  const since = answered === null ? null : daysBetween(answered, day);
  // Already heard today: only what the cadence asks for beyond the first.
  const answeredToday = since === 0 && cadence.perDay > 1;
  if (since !== null && since < cadence.everyDays && !answeredToday) return [];
  const firstDeadline = answered === null ? firstCallDeadline(protocol, episode.openedAt, zone) : null;
  return slots(opening, cadence.perDay, answeredToday ? 1 : 0).flatMap(({ slot, from, to }) => {
    const dueAt = later(from, episode.openedAt);
    if (dueAt >= to) return [];
    const deadlineAt = firstDeadline !== null && firstDeadline > dueAt ? earlier(to, firstDeadline) : to;
    return [{ slot, dueAt, deadlineAt, kind: kindOf(episode) }];
  });
}

/**
 * By when a new person must have been called for the first time: the hours the version gives, moved into the calling window. If they
 * run out while it is closed, its last closing before; if nobody could have been called by then, the close of the first opening.
 */
export function firstCallDeadline(
  protocol: { readonly schedule: Schedule; readonly callingWindow: CallingWindow },
  openedAt: Date,
  zone: string,
): Date {
  const window = protocol.callingWindow;
  const deadline = addHours(openedAt, protocol.schedule.firstCallWithinHours);
  const firstChance = clampToWindow(window, openedAt, zone);
  if (deadline > firstChance && isOpen(window, deadline, zone)) return deadline;
  const closing = lastClosing(window, deadline, zone);
  if (closing !== null && closing > firstChance) return closing;
  return openingAt(window, firstChance, zone)?.closesAt ?? deadline;
}

/** How often a person is called: the version's cadence for the level, and for high risk never slower than the version's floor. */
export function cadenceOf(
  schedule: Schedule,
  episode: { readonly lastLevel: Level | null; readonly highRisk: boolean },
): { readonly everyDays: number; readonly perDay: number } {
  const usual = schedule.cadence[episode.lastLevel ?? 'new'];
  if (!episode.highRisk) return usual;
  return {
    everyDays: Math.min(usual.everyDays, schedule.highRisk.everyDays),
    perDay: Math.max(usual.perDay, schedule.highRisk.perDay),
  };
}

/** Equal parts of the opening, so that two check-ins a day fall in its two halves. */
export function slots(opening: Opening, perDay: number, first = 0): readonly { slot: number; from: Date; to: Date }[] {
  const length = (opening.closesAt.getTime() - opening.opensAt.getTime()) / perDay;
  const edge = (slot: number) => new Date(Math.round(opening.opensAt.getTime() + slot * length));
  return Array.from({ length: Math.max(0, perDay - first) }, (_, i) => i + first).map((slot) => ({
    slot,
    from: edge(slot),
    to: edge(slot + 1),
  }));
}

function isFollowed(schedule: Schedule, episode: EpisodeToPlan, day: LocalDate, zone: string): boolean {
  if (episode.status !== 'active' || day < localDate(episode.openedAt, zone)) return false;
  if (episode.plannedThroughOn !== null && day <= episode.plannedThroughOn) return false;
  return dayOfFollowUp(schedule, episode, day, zone) <= schedule.lastDay || !episode.mayEnd;
}

function kindOf(episode: EpisodeToPlan): DueCheckIn['kind'] {
  if (episode.lastLevel === null) return 'first';
  return episode.lastLevel === 'green' ? 'routine' : 'monitoring';
}
