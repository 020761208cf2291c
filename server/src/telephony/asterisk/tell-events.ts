import { setTimeout as pause } from 'node:timers/promises';
import type { CallEvent } from '../provider.ts';

export type Listener = (event: CallEvent) => void | Promise<void>;

/** An event that is not taken (a database that is away) is told again after these; then it is left to reconcile. */
const againAfterMs = [200, 1000, 5000, 15_000, 30_000];

export type Teller = {
  /** One after the other for each leg: an answer must not overtake the ringing before it. */
  tell(event: CallEvent): void;
  /** What is being told is told to its end, once; nothing is told after it resolves. */
  stop(): Promise<void>;
};

/** @param onLost told of an event that nobody took, with what was wrong the last time */
export function createTeller(listener: Listener, onLost: (error: unknown, event: CallEvent) => void): Teller {
  const lastOfLeg = new Map<string, Promise<void>>();
  const stopping = new AbortController();

  const untilTaken = async (event: CallEvent): Promise<void> => {
    for (const waitMs of [...againAfterMs, null]) {
      try {
        return await listener(event);
      } catch (error) {
        if (waitMs === null || stopping.signal.aborted) return onLost(error, event);
        await pause(waitMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      }
    }
  };

  return {
    tell: (event) => {
      const { legId } = event;
      const before = lastOfLeg.get(legId) ?? Promise.resolve();
      const told = before
        .then(() => untilTaken(event))
        .finally(() => {
          if (lastOfLeg.get(legId) === told) lastOfLeg.delete(legId);
        });
      lastOfLeg.set(legId, told);
    },
    stop: async () => {
      stopping.abort();
      await Promise.all(lastOfLeg.values());
    },
  };
}
