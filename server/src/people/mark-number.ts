import type { Trx } from '../db/transaction.ts';
import { setOutOfService, setWrong } from './queries.ts';

/** The number does not exist or is no longer given out: nobody is tried on it any more. */
export function numberOutOfService(
  trx: Trx,
  { districtId, contactPointId, at }: { districtId: number; contactPointId: string; at: Date },
): Promise<void> {
  return setOutOfService(trx, districtId, contactPointId, at);
}

/** Somebody else answered who does not know the person: never tried again for this person, others keep it. */
export function numberIsWrong(
  trx: Trx,
  { districtId, personId, contactPointId, at }: { districtId: number; personId: string; contactPointId: string; at: Date },
): Promise<void> {
  return setWrong(trx, districtId, personId, contactPointId, at);
}
