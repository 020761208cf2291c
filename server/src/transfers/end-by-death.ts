import type { Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { insertTransferEvent, lockLiveOfPerson, saveTransfer } from './queries.ts';
import { giveBack } from './step-changes.ts';

/** The person died: whatever was on its way ends, and the bed that was kept is somebody else's to have. In the caller's transaction. */
export async function endTransferByDeath(
  deps: Pick<Deps, 'now' | 'newId'>,
  trx: Trx,
  { districtId, personId, by }: { districtId: number; personId: string; by: string | null },
): Promise<void> {
  const found = await lockLiveOfPerson(trx, districtId, personId);
  if (!found) return;
  const now = deps.now();
  const status = found.status === 'admitted' ? 'discharged' : 'cancelled';
  await giveBack(trx, districtId, found);
  await saveTransfer(trx, districtId, found.transferId, {
    ...{ status, holds: false, hold_until: null, ended_at: now, ending: 'died', updated_at: now },
  });
  const event = { district_id: districtId, id: deps.newId(), transfer_id: found.transferId, area_id: found.areaId, by_user: by };
  await insertTransferEvent(trx, { ...event, action: 'transfer-ended-by-death', status, at: now });
}
