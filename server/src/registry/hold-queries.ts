import type { BedKind } from '@kshem/domain/registry/bed-kinds.ts';
import { sql } from 'kysely';
import type { Trx } from '../db/transaction.ts';

export type BedPlace = { readonly districtId: number; readonly facilityId: string; readonly kind: BedKind };

/**
 * Promises a bed to somebody, in the caller's transaction. One conditional update: whoever comes second waits for the first, then finds the
 * row as it has become, so the last bed goes to one however many ask for it at once.
 *
 * @returns false when none is open there
 */
export async function takeBed(trx: Trx, { districtId, facilityId, kind }: BedPlace): Promise<boolean> {
  const { rows } = await sql`
    update facility_bed b set held = b.held + 1
    from facility f
    where b.district_id = ${districtId} and b.facility_id = ${facilityId} and b.kind = ${kind} and b.free - b.held >= 1
      and f.district_id = ${districtId} and f.id = b.facility_id and f.closed_at is null
    returning b.kind`.execute(trx);
  return rows.length > 0;
}

/** Gives a promised bed back. The caller has locked the transfer and found that it holds one: it is given back once. */
export async function giveBedBack(trx: Trx, { districtId, facilityId, kind }: BedPlace): Promise<void> {
  await sql`
    update facility_bed set held = held - 1
    where district_id = ${districtId} and facility_id = ${facilityId} and kind = ${kind}`.execute(trx);
}

/** The person lies in it: promised no more, and one fewer is free until the hospital tells again. */
export async function fillBed(trx: Trx, { districtId, facilityId, kind }: BedPlace): Promise<void> {
  await sql`
    update facility_bed set held = held - 1, free = greatest(free - 1, 0)
    where district_id = ${districtId} and facility_id = ${facilityId} and kind = ${kind}`.execute(trx);
}
