import type { Deps } from '../deps.ts';

/**
 * Work of a simulated day that the clock need not wait for: done one after another in the order in which it fell due, each at the virtual
 * instant at which it did, while the day goes on elsewhere. Two lanes keep two cores busy, and the day is the same as with one.
 */
export type Lane = {
  /** The day's parts, with this lane's clock. */
  readonly deps: Deps;
  /** Adds work; resolves when it and all before it are done. A failure fails everything after it. */
  run<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when everything added so far is done. */
  done(): Promise<void>;
};

/** @param newId the lane's own ids, so that they do not depend on how the lanes interleave */
export function createLane(day: Deps, newId: (at: Date) => string): Lane {
  let now = day.now();
  let tail: Promise<unknown> = Promise.resolve();
  return {
    deps: { ...day, now: () => now, newId: () => newId(now) },
    run: (work) => {
      const at = day.now();
      const next = tail.then(() => {
        now = at;
        return work();
      });
      tail = next;
      // A failure is told to whoever waits for this or for what follows.
      next.catch(() => undefined);
      return next;
    },
    done: async () => {
      await tail;
    },
  };
}
