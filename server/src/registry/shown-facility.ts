import { isStale } from '@kshem/domain/registry/freshness.ts';
import { localDate } from '@kshem/domain/time/local-date.ts';
import type { Trx } from '../db/transaction.ts';
import { nameOf } from '../escalations/shown-escalation.ts';
import { findZone } from '../settings/find-zone.ts';
import { type BedRow, type FacilityRow, listBeds, listClerks, listPlaces, type PlacesRow } from './queries.ts';

/** Houses with what is free in each, when that was last true and who said so. */
export async function withBeds(trx: Trx, districtId: number, rows: readonly FacilityRow[], now: Date) {
  const ids = rows.map(({ facilityId }) => facilityId);
  const beds = Map.groupBy(await listBeds(trx, districtId, ids), ({ facilityId }) => facilityId);
  const today = localDate(now, await findZone(trx, districtId));
  const places = Map.groupBy(await listPlaces(trx, districtId, ids, today), ({ facilityId }) => facilityId);
  const clerks = Map.groupBy(await listClerks(trx, districtId, ids), ({ facilityId }) => facilityId);
  return rows.map(({ nameHi, nameEn, areaHi, areaEn, open: _open, ...row }) => ({
    ...row,
    name: { hi: nameHi, en: nameEn },
    area: { hi: areaHi, en: areaEn },
    beds: (beds.get(row.facilityId) ?? []).map((bed) => shownBed(bed, now)),
    places: (places.get(row.facilityId) ?? []).map((day) => shownPlaces(day, now)),
    clerkIds: (clerks.get(row.facilityId) ?? []).map(({ userId }) => userId),
  }));
}

export function shownBed({ facilityId: _facility, toldHi, toldEn, ...bed }: BedRow, now: Date) {
  return { ...bed, toldBy: nameOf(toldHi, toldEn), stale: isStale('bed', bed.trueAt, now) };
}

function shownPlaces({ facilityId: _facility, toldHi, toldEn, ...day }: PlacesRow, now: Date) {
  return { ...day, toldBy: nameOf(toldHi, toldEn), stale: isStale('centre', day.trueAt, now) };
}
