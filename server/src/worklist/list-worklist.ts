import { allows } from '@kshem/domain/access/roles.ts';
import { whyItWaits } from '@kshem/domain/worklist/why-it-waits.ts';
import type { Actor } from '../actor.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { momentIn } from './programme-hours.ts';
import { type ListedTurn, listTurns, type Turn } from './queries.ts';
import { listAreaNames, listUnderRoofs, type UnderRoof, type Whose } from './watch-queries.ts';

export type WorklistFilter = Whose & {
  readonly state?: Turn['state'];
  readonly band?: number;
  /** At most 500; 100 when absent. */
  readonly limit?: number;
  /** The last row of the page before. */
  readonly after?: Pick<ListedTurn, 'band' | 'dueAt' | 'householdId'>;
};

/**
 * Today's desk as a supervisor sees it, in the order in which it is offered: households with their place, their holder, who lives there
 * (by name for those who may read people) and what each waits for. Without `state`, idle households are left out.
 */
export async function listWorklist(deps: Deps, actor: Actor, filter: WorklistFilter) {
  const { districtId } = actor;
  const limit = Math.min(filter.limit ?? 100, 500);
  const now = deps.now();
  const { programmeIds } = await momentIn(deps, districtId);
  const named = allows(actor.roles, 'person.read');
  return inScope(deps.app, actor, async (trx) => {
    const turns = await listTurns(trx, districtId, { ...filter, limit });
    const householdIds = turns.map(({ householdId }) => householdId);
    const roofs = Map.groupBy(await listUnderRoofs(trx, districtId, householdIds), ({ householdId }) => householdId);
    const areaIds = [...new Set(turns.map(({ areaId }) => areaId))];
    const areas = new Map((await listAreaNames(trx, areaIds)).map(({ id, ...name }) => [id, name]));
    const rows = turns.map((turn) => {
      const people = peopleOf(roofs.get(turn.householdId) ?? [], named);
      const lastDisposition = people[0]?.lastDisposition ?? null;
      const waits = whyItWaits({ ...turn, lastDisposition }, programmeIds.includes(turn.programmeId), now);
      return { ...turn, people, waits, area: areas.get(turn.areaId) ?? { hi: '', en: '' } };
    });
    await writeAudit(deps, trx, actor, {
      action: 'worklist.listed',
      subjectKind: 'district',
      subjectId: String(districtId),
      detail: { rows: rows.length, ...(named && { personIds: rows.flatMap(({ people }) => people.map((one) => one.personId)) }) },
    });
    return rows;
  });
}

/** Each once, with the item that leads them, though they may be due in two programmes. */
function peopleOf(rows: readonly UnderRoof[], named: boolean) {
  return [...Map.groupBy(rows, ({ personId }) => personId).values()].flatMap((own) => {
    const [first] = own;
    if (!first) return [];
    const { personId, name, lastDisposition } = first;
    const due = first.state === 'open';
    const attempts = Math.max(0, ...own.map((one) => one.attempts ?? 0));
    const closeReason = due ? null : first.closeReason;
    return [{ personId, name: named ? name : null, due, attempts, lastDisposition, closeReason }];
  });
}
