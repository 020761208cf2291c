/**
 * Lets calls begin at a steady pace, a few at once: an operator's switch refuses a burst, and a refused burst looks like a dead line.
 * A token bucket, kept as the instant at which it is full again.
 */
export type Pace = {
  /** Takes a turn. @returns how long to wait for it, in milliseconds of `elapsedMs` */
  turn(): number;
};

/** @param elapsedMs a clock that never runs backwards; `secondMs` of it are a second */
export function createPace({
  perSecond,
  elapsedMs,
  secondMs,
}: {
  perSecond: number;
  elapsedMs: () => number;
  secondMs: number;
}): Pace {
  const apartMs = secondMs / perSecond;
  /** What may begin at once after a rest: the calls of a second. */
  const atOnceMs = Math.max(0, secondMs - apartMs);
  let fullAt = Number.NEGATIVE_INFINITY;
  return {
    turn: () => {
      const now = elapsedMs();
      const begins = Math.max(now, fullAt);
      fullAt = begins + apartMs;
      return Math.max(0, begins - now - atOnceMs);
    },
  };
}
