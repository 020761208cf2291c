import { setTimeout as pause } from 'node:timers/promises';
import type { Provider } from '../provider.ts';
import type { OwnerLease } from './owner-lease.ts';

export type OwnedOptions = {
  readonly lease: OwnerLease;
  /** A fresh provider for each time this server is in charge. `onReplaced`: a program outside our lease took the application. */
  makeProvider(charge: { mayAct(): boolean; onReplaced(): void }): Provider;
  onChange?(now: 'in-charge' | 'standing-by' | 'replaced'): void;
  readonly beatMs?: number;
};

/** Well within the lease, so that two beats may be missed. */
const defaultBeatMs = 2500;
/** Beats to let pass after a program that keeps no lease took the exchange from us, the first time; doubled each time. */
const firstRest = 2;
const longestRest = 64;

/**
 * A provider that acts only while this server is in charge of the exchange, and stands by otherwise: then nothing is dialled and what is
 * up cannot be asked. Calls outlive the change; the server that takes over adopts them.
 */
export function createOwnedProvider({ lease, makeProvider, onChange, beatMs = defaultBeatMs }: OwnedOptions): Provider {
  let inner: Provider | null = null;
  let begin: Parameters<Provider['start']> | null = null;
  let stopping = new AbortController();
  let beating: Promise<void> = Promise.resolve();
  let restFor = firstRest;
  let resting = 0;

  /** Not waited for between two beats: an exchange that is slow to answer must not cost the lease. */
  let starting: Promise<void> = Promise.resolve();

  const takeCharge = (): void => {
    if (begin === null) return;
    const provider = makeProvider({ mayAct: lease.holds, onReplaced: () => void stepDown('replaced') });
    inner = provider;
    onChange?.('in-charge');
    starting = provider.start(...begin);
  };
  const stepDown = async (to: 'standing-by' | 'replaced'): Promise<void> => {
    const provider = inner;
    inner = null;
    if (provider === null) return;
    onChange?.(to);
    if (to === 'replaced') {
      resting = restFor;
      restFor = Math.min(restFor * 2, longestRest);
    }
    await starting;
    await provider.stop('hand-over');
  };
  const beatOnce = async (): Promise<void> => {
    // A database that is away changes nothing yet: `lease.holds` runs out by itself, and then nothing is dialled.
    const answer = await lease.beat().catch(() => null);
    if (answer === 'owner' && inner === null && --resting < 0) takeCharge();
    if (answer === 'not-owner') await stepDown('standing-by');
  };
  const keepBeating = async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      await pause(beatMs, undefined, { signal }).catch(() => undefined);
      if (!signal.aborted) await beatOnce();
    }
  };

  const notInCharge = { kind: 'refused', refusal: 'not-started' } as const;
  type Command = 'play' | 'collect' | 'bridge' | 'park' | 'listenIn' | 'press' | 'record' | 'stopRecording' | 'hangUp';
  const ask =
    <K extends Command>(command: K) =>
    (...args: Parameters<Provider[K]>): ReturnType<Provider[K]> | Promise<typeof notInCharge> => {
      const act = inner?.[command] as ((...given: Parameters<Provider[K]>) => ReturnType<Provider[K]>) | undefined;
      return act === undefined ? Promise.resolve(notInCharge) : act(...args);
    };

  // What it can do does not depend on who is in charge.
  const { name, capabilities } = makeProvider({ mayAct: () => false, onReplaced: () => undefined });
  return {
    name,
    capabilities,
    start: async (...args) => {
      begin = args;
      stopping = new AbortController();
      await beatOnce();
      beating = keepBeating(stopping.signal);
      await starting;
    },
    stop: async (calls) => {
      if (begin === null) return;
      stopping.abort();
      await beating;
      await starting;
      begin = null;
      const provider = inner;
      inner = null;
      await provider?.stop(calls);
      await lease.release().catch(() => undefined);
    },
    whyNotDialling: () => (begin === null ? 'not-started' : (inner?.whyNotDialling() ?? notConnectedUnless(inner))),
    dial: async (request) => {
      if (begin === null) return notInCharge;
      return inner === null ? { kind: 'refused', refusal: 'not-connected' } : inner.dial(request);
    },
    play: ask('play'),
    collect: ask('collect'),
    bridge: ask('bridge'),
    park: ask('park'),
    listenIn: ask('listenIn'),
    press: ask('press'),
    record: ask('record'),
    stopRecording: ask('stopRecording'),
    takeRecording: async (recordingId) => inner?.takeRecording(recordingId) ?? null,
    hangUp: ask('hangUp'),
    liveCalls: async () => {
      if (begin === null) return [];
      if (inner === null) throw new Error('another server is in charge of the exchange');
      return inner.liveCalls();
    },
  };
}

function notConnectedUnless(inner: Provider | null): 'not-connected' | null {
  return inner === null ? 'not-connected' : null;
}
