import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { againOnDeadlock } from '../db/again-on-deadlock.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { readNumbers } from '../people/read-numbers.ts';
import { type PersonToRecord, readDescribed, recordPerson } from '../people/record-person.ts';
import { giveCategory, type Standing } from './give-category.ts';
import { findPerson } from './queries.ts';

/**
 * Puts somebody on record for the help desk, with their category. Nobody is called by it: no episode is opened.
 * @throws AppError may-be-known with their ids, where `force` is not set · number-unreadable · not-found for the area · being-called ·
 *   category-withdrawn · officer-missing · bad-request
 */
export async function registerBeneficiary(deps: Deps, actor: Actor, wanted: PersonToRecord & Standing) {
  const phones = readNumbers(wanted.phones);
  const described = readDescribed(wanted);
  return againOnDeadlock(() =>
    deps.system.transaction().execute(async (trx) => {
      const { personId, areaId, mergesProposed } = await recordPerson(deps, trx, actor, described, phones);
      await giveCategory(deps, trx, actor, { personId, areaId }, wanted);
      await writeAudit(deps, trx, actor, {
        action: 'beneficiary.registered',
        subjectKind: 'person',
        subjectId: personId,
        detail: { category: wanted.category, mergesProposed },
      });
      return { personId, mergesProposed };
    }),
  );
}

/**
 * Gives somebody on record their category, or corrects it.
 * @throws AppError not-found · category-withdrawn · officer-missing · bad-request
 */
export async function setBeneficiary(
  deps: Deps,
  actor: Actor,
  { personId, ...standing }: Standing & { personId: string },
): Promise<void> {
  await inScope(deps.app, actor, async (trx) => {
    const person = await findPerson(trx, actor.districtId, personId);
    if (!person) throw new AppError('not-found', { personId });
    await giveCategory(deps, trx, actor, person, standing);
    await writeAudit(deps, trx, actor, {
      action: 'beneficiary.category-given',
      subjectKind: 'person',
      subjectId: person.personId,
      detail: { category: standing.category },
    });
  });
}
