import { addMinutes, later } from '@kshem/domain/time/instant.ts';
import { holdMinutes } from '@kshem/domain/transfer/step-deadline.ts';
import { holdsBed, type TransferAction } from '@kshem/domain/transfer/transfer-state.ts';
import { AppError } from '../app-error.ts';
import type { Trx } from '../db/transaction.ts';
import { fillBed, giveBedBack, takeBed } from '../registry/hold-queries.ts';
import { isReady, type LockedTransfer, type TransferChange } from './queries.ts';

/** What a step is told besides its name; which parts it needs is in `changeOf`. */
export type StepParts = {
  readonly facilityId?: string | undefined;
  readonly ambulanceId?: string | undefined;
  readonly etaAt?: Date | undefined;
  readonly handedTo?: string | undefined;
  readonly note?: string | undefined;
};

/** A bed stays kept this long after the ambulance should be there: the road to the hospital. */
const roadMinutes = 60;

/**
 * What a step changes in the transfer's row; beds change with it, in the same transaction.
 * @throws AppError step-incomplete · no-bed-left · ambulance-busy
 */
export async function changeOf(
  trx: Trx,
  districtId: number,
  found: LockedTransfer,
  action: TransferAction,
  parts: StepParts,
  now: Date,
): Promise<TransferChange> {
  const own = { districtId, kind: found.bedKind };
  switch (action) {
    case 'hold-bed': {
      const facilityId = needed(parts.facilityId, 'facilityId');
      await take(trx, { ...own, facilityId });
      return { ...held(facilityId, now), holds: true };
    }
    case 'change-bed': {
      const facilityId = needed(parts.facilityId, 'facilityId');
      needed(parts.note, 'note');
      if (facilityId === found.facilityId) throw new AppError('step-incomplete', { fields: ['facilityId'] });
      await take(trx, { ...own, facilityId });
      await giveBack(trx, districtId, found);
      const until = found.etaAt
        ? later(addMinutes(found.etaAt, roadMinutes), addMinutes(now, holdMinutes))
        : addMinutes(now, holdMinutes);
      return { ...held(facilityId, now), hold_until: until };
    }
    case 'confirm-bed':
      return { bed_confirmed_by: needed(parts.handedTo, 'handedTo'), bed_confirmed_at: now };
    case 'release-bed':
      needed(parts.note, 'note');
      return releasing(trx, districtId, found);
    case 'send-ambulance':
      return sending(trx, districtId, found, parts, now);
    case 'recall':
      needed(parts.note, 'note');
      return { ambulance_id: null, crew: null, eta_at: null, hold_until: addMinutes(now, holdMinutes) };
    case 'pick-up':
      return { crew: needed(parts.handedTo, 'handedTo'), picked_up_at: now };
    case 'admit':
      if (found.facilityId) await fillBed(trx, { ...own, facilityId: found.facilityId });
      return {
        ...{ holds: false, hold_until: null, received_by: needed(parts.handedTo, 'handedTo'), admitted_at: now },
        last_heard_at: now,
      };
    case 'hear':
      needed(parts.note, 'note');
      return { last_heard_at: now };
    case 'discharge':
      return { ended_at: now, ending: 'discharged' };
    case 'cancel':
      needed(parts.note, 'note');
      await giveBack(trx, districtId, found);
      return { holds: false, hold_until: null, ended_at: now, ending: 'cancelled' };
  }
}

/** Back to a request without a bed; by hand, or because its time ran out. */
export async function releasing(trx: Trx, districtId: number, found: LockedTransfer): Promise<TransferChange> {
  await giveBack(trx, districtId, found);
  return { holds: false, hold_until: null, facility_id: null, bed_confirmed_by: null, bed_confirmed_at: null };
}

/** Only what the locked row says it holds is given back, so a release that comes late frees nobody else's bed. */
export async function giveBack(
  trx: Trx,
  districtId: number,
  { holds, status, facilityId, bedKind }: LockedTransfer,
): Promise<void> {
  if (holds && holdsBed(status) && facilityId !== null) await giveBedBack(trx, { districtId, facilityId, kind: bedKind });
}

async function take(trx: Trx, place: Parameters<typeof takeBed>[1]): Promise<void> {
  if (!(await takeBed(trx, place))) throw new AppError('no-bed-left', { facilityId: place.facilityId, kind: place.kind });
}

function held(facilityId: string, now: Date): TransferChange {
  return { facility_id: facilityId, hold_until: addMinutes(now, holdMinutes), bed_confirmed_by: null, bed_confirmed_at: null };
}

async function sending(
  trx: Trx,
  districtId: number,
  { holdUntil }: LockedTransfer,
  parts: StepParts,
  now: Date,
): Promise<TransferChange> {
  const ambulanceId = needed(parts.ambulanceId, 'ambulanceId');
  const etaAt = needed(parts.etaAt, 'etaAt');
  if (etaAt <= now) throw new AppError('step-incomplete', { fields: ['etaAt'] });
  if (!(await isReady(trx, districtId, ambulanceId))) throw new AppError('ambulance-busy', { ambulanceId });
  const arrives = addMinutes(etaAt, roadMinutes);
  return {
    ambulance_id: ambulanceId,
    crew: needed(parts.handedTo, 'handedTo'),
    eta_at: etaAt,
    hold_until: holdUntil ? later(holdUntil, arrives) : arrives,
  };
}

function needed<T>(part: T | undefined, field: string): T {
  if (part === undefined || (typeof part === 'string' && part.trim() === ''))
    throw new AppError('step-incomplete', { fields: [field] });
  return part;
}
