import type { Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { findOpenOfKind, insertNeedEvent, saveNeed } from './queries.ts';

type Declining = {
  readonly districtId: number;
  readonly needId: string;
  readonly areaId: number;
  readonly by: string | null;
  readonly note: string;
};

/** Nobody waits for it any more, and why; in the caller's transaction, which has locked it. */
export async function declineNeed(
  trx: Trx,
  deps: Pick<Deps, 'now' | 'newId'>,
  { districtId, needId, areaId, by, note }: Declining,
): Promise<void> {
  const now = deps.now();
  const status = 'declined';
  await saveNeed(trx, districtId, needId, { status, closed_at: now, escalate_at: null, updated_at: now });
  await insertNeedEvent(trx, {
    ...{ district_id: districtId, id: deps.newId(), need_id: needId, area_id: areaId },
    ...{ action: 'need-declined', status, at: now, by_user: by, note },
  });
}

/** The same for a person's open need of a kind, where there is one. */
export async function declineOpenOfKind(
  trx: Trx,
  deps: Pick<Deps, 'now' | 'newId'>,
  { districtId, personId, kind, by, note }: Omit<Declining, 'needId' | 'areaId'> & { personId: string; kind: string },
): Promise<void> {
  const open = await findOpenOfKind(trx, { districtId, personId, kind });
  if (open) await declineNeed(trx, deps, { districtId, ...open, by, note });
}
