import { areasInScope } from '@kshem/domain/access/area-scope.ts';
import { allows, roles } from '@kshem/domain/access/roles.ts';
import { areasOfDistrict } from '../access/queries.ts';
import type { Actor } from '../actor.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { countPeople, listDeskAccounts } from './queries.ts';

/** People followed in each area by language, with how many accounts could call them. Counts only: whoever runs the installation sees no names. */
export function countPeopleByArea(deps: Deps, actor: Actor) {
  const { districtId } = actor;
  const claiming = roles.filter((role) => allows([role], 'worklist.claim'));
  return inScope(deps.app, actor, async (trx) => {
    const people = await countPeople(trx, districtId);
    const areas = await areasOfDistrict(trx, districtId);
    const desk = (await listDeskAccounts(trx, districtId, claiming)).map(({ languages, areaIds }) => ({
      languages,
      covered: new Set(areasInScope(areaIds, areas)),
    }));
    const spoken = [
      ...new Set([...desk.flatMap(({ languages }) => languages), ...people.map(({ language }) => language)]),
    ].sort();
    return {
      items: people.map((row) => ({
        ...row,
        callers: desk.filter(({ languages, covered }) => languages.includes(row.language) && covered.has(row.areaId)).length,
      })),
      speakers: spoken.map((language) => ({
        language,
        callers: desk.filter(({ languages }) => languages.includes(language)).length,
      })),
    };
  });
}
