import type { Actor } from '../actor.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { type BandCount, countTurns, type Whose } from './watch-queries.ts';

/** How many households stand where on today's desk, by band. Names nobody. */
export function countWorklist(deps: Deps, actor: Actor, whose: Whose): Promise<BandCount[]> {
  return inScope(deps.app, actor, (trx) => countTurns(trx, actor.districtId, whose, deps.now()));
}
