/**
 * The caller's own phone. The desk hands over a link to tap and a code to scan; a person dials, talks and comes back to say what
 * happened. Nothing is seen on the way, so nothing is claimed: no ringing, no answer, and a leg ends only when the caller says so.
 */
import type { Cause } from '@kshem/domain/attempt/cause.ts';
import { type CallEvent, type CommandResult, type DialResult, isDiallable, type Provider } from '../provider.ts';

export type HandsetProvider = Provider & {
  /**
   * The caller is back and says how the line ended. `hangUp` is the same with cause `normal`. A call this process does not know
   * (handed over before a restart) is `no-such-call`: its disposition is recorded all the same.
   */
  reportEnd(legId: string, cause: Cause): Promise<CommandResult>;
};

/** Ended legs kept in mind so that a repeated dial of one is refused: about a day of a large room. */
const REMEMBERED = 20_000;

export function createHandsetProvider({ now }: { now: () => Date }): HandsetProvider {
  /** attemptId by legId, of calls handed over and not yet reported back. */
  const handedOver = new Map<string, string>();
  const over = new Set<string>();
  let onEvent: ((event: CallEvent) => void | Promise<void>) | null = null;

  const end = async (legId: string, cause: Cause): Promise<void> => {
    const attemptId = handedOver.get(legId);
    if (attemptId === undefined) return;
    handedOver.delete(legId);
    over.add(legId);
    if (over.size > REMEMBERED) for (const oldest of over.values().take(1)) over.delete(oldest);
    await onEvent?.({ id: `${legId}:1`, attemptId, legId, at: now(), type: 'ended', cause });
  };

  const reportEnd = async (legId: string, cause: Cause): Promise<CommandResult> => {
    if (onEvent === null) return { kind: 'refused', refusal: 'not-started' };
    if (!handedOver.has(legId)) return { kind: 'refused', refusal: 'no-such-call' };
    await end(legId, cause);
    return { kind: 'accepted' };
  };

  const cannot = async (legId: string): Promise<CommandResult> => {
    if (onEvent === null) return { kind: 'refused', refusal: 'not-started' };
    return { kind: 'refused', refusal: handedOver.has(legId) ? 'cannot' : 'no-such-call' };
  };

  return {
    name: 'handset',
    capabilities: {
      seesRinging: false,
      seesAnswer: false,
      canDial: false,
      canPlay: false,
      canCollect: false,
      canBridge: false,
      canRecord: false,
      selfReported: true,
    },
    start: async (listener) => {
      onEvent = listener;
    },
    stop: async (calls) => {
      if (calls === 'end') for (const legId of handedOver.keys()) await end(legId, 'normal');
      onEvent = null;
    },
    whyNotDialling: () => (onEvent === null ? 'not-started' : null),
    dial: async ({ attemptId, legId, to }): Promise<DialResult> => {
      if (onEvent === null) return { kind: 'refused', refusal: 'not-started' };
      if (!isDiallable(to)) return { kind: 'refused', refusal: 'malformed-number' };
      if (over.has(legId)) return { kind: 'refused', refusal: 'leg-over' };
      handedOver.set(legId, attemptId);
      const link = `tel:${to}`;
      return { kind: 'accepted', handover: { link, qrPayload: link } };
    },
    play: cannot,
    collect: cannot,
    bridge: cannot,
    park: cannot,
    listenIn: cannot,
    press: cannot,
    record: cannot,
    stopRecording: cannot,
    takeRecording: async () => null,
    hangUp: (legId) => reportEnd(legId, 'normal'),
    reportEnd,
    liveCalls: async () => [...handedOver].map(([legId, attemptId]) => ({ legId, attemptId, state: 'dialling' })),
  };
}
