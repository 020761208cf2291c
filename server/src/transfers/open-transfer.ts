import type { BedKind } from '@kshem/domain/registry/bed-kinds.ts';
import { stepDueAt } from '@kshem/domain/transfer/step-deadline.ts';
import { transferTable } from '@kshem/domain/transfer/transfer-state.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { inScope, type Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { findWhetherCalled, type LockedEpisode, lockEpisode } from '../episodes/queries.ts';
import { findLiveId, insertTransfer, insertTransferEvent } from './queries.ts';

/**
 * Asks for a hospital bed for somebody at home.
 * @throws AppError not-found · transfer-live · not-called-any-more (dead, or merged into another record)
 */
export function requestTransfer(
  deps: Deps,
  actor: Actor,
  { episodeId, ...wanted }: { episodeId: string; bedKind: BedKind; reason: string },
): Promise<{ transferId: string }> {
  return inScope(deps.app, actor, async (trx) => {
    const episode = await lockEpisode(trx, actor.districtId, episodeId);
    if (!episode) throw new AppError('not-found', { episodeId });
    return openTransfer(trx, deps, actor, episode, { ...wanted, joins: false });
  });
}

/**
 * The same in the caller's transaction, which has locked the episode. A person has one live request: a second joins it or is refused.
 */
export async function openTransfer(
  trx: Trx,
  deps: Pick<Deps, 'now' | 'newId'>,
  { districtId, userId, ...actor }: Actor,
  { episodeId, personId, householdId, areaId, programmeId }: LockedEpisode,
  { bedKind, reason, joins }: { bedKind: BedKind; reason: string; joins: boolean },
): Promise<{ transferId: string }> {
  if (userId === null) throw new AppError('not-allowed');
  if (!(await findWhetherCalled(trx, districtId, personId))) throw new AppError('not-called-any-more', { episodeId });
  const now = deps.now();
  const transferId = deps.newId();
  const status = transferTable.initial;
  const made = await insertTransfer(trx, {
    district_id: districtId,
    id: transferId,
    person_id: personId,
    household_id: householdId,
    episode_id: episodeId,
    area_id: areaId,
    programme_id: programmeId,
    bed_kind: bedKind,
    status,
    reason,
    asked_by: userId,
    asked_at: now,
    holds: false,
    due_at: stepDueAt(status, now, null),
    late: 0,
    updated_at: now,
  });
  if (!made) return joinLive(trx, districtId, personId, joins);
  const event = {
    district_id: districtId,
    id: deps.newId(),
    transfer_id: transferId,
    area_id: areaId,
    by_user: userId,
    note: reason,
  };
  await insertTransferEvent(trx, { ...event, action: 'transfer-requested', status, at: now });
  const subject = { subjectKind: 'person', subjectId: personId };
  await writeAudit(
    deps,
    trx,
    { districtId, userId, ...actor },
    { action: 'transfer.requested', ...subject, detail: { transferId, bedKind } },
  );
  return { transferId };
}

async function joinLive(trx: Trx, districtId: number, personId: string, joins: boolean): Promise<{ transferId: string }> {
  const live = await findLiveId(trx, districtId, personId);
  // It ended in this instant: whoever asks again gets a new one.
  if (live === undefined) throw new AppError('conflict');
  if (!joins) throw new AppError('transfer-live', { transferId: live });
  return { transferId: live };
}
