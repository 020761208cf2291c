import type { Actor } from '../actor.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { countOpen } from './list-queries.ts';

/** What waits to be acknowledged in the actor's areas, by level and unit. Names nobody, so it is asked with every hint and leaves no trail. */
export function countEscalations(deps: Deps, actor: Actor) {
  return inScope(deps.app, actor, (trx) => countOpen(trx, actor.districtId, deps.now()));
}
