import { isStale } from '@kshem/domain/registry/freshness.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { nameOf } from '../escalations/shown-escalation.ts';
import { type FacilityFilter, listAmbulanceRows, listFacilityRows } from './queries.ts';
import { withBeds } from './shown-facility.ts';

export type FacilitiesAsked = Omit<FacilityFilter, 'districtId' | 'after'> & { readonly after?: string | undefined };

/** Hospitals and centres of the district by name, or those with an open bed of a kind, most of them first. Nobody is named in it. */
export function listFacilities(deps: Deps, actor: Actor, { after, ...filter }: FacilitiesAsked) {
  const { districtId } = actor;
  const place = after === undefined ? null : readPlace(after);
  return inScope(deps.app, actor, async (trx) => {
    const rows = await listFacilityRows(trx, { ...filter, districtId, after: place });
    const last = rows.length === filter.limit ? rows.at(-1) : undefined;
    const key = last && (filter.bed === undefined ? last.nameEn : String(last.open));
    return {
      items: await withBeds(trx, districtId, rows, deps.now()),
      next: last ? `${last.facilityId}~${key}` : null,
    };
  });
}

function readPlace(written: string): NonNullable<FacilityFilter['after']> {
  const [, facilityId, key] = /^([\da-f-]{36})~(.{1,150})$/.exec(written) ?? [];
  if (!facilityId || key === undefined) throw new AppError('bad-request', { fields: ['after'] });
  return { facilityId, key };
}

/** The district's ambulances and what each is doing. */
export async function listAmbulances(deps: Deps, actor: Actor) {
  const rows = await inScope(deps.system, { ...actor, areas: 'all' }, (trx) => listAmbulanceRows(trx, actor.districtId));
  const now = deps.now();
  const items = rows.map(({ toldHi, toldEn, ...row }) => ({
    ...row,
    toldBy: nameOf(toldHi, toldEn),
    stale: isStale('ambulance', row.trueAt, now),
  }));
  return { items };
}
