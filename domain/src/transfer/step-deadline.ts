import { addMinutes } from '../time/instant.ts';
import type { TransferStatus } from './transfer-state.ts';

/** How long a bed is kept for somebody for whom no ambulance has been sent yet. */
export const holdMinutes = 60;

/**
 * Minutes that a step may take; after them the desk is called out. Own proposal: no guideline gives figures; short where somebody ill waits
 * at home, longer on the road, a day for news from the hospital.
 */
const minutes = { requested: 15, 'bed-held': 20, 'picked-up': 60, admitted: 24 * 60 } as const;
/** An ambulance is late when it was not there this long after the time that was told. */
const afterArrival = 10;

/** By when the next step must be taken. */
export function stepDueAt(status: TransferStatus, now: Date, etaAt: Date | null): Date {
  if (status === 'ambulance-sent') return addMinutes(etaAt !== null && etaAt > now ? etaAt : now, afterArrival);
  return addMinutes(now, status in minutes ? minutes[status as keyof typeof minutes] : 0);
}

/** While a step stays late the desk is called out again, this many minutes later. */
export const calledOutAgainAfter = 10;
