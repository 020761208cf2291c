import type { Disposition } from '@kshem/domain/attempt/disposition.ts';
import type { Level, Protocol } from '@kshem/domain/protocol/protocol.ts';
import { cadenceOf } from '@kshem/domain/schedule/due-check-ins.ts';
import type { Attempted, Tried } from '@kshem/domain/schedule/next-attempt.ts';
import { silentDays } from '@kshem/domain/schedule/silence.ts';
import { localDate } from '@kshem/domain/time/local-date.ts';
import { instantAt } from '@kshem/domain/time/local-time.ts';
import type { Trx } from '../db/transaction.ts';
import { listAttemptsSince, listNumbers, type NumberOfHousehold } from './queries.ts';
import type { AttemptFacts } from './settle-queries.ts';

/** The attempt with what the reach ladder must know of the person's day, numbers as they stand after this outcome. */
export async function attemptedOf(
  trx: Trx,
  protocol: Protocol,
  attempt: AttemptFacts,
  outcome: { disposition: Disposition; callbackAt?: Date },
): Promise<Attempted> {
  const { districtId, personId, zone } = attempt;
  const at = attempt.dialledAt ?? attempt.requestedAt;
  const today = localDate(at, zone);
  const numbers = await listNumbers(trx, districtId, attempt.householdId);
  const own = numbers.filter((number) => number.personId === personId);
  const day = await listAttemptsSince(trx, districtId, [personId], instantAt(today, '00:00', zone));
  return {
    disposition: outcome.disposition,
    at,
    contactPointRank: attempt.rank,
    promisedAt: outcome.disposition === 'callback' ? (outcome.callbackAt ?? null) : null,
    attemptsToday: day.flatMap((tried): Tried[] =>
      tried.disposition === null || tried.id === attempt.id
        ? []
        : [
            {
              disposition: tried.disposition as Disposition,
              at: tried.dialledAt ?? tried.requestedAt,
              contactPointRank: tried.rank,
            },
          ],
    ),
    contactPoints: own.map(({ rank, wrong, inService }) => ({
      rank,
      state: wrong ? 'wrong' : inService ? 'usable' : 'not-in-service',
    })),
    householdHasOther: relativesNumber(numbers, personId) !== null,
    silentDays: silentToday(protocol, attempt, today),
    level: attempt.lastLevel as Level | null,
  };
}

/** A working number of somebody else under the same roof that is not one of the person's own. */
export function relativesNumber(numbers: readonly NumberOfHousehold[], personId: string): string | null {
  const own = new Set(numbers.filter((number) => number.personId === personId).map((number) => number.contactPointId));
  return numbers.find((number) => number.inService && !number.wrong && !own.has(number.contactPointId))?.contactPointId ?? null;
}

/** Days without an answer up to and with `today`, taking it that today passes without one. */
export function silentToday(
  protocol: Pick<Protocol, 'schedule'>,
  episode: { lastAnsweredAt: Date | null; openedOn: string; lastLevel: string | null; highRisk: boolean; zone: string },
  today: string,
): number {
  const { lastAnsweredAt, openedOn, highRisk, zone } = episode;
  const cadence = cadenceOf(protocol.schedule, { lastLevel: episode.lastLevel as Level | null, highRisk });
  return silentDays(lastAnsweredAt && localDate(lastAnsweredAt, zone), openedOn, today, cadence.everyDays);
}
