/**
 * A provider whose news travels badly: events told twice, late (past later ones), or never. The calls themselves are untouched.
 * Whatever reads events must come to the right end behind this, too.
 */
import type { CallEvent, Provider } from '../provider.ts';
import type { Random } from './random.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** Probabilities per event, tested in this order. `lateByMs` is the longest delay. */
export type Faults = { readonly lose?: number; readonly late?: number; readonly lateByMs?: number; readonly duplicate?: number };

export function makeUnreliable(
  provider: Provider,
  faults: Faults,
  { clock, random }: { clock: VirtualClock; random: Random },
): Provider {
  let listening = false;
  const spoil = (onEvent: (event: CallEvent) => void | Promise<void>) => async (event: CallEvent) => {
    if (random.chance(faults.lose ?? 0)) return;
    const tellLater = () =>
      clock.after(random.whole(1, faults.lateByMs ?? 10_000), () => (listening ? onEvent(event) : undefined));
    if (random.chance(faults.late ?? 0)) tellLater();
    else await onEvent(event);
    if (random.chance(faults.duplicate ?? 0)) tellLater();
  };
  return {
    ...provider,
    start: (onEvent) => {
      listening = true;
      return provider.start(spoil(onEvent));
    },
    stop: async (calls) => {
      await provider.stop(calls);
      listening = false;
    },
  };
}
