import type { Actor } from '../actor.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { type ListedTurn, listTurns, type Turn } from './queries.ts';

export type WorklistFilter = {
  readonly state?: Turn['state'];
  readonly band?: number;
  readonly areaId?: number;
  readonly programmeId?: string;
  readonly language?: string;
  readonly claimedBy?: string;
  /** At most 500; 100 when absent. */
  readonly limit?: number;
  /** The last row of the page before. */
  readonly after?: Pick<ListedTurn, 'band' | 'dueAt' | 'householdId'>;
};

/**
 * Today's desk as a supervisor sees it, in the order in which it is offered: households with their place and holder, no names (a name
 * is on the person's card). Without `state`, idle households are left out.
 */
export async function listWorklist(deps: Deps, actor: Actor, filter: WorklistFilter): Promise<readonly ListedTurn[]> {
  const limit = Math.min(filter.limit ?? 100, 500);
  return inScope(deps.app, actor, async (trx) => {
    const rows = await listTurns(trx, actor.districtId, { ...filter, limit });
    await writeAudit(deps, trx, actor, {
      action: 'worklist.listed',
      subjectKind: 'district',
      subjectId: String(actor.districtId),
      detail: { rows: rows.length },
    });
    return rows;
  });
}
