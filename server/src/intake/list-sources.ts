import type { Actor } from '../actor.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { listSourcesOf } from './run-queries.ts';

/** Offices that sent a list before, the one heard of last first; a new one is known from its first list on. */
export function listSources(deps: Deps, actor: Actor) {
  return inScope(deps.app, actor, (trx) => listSourcesOf(trx, actor.districtId));
}
