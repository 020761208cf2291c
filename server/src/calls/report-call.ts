import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { count } from '../boards/count.ts';
import { inScope, type Trx } from '../db/transaction.ts';
import { violatedUnique } from '../db/violated-unique.ts';
import type { Deps } from '../deps.ts';
import { assertClaim } from '../worklist/assert-claim.ts';
import { findReportedCall, insertCall, listReportedCheckIns } from './queries.ts';

export type ReportedCall = {
  readonly phoneCallId: string;
  readonly householdId: string;
  readonly fence: number;
  readonly contactPointId: string;
  readonly attempts: readonly {
    readonly attemptId: string;
    readonly itemId: string;
    readonly checkInId: string;
    readonly checkInDueOn: string;
  }[];
  readonly dialledAt: Date;
  readonly sentAt: Date;
};

/**
 * A call that was made with the caller's own phone while the server could not be reached: written afterwards, as one that has ended, with
 * its attempts open for what came of them (which follows from the same device, in order). An attempt whose person is being asked by
 * somebody else at this moment is written as a failure of ours that does not count; the caller's own word then replaces that.
 *
 * @throws AppError not-found (no such check-in in the actor's areas) · conflict (another account's call has this id)
 */
export async function reportCall(
  deps: Deps,
  actor: Actor,
  reported: ReportedCall,
): Promise<{ repeated: boolean; late: boolean }> {
  const { userId } = actor;
  if (userId === null) throw new AppError('not-allowed');
  const reporter = { ...actor, userId };
  const write = (open: boolean) => inScope(deps.app, actor, (trx) => writeReported(deps, trx, reporter, reported, open));
  try {
    return await write(true);
  } catch (error) {
    if (violatedUnique(error) !== 'call_attempt_one_live') throw error;
    return write(false);
  }
}

type Reporter = Actor & { readonly userId: string };

async function writeReported(deps: Deps, trx: Trx, actor: Reporter, reported: ReportedCall, open: boolean) {
  const { districtId, userId } = actor;
  const { phoneCallId, householdId, fence, contactPointId } = reported;
  const now = deps.now();
  const known = await findReportedCall(trx, districtId, phoneCallId);
  if (known && known.callerId !== userId) throw new AppError('conflict', { phoneCallId });
  const late = (await assertClaim(trx, { districtId, householdId, userId, fence, now })) === 'lost';
  if (known) return { repeated: true, late };
  const checkIns = await listReportedCheckIns(trx, districtId, reported.attempts);
  if (checkIns.length < reported.attempts.length) throw new AppError('not-found', { householdId });
  const dialledAt = byOurClock(reported, now);
  const shared = { district_id: districtId, contact_point_id: contactPointId, caller_id: userId, requested_at: dialledAt };
  await insertCall(
    trx,
    {
      ...shared,
      id: phoneCallId,
      household_id: householdId,
      fence,
      channel: 'handset',
      state: 'ended',
      dialled_at: dialledAt,
      ended_at: now,
      deadline_at: now,
    },
    reported.attempts.map(({ attemptId, itemId, checkInId }) => {
      const checkIn = checkIns.find((one) => one.checkInId === checkInId);
      if (!checkIn) throw new AppError('not-found', { checkInId });
      return {
        ...shared,
        id: attemptId,
        phone_call_id: phoneCallId,
        person_id: checkIn.personId,
        episode_id: checkIn.episodeId,
        check_in_due_on: checkIn.dueOn,
        check_in_id: checkInId,
        item_id: itemId,
        area_id: checkIn.areaId,
        counts: open,
        late,
        self_reported: true,
        ...(!open && { disposition: 'technical-failure', disposed_at: now }),
      };
    }),
  );
  await count(
    trx,
    checkIns.map(({ dueOn, programmeId, areaId }) => ({ districtId, day: dueOn, programmeId, areaId, name: 'attempts', by: 1 })),
  );
  const attemptIds = reported.attempts.map(({ attemptId }) => attemptId);
  const detail = { householdId, attemptIds, late };
  await writeAudit(deps, trx, actor, { action: 'call.reported', subjectKind: 'phone-call', subjectId: phoneCallId, detail });
  return { repeated: false, late };
}

/** The device's clock may be wrong by hours; how long ago it was is true all the same. Never after now. */
function byOurClock({ dialledAt, sentAt }: ReportedCall, now: Date): Date {
  return new Date(now.getTime() - Math.max(0, sentAt.getTime() - dialledAt.getTime()));
}
