/** The caller's own telephone is given up as not answered after this. */
export const ownPhoneRingsSeconds = 30;
/** The exchange itself ends a caller's leg after this, whatever has become of us: a shift of calling hours. */
export const longestShiftSeconds = 4 * 3600;

const seconds = {
  /** Ringing, and then some for news that never comes. */
  ringing: ownPhoneRingsSeconds + 60,
  /** An open line costs money; who calls nobody for so long is not calling. */
  idle: 15 * 60,
  'in-call': 3600,
} as const;

/** When a caller's own leg is let go of, unless something happens on it before. */
export function legDeadline(at: Date, stage: keyof typeof seconds): Date {
  return new Date(at.getTime() + seconds[stage] * 1000);
}
