/**
 * The telephone knows a call by its leg. The district is part of the leg's name, because every statement about the call must say it
 * and an event carries nothing else of ours.
 */
export type Leg = { readonly districtId: number; readonly phoneCallId: string };
/** A caller's own telephone. */
export type CallerLeg = { readonly districtId: number; readonly callerLegId: string };

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const ofCall = new RegExp(`^(\\d{1,9})_(${uuid})$`);
const ofCaller = new RegExp(`^(\\d{1,9})_c_(${uuid})$`);

export function legIdOf({ districtId, phoneCallId }: Leg): string {
  return `${districtId}_${phoneCallId}`;
}

/** Null for a leg that is no call of ours (a caller's own leg, another desk on the same exchange). */
export function readLegId(legId: string): Leg | null {
  const parts = ofCall.exec(legId);
  return parts ? { districtId: Number(parts[1]), phoneCallId: parts[2] as string } : null;
}

export function callerLegIdOf({ districtId, callerLegId }: CallerLeg): string {
  return `${districtId}_c_${callerLegId}`;
}

export function readCallerLegId(legId: string): CallerLeg | null {
  const parts = ofCaller.exec(legId);
  return parts ? { districtId: Number(parts[1]), callerLegId: parts[2] as string } : null;
}
