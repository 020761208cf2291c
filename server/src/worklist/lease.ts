import { addMinutes } from '@kshem/domain/time/instant.ts';

/** How long a claim holds without a sign of life. Long enough for a call's questions, short enough that a dead browser costs little. */
export const leaseMinutes = 10;

/** A promised callback is its promiser's until so many minutes after its time; then anybody's. */
export const promiserFirstMinutes = 5;

/** Skips a caller has in a local day. */
export const skipsPerDay = 10;

export function leaseEnd(now: Date): Date {
  return addMinutes(now, leaseMinutes);
}

/**
 * A lease that ends later than this was given by a clock that has since been set back, and would hold for hours. Twice the lease,
 * because the clocks of several servers differ by seconds.
 */
export function longestLease(now: Date): Date {
  return addMinutes(now, 2 * leaseMinutes);
}

/** How long a household is kept on a device without a sign of life: a call, its answers, and the next one's. */
const reserveMinutes = 40;

export function reserveEnd(now: Date): Date {
  return addMinutes(now, reserveMinutes);
}

/** As longestLease, for what is kept on a device. */
export function longestReserve(now: Date): Date {
  return addMinutes(now, 2 * reserveMinutes);
}
