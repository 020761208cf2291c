import type { Actor } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { listAccounts, type ManagedAccount } from './queries.ts';

/** Accounts of the actor's district that hold an area inside the actor's own. */
export async function listUsers(deps: Deps, actor: Actor): Promise<ManagedAccount[]> {
  const accounts = await listAccounts(deps.app, actor.districtId);
  const { areas } = actor;
  if (areas === 'all') return accounts;
  return accounts.filter(({ grants }) => grants.some((g) => g.districtId === actor.districtId && areas.includes(g.areaId)));
}
