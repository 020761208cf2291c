/** Hours after which what was told counts as stale. A bed's word is old sooner than a centre's places, which are told once a day. */
export const staleAfterHours = { bed: 6, ambulance: 8, centre: 24 } as const;

/** Whether availability must be asked for again before it is relied on: never told, or told too long ago. */
export function isStale(kind: keyof typeof staleAfterHours, trueAt: Date | null, now: Date): boolean {
  return trueAt === null || now.getTime() - trueAt.getTime() >= staleAfterHours[kind] * 3_600_000;
}
