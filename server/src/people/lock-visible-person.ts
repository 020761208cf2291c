import { seesArea } from '../access/sees-area.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import type { Trx } from '../db/transaction.ts';
import { findRoot, lockPeople, type PersonRow } from './queries.ts';

/** Others who merge at the same instant may move a record on before it is locked; more often than this is a mistake of ours. */
const mostLooks = 5;

/**
 * Locks the record that stands for a person, which must be in the actor's areas, in a transaction that sees the whole district.
 * @throws AppError not-found
 */
export async function lockVisiblePerson(trx: Trx, actor: Actor, personId: string): Promise<PersonRow> {
  for (let look = 1; look <= mostLooks; look++) {
    const root = await findRoot(trx, actor.districtId, personId);
    const [person] = root === undefined ? [] : await lockPeople(trx, actor.districtId, [root]);
    if (!person || !seesArea(actor, person.areaId)) throw new AppError('not-found', { personId });
    if (person.mergedInto === null) return person;
  }
  throw new AppError('conflict', { personId });
}
