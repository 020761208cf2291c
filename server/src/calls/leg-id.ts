/**
 * The telephone knows a call by its leg. The district is part of the leg's name, because every statement about the call must say it
 * and an event carries nothing else of ours.
 */
export type Leg = { readonly districtId: number; readonly phoneCallId: string };

export function legIdOf({ districtId, phoneCallId }: Leg): string {
  return `${districtId}_${phoneCallId}`;
}

/** Null for a leg that is not one of ours (another desk on the same exchange). */
export function readLegId(legId: string): Leg | null {
  const parts = /^(\d{1,9})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(legId);
  return parts ? { districtId: Number(parts[1]), phoneCallId: parts[2] as string } : null;
}
