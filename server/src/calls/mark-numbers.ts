import type { Trx } from '../db/transaction.ts';
import { numberIsWrong, numberOutOfService } from '../people/mark-number.ts';
import type { Outcome } from './settle-attempt.ts';
import type { AttemptFacts } from './settle-queries.ts';

/** A number that does not exist is off for everybody; one that belongs to somebody else, for this person only. */
export async function markNumbers(trx: Trx, attempt: AttemptFacts, outcome: Outcome, at: Date): Promise<void> {
  const { districtId, personId, contactPointId } = attempt;
  if (outcome.disposition === 'invalid-number') await numberOutOfService(trx, { districtId, contactPointId, at });
  if (outcome.disposition === 'wrong-person' || outcome.contactPointWrong) {
    await numberIsWrong(trx, { districtId, personId, contactPointId, at });
  }
}
