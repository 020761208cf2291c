import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import { writeAudit } from '../audit/write-audit.ts';
import { againOnDeadlock } from '../db/again-on-deadlock.ts';
import { inScope } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { type ListedTransfer, listComing } from '../transfers/list-queries.ts';
import { takeStep } from '../transfers/move-transfer.ts';
import { lockTransfer } from '../transfers/queries.ts';
import { shownTransfer } from '../transfers/shown-transfer.ts';
import { findName, isClerkOf, listOwnRows } from './queries.ts';
import { withBeds } from './shown-facility.ts';

/**
 * The houses a clerk tells of, and who is on the way there: name, age and the bed, nothing of their illness. They come from every ward of the
 * district, so it is asked over all of it, for these houses only.
 */
export async function readOwnFacilities(deps: Deps, actor: Actor) {
  const { districtId, userId } = actor;
  if (userId === null) throw new AppError('not-allowed');
  const now = deps.now();
  return inScope(deps.system, { districtId, areas: 'all' }, async (trx) => {
    const rows = await listOwnRows(trx, districtId, userId);
    const facilities = await withBeds(trx, districtId, rows, now);
    const coming = await listComing(
      trx,
      districtId,
      rows.map(({ facilityId }) => facilityId),
    );
    if (coming.length > 0) {
      const subject = { subjectKind: 'district', subjectId: String(districtId) };
      const detail = { personIds: coming.map(({ personId }) => personId) };
      await writeAudit(deps, trx, actor, { action: 'coming.listed', ...subject, detail });
    }
    const items = facilities.map((facility) => ({
      facility,
      coming: coming.filter(({ facilityId }) => facilityId === facility.facilityId).map((row) => announced(row, now)),
    }));
    return { items };
  });
}

function announced(row: ListedTransfer, now: Date) {
  const { transferId, personName, ageYears, sex, bedKind, status, holdUntil, etaAt } = shownTransfer(row, now);
  const { callSign, bedConfirmedBy: confirmedBy } = row;
  return { transferId, personName, ageYears, sex, bedKind, status, holdUntil, etaAt, callSign, confirmedBy };
}

/**
 * The hospital's own word, in the clerk's name: the bed is kept, or the person is in it. Somebody who is there before the desk heard that they
 * were picked up was picked up by the crew that was sent.
 *
 * @throws AppError not-found (not on the way to one's own house) · conflict
 */
export function receiveTransfer(
  deps: Deps,
  actor: Actor,
  { transferId, action }: { transferId: string; action: 'confirm-bed' | 'admit' },
): Promise<void> {
  const { districtId, userId } = actor;
  if (userId === null) throw new AppError('not-allowed');
  return againOnDeadlock(() =>
    inScope(deps.system, { districtId, areas: 'all' }, async (trx) => {
      const lock = async () => {
        const found = await lockTransfer(trx, districtId, transferId);
        const own = found?.facilityId && (await isClerkOf(trx, districtId, userId, found.facilityId));
        if (!found || !own) throw new AppError('not-found', { transferId });
        return found;
      };
      const found = await lock();
      const handedTo = await findName(trx, userId);
      if (action === 'admit' && found.status === 'ambulance-sent') {
        await takeStep(deps, trx, actor, found, { action: 'pick-up', handedTo: found.crew ?? handedTo });
      }
      await takeStep(deps, trx, actor, await lock(), { action, handedTo });
    }),
  );
}
