import { seesArea } from '../access/sees-area.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import type { Trx } from '../db/transaction.ts';
import { lockPeopleAndRoofs } from './lock-people.ts';
import type { PersonRow } from './queries.ts';

/**
 * Locks the record that stands for a person, which must be in the actor's areas, in a transaction that sees the whole district.
 * @throws AppError not-found
 */
export async function lockVisiblePerson(trx: Trx, actor: Actor, personId: string): Promise<PersonRow> {
  const [person] = await lockPeopleAndRoofs(trx, actor.districtId, [personId]);
  if (!person || !seesArea(actor, person.areaId)) throw new AppError('not-found', { personId });
  return person;
}
