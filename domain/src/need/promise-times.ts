import type { NeedKind } from '../protocol/protocol.ts';
import { addHours, addMinutes } from '../time/instant.ts';
import { addDays, localDate } from '../time/local-date.ts';
import { instantAt } from '../time/local-time.ts';

/** A caller names a time only when it is at least so far off. */
const leastMinutes = 30;

/**
 * Times by which a caller may promise that something comes, soonest first: the evening, tomorrow noon and evening, and the kind's own
 * limit. Never later than the limit: a promise that may be kept late is none.
 */
export function promiseTimes({ withinHours }: Pick<NeedKind, 'withinHours'>, now: Date, zone: string): readonly Date[] {
  const today = localDate(now, zone);
  const tomorrow = addDays(today, 1);
  // To the whole five minutes before: nobody says "by 14:37".
  const limit = new Date(Math.floor(addHours(now, withinHours).getTime() / 300_000) * 300_000);
  const usual = [instantAt(today, '20:00', zone), instantAt(tomorrow, '12:00', zone), instantAt(tomorrow, '20:00', zone)];
  const times = usual.filter((at) => at >= addMinutes(now, leastMinutes) && at < limit);
  return [...times, limit];
}
