import type { Role } from '@kshem/domain/access/roles.ts';
import { seesArea } from '../access/sees-area.ts';
import type { Actor } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { listMembersOf } from './queries.ts';

/**
 * Colleagues whose areas meet the actor's: the names behind the ids on a screen, and to whom a need or a turn can be given. Closed
 * accounts are among them, because what they did still stands.
 */
export async function listMembers(deps: Deps, actor: Actor, { role }: { role?: Role }) {
  const rows = await listMembersOf(deps.app, actor.districtId, role);
  const met = rows.filter(({ leafIds }) => actor.areas === 'all' || leafIds.some((areaId) => seesArea(actor, areaId)));
  return met.map(({ userId, nameHi, nameEn, roles, languages, areaIds, active }) => ({
    userId,
    name: { hi: nameHi, en: nameEn },
    roles,
    languages,
    areaIds,
    active,
  }));
}
