/**
 * The port over the virtual exchange. Two of these on one exchange, one after the other, are a server before and after its restart.
 */
import { type CallEvent, type CommandResult, type DialResult, isDiallable, type Provider } from '../provider.ts';
import type { Exchange } from './exchange.ts';
import type { VirtualClock } from './virtual-clock.ts';

export function createSimulatedProvider({ exchange, clock }: { exchange: Exchange; clock: VirtualClock }): Provider {
  let started = false;

  const command = (legId: string, act: () => boolean): CommandResult => {
    if (!started) return { kind: 'refused', refusal: 'not-started' };
    if (exchange.stateOf(legId) === null) return { kind: 'refused', refusal: 'no-such-call' };
    return act() ? { kind: 'accepted' } : { kind: 'refused', refusal: 'not-answered' };
  };

  return {
    name: 'simulated',
    capabilities: {
      seesRinging: true,
      seesAnswer: true,
      canDial: true,
      canPlay: true,
      canCollect: true,
      canBridge: true,
      canRecord: false,
      selfReported: false,
    },
    start: async (onEvent) => {
      started = true;
      exchange.listen(({ attemptId, legId, serial }, what) => {
        const event: CallEvent = { id: `${legId}:${serial}`, attemptId, legId, at: clock.now(), ...what };
        return onEvent(event);
      });
    },
    stop: async (calls) => {
      if (!started) return;
      started = false;
      if (calls === 'end') await exchange.endAll();
      exchange.listen(null);
    },
    whyNotDialling: () => (started ? null : 'not-started'),
    dial: async (request): Promise<DialResult> => {
      if (!started) return { kind: 'refused', refusal: 'not-started' };
      if (!isDiallable(request.to)) return { kind: 'refused', refusal: 'malformed-number' };
      const outcome = exchange.call(request);
      if (outcome === 'placed' || outcome === 'already-up') return { kind: 'accepted' };
      return { kind: 'refused', refusal: outcome };
    },
    play: async (legId, promptId) => command(legId, () => exchange.play(legId, promptId)),
    collect: async (legId, wanted) => command(legId, () => exchange.collect(legId, wanted)),
    bridge: async (legId, otherLegId) => {
      const other = command(otherLegId, () => true);
      return other.kind === 'refused' ? other : command(legId, () => exchange.bridge(legId, otherLegId));
    },
    park: async (legId) => command(legId, () => exchange.park(legId)),
    listenIn: async (legId, listenerLegId, how) => {
      const listener = command(listenerLegId, () => true);
      return listener.kind === 'refused' ? listener : command(legId, () => exchange.listenIn(legId, listenerLegId, how));
    },
    press: async (legId) => command(legId, () => exchange.stateOf(legId) === 'answered'),
    record: cannot,
    stopRecording: cannot,
    takeRecording: async () => null,
    hangUp: async (legId) => command(legId, () => exchange.hangUp(legId)),
    liveCalls: async () => exchange.live(),
  };
}

async function cannot(): Promise<CommandResult> {
  return { kind: 'refused', refusal: 'cannot' };
}
