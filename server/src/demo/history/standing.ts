/** How somebody stands on a day of the past. */
import { cadenceOf } from '@kshem/domain/schedule/due-check-ins.ts';
import { silentDays } from '@kshem/domain/schedule/silence.ts';
import { type LocalDate, localDate } from '@kshem/domain/time/local-date.ts';
import { type Followed, type Past, zone } from './past.ts';

/** Days without an answer up to and with the day, taking it that the day passes without one. */
export function silentThrough({ row, enrolled, answered, compiled }: Followed, day: LocalDate): number {
  const last = answered.at(-1);
  const cadence = cadenceOf(compiled.protocol.schedule, { lastLevel: last?.level ?? null, highRisk: row.high_risk });
  return silentDays(
    last === undefined ? null : localDate(new Date(last.at), zone),
    enrolled.episode.openedOn,
    day,
    cadence.everyDays,
  );
}

export function stateOf(past: Past, personId: string, contactPointId: string): 'usable' | 'not-in-service' | 'wrong' {
  if (past.numbers.wrong.get(`${personId} ${contactPointId}`)?.wrong_at !== null) return 'wrong';
  return past.numbers.number.get(contactPointId)?.state === 'usable' ? 'usable' : 'not-in-service';
}
