import { localDate } from '@kshem/domain/time/local-date.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { ageOn } from '../check-ins/judge-answers.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { allCategories, categoryNamed } from './categories.ts';
import { findBeneficiary, findOfficer, findPerson, listFamily, listRequests, listVisits } from './queries.ts';
import { shownRequest } from './shown-request.ts';

/**
 * Somebody with their category, the family under the same officer, what they asked for and when they came. The look is written down.
 * @throws AppError not-found
 */
export async function readBeneficiary(deps: Deps, actor: Actor, personId: string) {
  const { districtId } = actor;
  const now = deps.now();
  const read = await inScope(deps.app, actor, async (trx) => {
    const person = await findPerson(trx, districtId, personId);
    if (!person) throw new AppError('not-found', { personId });
    const standing = await findBeneficiary(trx, districtId, person.personId);
    const officerId = standing?.officerId ?? null;
    const family = officerId === null ? [] : await listFamily(trx, districtId, officerId);
    await writeAudit(deps, trx, actor, {
      action: 'beneficiary.viewed',
      subjectKind: 'person',
      subjectId: person.personId,
      detail: { family: family.map((member) => member.personId) },
    });
    return {
      ...{ person, standing, family },
      categories: await allCategories(trx, districtId),
      officer: officerId === null ? null : ((await findOfficer(trx, districtId, officerId)) ?? null),
      requests: await listRequests(trx, districtId, person.personId),
      visits: await listVisits(trx, districtId, person.personId),
    };
  });
  const { person, standing, categories, family } = read;
  return {
    ...{ personId: person.personId, name: person.name, sex: person.sex, areaId: person.areaId, address: person.address },
    ageYears: ageOn(person, localDate(now, person.zone)),
    area: { hi: person.areaHi, en: person.areaEn },
    category: standing ? categoryNamed(categories, standing.category) : null,
    relation: (standing?.relation ?? null) as (typeof family)[number]['relation'],
    officer: read.officer,
    family: family
      .filter((member) => member.personId !== person.personId)
      .map((member) => ({ ...member, category: categoryNamed(categories, member.category).title })),
    requests: await Promise.all(read.requests.map((row) => shownRequest(deps, row, now))),
    visits: read.visits,
  };
}
