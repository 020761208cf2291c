import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { countFree, countHeld, listFiltered } from './list-queries.ts';
import { shownNeed } from './shown-need.ts';

export type DeliveriesAsked = {
  readonly held: 'me' | 'nobody';
  readonly areaId?: number | undefined;
  readonly limit: number;
};

/**
 * What a field team has taken on, or what no team has: the most urgent ones that fit, in the order of a round: by ward, then by address,
 * and those of one house together. The look is written down.
 *
 * @throws AppError not-allowed (the server itself)
 */
export async function listDeliveries(deps: Deps, actor: Actor, { held, areaId, limit }: DeliveriesAsked) {
  const { districtId, userId } = actor;
  if (userId === null) throw new AppError('not-allowed');
  const now = deps.now();
  const filter =
    held === 'me' ? { status: 'assigned', assignedTo: userId } : { status: 'open', ownerUnit: 'field', assignedTo: 'nobody' };
  const rows = await inScope(deps.app, actor, async (trx) => {
    const found = await listFiltered(trx, { ...filter, districtId, areaId, now, limit, after: null });
    const personIds = found.map(({ personId }) => personId);
    await writeAudit(deps, trx, actor, {
      action: 'deliveries.listed',
      subjectKind: 'district',
      subjectId: String(districtId),
      detail: { personIds },
    });
    return found;
  });
  const needs = await Promise.all(rows.map((row) => shownNeed(deps, row, now)));
  return needs.sort((a, b) => byRound(a, b));
}

type OnARound = Awaited<ReturnType<typeof shownNeed>>;
/** House 9 comes before house 10. */
const houses = new Intl.Collator('hi', { numeric: true });

function byRound(a: OnARound, b: OnARound): number {
  return (
    a.areaId - b.areaId ||
    houses.compare(a.address ?? '', b.address ?? '') ||
    a.householdId.localeCompare(b.householdId) ||
    a.priority - b.priority ||
    a.dueAt.getTime() - b.dueAt.getTime()
  );
}

/** In which of the actor's wards something waits that no team has, and how much they have taken on themselves. Nobody is named. */
export async function countDeliveries(deps: Deps, actor: Actor) {
  const { districtId, userId } = actor;
  if (userId === null) throw new AppError('not-allowed');
  return inScope(deps.app, actor, async (trx) => {
    const wards = await countFree(trx, { districtId, areas: actor.areas, ownerUnit: 'field', now: deps.now() });
    return {
      mine: await countHeld(trx, districtId, userId),
      wards: wards.map(({ areaHi, areaEn, ...ward }) => ({ ...ward, area: { hi: areaHi, en: areaEn } })),
    };
  });
}
