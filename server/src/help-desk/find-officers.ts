import type { Actor } from '../actor.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { listOfficers, type OfficerRow } from './queries.ts';

/** Officers by their service number or a part of their name. Service numbers are kept in capitals. */
export function findOfficers(deps: Deps, actor: Actor, text: string): Promise<OfficerRow[]> {
  return inScope(deps.app, actor, (trx) => listOfficers(trx, actor.districtId, text.trim().toUpperCase()));
}
