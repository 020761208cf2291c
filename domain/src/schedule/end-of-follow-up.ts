/** Which day of follow-up it is, and when follow-up may end by the calendar. Day 0 is the protocol's reference date. */
import type { Protocol, Schedule } from '../protocol/protocol.ts';
import type { LocalDate } from '../time/local-date.ts';
import { addDays, daysBetween, localDate } from '../time/local-date.ts';

export type FollowUpDates = {
  readonly openedAt: Date;
  readonly onsetOn: LocalDate | null;
  readonly sampleOn: LocalDate | null;
};

/**
 * Day 0: the date that the protocol counts from, as far as it is known. Someone without symptoms has no onset, so the sample date
 * stands in (MoHFW home isolation 2020-07 and later); with neither, the day the list reached us, which can only make follow-up longer.
 */
export function referenceDate(schedule: Schedule, dates: FollowUpDates, zone: string): LocalDate {
  const opened = localDate(dates.openedAt, zone);
  switch (schedule.from) {
    case 'opened':
      return opened;
    case 'sample':
      return dates.sampleOn ?? opened;
    case 'onset-or-sample':
      return dates.onsetOn ?? dates.sampleOn ?? opened;
  }
}

/** 0 on the reference date; negative before it. */
export function dayOfFollowUp(schedule: Schedule, dates: FollowUpDates, day: LocalDate, zone: string): number {
  return daysBetween(referenceDate(schedule, dates, zone), day);
}

/**
 * First local date on which follow-up may end. The calendar's half of the rule only: whether the person's state allows it (`when` of
 * the ending rule, such as no fever for three days) is decided by triage, and both must hold.
 */
export function earliestEnd(protocol: Pick<Protocol, 'schedule' | 'ending'>, dates: FollowUpDates, zone: string): LocalDate {
  return addDays(referenceDate(protocol.schedule, dates, zone), protocol.ending.earliestDay);
}
