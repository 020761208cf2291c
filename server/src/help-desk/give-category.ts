import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import type { Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { categoryToGive } from './categories.ts';
import { findBeneficiary, putBeneficiary, putOfficer } from './queries.ts';

export type Standing = {
  readonly category: string;
  readonly officer?: {
    readonly serviceNumber: string;
    readonly name: string;
    readonly state: 'serving' | 'retired' | 'fallen';
    readonly unit: string | null;
  };
  readonly relation?: 'self' | 'spouse' | 'child' | 'parent' | 'sibling' | 'other';
};

/**
 * Writes down whose people somebody is, in the caller's transaction. The officer is one record by the service number, whoever of the family
 * came first.
 *
 * @throws AppError bad-request for a category that nobody has · category-withdrawn · officer-missing
 */
export async function giveCategory(
  deps: Pick<Deps, 'now' | 'newId'>,
  trx: Trx,
  { districtId, userId }: Actor,
  { personId, areaId }: { personId: string; areaId: number },
  { category, officer, relation }: Standing,
): Promise<void> {
  const now = deps.now();
  const before = await findBeneficiary(trx, districtId, personId);
  const { ofOfficer } = await categoryToGive(trx, districtId, category, before?.category ?? null);
  if (ofOfficer && !officer) throw new AppError('officer-missing');
  const of = ofOfficer ? officer : undefined;
  const officerId = of
    ? await putOfficer(trx, {
        ...{ district_id: districtId, id: deps.newId(), service_number: of.serviceNumber.trim().toUpperCase() },
        ...{ name: of.name.trim(), state: of.state, unit: of.unit, created_at: now, created_by: userId },
      })
    : null;
  await putBeneficiary(trx, {
    ...{ district_id: districtId, person_id: personId, area_id: areaId, category, officer_id: officerId },
    ...{ relation: of ? (relation ?? 'other') : null, registered_at: now, registered_by: userId, updated_at: now },
  });
}
