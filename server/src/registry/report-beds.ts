import { allows } from '@kshem/domain/access/roles.ts';
import type { BedKind } from '@kshem/domain/registry/bed-kinds.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inScope, type Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { findFacility, isClerkOf, listBeds, lockBeds, putPlaces, tellBeds } from './queries.ts';
import { shownBed } from './shown-facility.ts';

export type BedsTold = {
  readonly facilityId: string;
  readonly beds: readonly { readonly kind: BedKind; readonly free: number }[];
};

/**
 * Tells how many beds of a house are free now; telling the same again makes it true anew. Fewer than are held for people on their way is
 * let in, for it is what the hospital sees; those transfers are marked short.
 *
 * @throws AppError not-found (not one's own house) · more-than-total · bed-kind-unknown
 */
export function reportBeds(deps: Deps, actor: Actor, { facilityId, beds }: BedsTold) {
  const { districtId, userId } = actor;
  return inScope(deps.app, actor, async (trx) => {
    await checkOwn(trx, actor, facilityId);
    const known = await lockBeds(trx, districtId, facilityId);
    for (const { kind, free } of beds) {
      const bed = known.find((one) => one.kind === kind);
      if (!bed) throw new AppError('bed-kind-unknown', { kind });
      if (free > bed.total) throw new AppError('more-than-total', { kind, total: bed.total });
    }
    const now = deps.now();
    const told = beds.map((bed) => ({ ...bed, id: deps.newId() }));
    await tellBeds(trx, { districtId, facilityId, beds: told, by: userId, now });
    const subject = { subjectKind: 'facility', subjectId: facilityId };
    await writeAudit(deps, trx, actor, { action: 'beds.told', ...subject, detail: { beds } });
    return { beds: (await listBeds(trx, districtId, [facilityId])).map((bed) => shownBed(bed, now)) };
  });
}

export type PlacesTold = {
  readonly facilityId: string;
  readonly day: string;
  readonly kind: 'test' | 'vaccination';
  readonly slots: number;
  readonly free: number;
};

/**
 * Tells how many places a centre has on a day and how many are free.
 * @throws AppError not-found (not one's own house) · more-than-total
 */
export function reportPlaces(deps: Deps, actor: Actor, { facilityId, ...places }: PlacesTold): Promise<void> {
  const { districtId, userId } = actor;
  if (places.free > places.slots) throw new AppError('more-than-total', { total: places.slots });
  return inScope(deps.app, actor, async (trx) => {
    await checkOwn(trx, actor, facilityId);
    const told = { true_at: deps.now(), told_by: userId };
    await putPlaces(trx, { district_id: districtId, facility_id: facilityId, ...places, ...told });
    const subject = { subjectKind: 'facility', subjectId: facilityId };
    await writeAudit(deps, trx, actor, { action: 'places.told', ...subject, detail: places });
  });
}

/** Whoever keeps the registry tells of any house, a clerk of their own. */
async function checkOwn(trx: Trx, { districtId, userId, roles }: Actor, facilityId: string): Promise<void> {
  const facility = await findFacility(trx, districtId, facilityId);
  const own = allows(roles, 'registry.manage') || (userId !== null && (await isClerkOf(trx, districtId, userId, facilityId)));
  if (!facility || facility.closedAt || !own) throw new AppError('not-found', { facilityId });
}
