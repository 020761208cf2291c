import type { BedKind, FacilityKind } from '@kshem/domain/registry/bed-kinds.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { findArea } from '../settings/queries.ts';
import { lockBeds, putAmbulance, putClerks, putFacility, putTotals } from './queries.ts';

export type FacilityToSave = {
  readonly facilityId: string;
  readonly kind: FacilityKind;
  readonly nameEn: string;
  readonly nameHi: string;
  readonly areaId: number;
  readonly phone: string | null;
  readonly beds: readonly { readonly kind: BedKind; readonly total: number }[];
  readonly clerkIds: readonly string[];
  readonly closed: boolean;
};

/**
 * Adds a hospital or centre, or changes what is known of it. Beds that are held for somebody on the way cannot be taken from under them.
 * @throws AppError not-found (the area) · facility-name-taken · beds-held
 */
export function saveFacility(deps: Deps, actor: Actor, wanted: FacilityToSave): Promise<void> {
  const { districtId } = actor;
  const { facilityId, areaId, kind, nameEn, nameHi, phone, beds, clerkIds, closed } = wanted;
  return inScope(deps.app, actor, async (trx) => {
    const area = await findArea(trx, areaId);
    if (area?.districtId !== districtId) throw new AppError('not-found', { areaId });
    const held = (await lockBeds(trx, districtId, facilityId)).filter((bed) => bed.held > 0);
    const cut = held.find((bed) => closed || (beds.find((one) => one.kind === bed.kind)?.total ?? 0) < bed.held);
    if (cut) throw new AppError('beds-held', { kind: cut.kind });
    const now = deps.now();
    await putFacility(trx, {
      ...{ district_id: districtId, id: facilityId, area_id: areaId, kind, phone },
      ...{ name_en: nameEn, name_hi: nameHi, closed_at: closed ? now : null, updated_at: now },
    });
    await putTotals(trx, districtId, facilityId, beds);
    await putClerks(trx, districtId, facilityId, clerkIds);
    const subject = { subjectKind: 'facility', subjectId: facilityId };
    await writeAudit(deps, trx, actor, { action: 'facility.saved', ...subject, detail: { closed } });
  });
}

export type AmbulanceToSave = {
  readonly ambulanceId: string;
  readonly callSign: string;
  readonly kind: 'basic' | 'advanced';
  readonly phone: string | null;
  readonly crew: string | null;
  readonly state: 'ready' | 'off';
};

/**
 * Adds an ambulance or tells how it is. One that is on a job finishes it whatever is told here.
 * @throws AppError ambulance-known
 */
export function saveAmbulance(deps: Deps, actor: Actor, { ambulanceId, callSign, ...rest }: AmbulanceToSave): Promise<void> {
  const { districtId, userId } = actor;
  return inScope(deps.app, actor, async (trx) => {
    const told = { true_at: deps.now(), told_by: userId };
    await putAmbulance(trx, { district_id: districtId, id: ambulanceId, call_sign: callSign, ...rest, ...told });
    const subject = { subjectKind: 'ambulance', subjectId: ambulanceId };
    await writeAudit(deps, trx, actor, { action: 'ambulance.saved', ...subject, detail: { state: rest.state } });
  });
}
