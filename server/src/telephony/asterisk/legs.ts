/** The legs that are up, as this process knows them, and what an event of the exchange means for each. */
import type { Cause } from '@kshem/domain/attempt/cause.ts';
import type { CallHappening, LiveCall } from '../provider.ts';
import type { AriChannel, AriEvent } from './ari.ts';
import { causeOf } from './cause.ts';
import { createKeyEntry, type KeyEntry } from './key-entry.ts';

export type Leg = {
  readonly legId: string;
  readonly attemptId: string;
  readonly side: 'caller' | 'person';
  state: LiveCall['state'];
  /** An announcement was heard before any answer. */
  progress: boolean;
  /** SIP status with which the far end refused. */
  sip: number | null;
  /** Playback id and the prompt it speaks. */
  playing: { readonly id: string; readonly promptId: string } | null;
  readonly keys: KeyEntry;
  /** Set when we hang up: its end may be told before the command's own answer comes. */
  endsAs: Cause | null;
  /** Bridge the leg is in, talking or waiting. */
  bridge: string | null;
  /** Channel through which this leg listens in on another. */
  snoop: string | null;
  /** Counted against the trunk already. */
  blamed: boolean;
  readonly timers: Set<NodeJS.Timeout>;
};

export type Legs = {
  meet(about: Pick<Leg, 'legId' | 'attemptId' | 'side'>): Leg;
  get(legId: string): Leg | undefined;
  all(): readonly Leg[];
  in(bridge: string): readonly Leg[];
  /** A timer of a leg that is still up when it rings. */
  later(leg: Leg, ms: number, task: () => void): void;
  hear(event: AriEvent): void;
  seeState(leg: Leg, channel: Pick<AriChannel, 'state'>): void;
  /** Tells its end, once. */
  end(leg: Leg, cause: Cause): void;
  /** A dial that came to nothing: as if it had not been. */
  forget(leg: Leg): void;
  isOver(legId: string): boolean;
  /** Takes leave of all without telling anything: they stay up. */
  leaveAll(): void;
};

export type LegsOptions = {
  tell(leg: Leg, what: CallHappening): void;
  /** The far end, or the network for it, gave a sign of life. */
  onLife(leg: Leg): void;
  onKey(leg: Leg): void;
  /** `by`: us, or what the line said. */
  onEnd(leg: Leg, cause: Cause): void;
  readonly secondMs: number;
};

/** Ended legs kept in mind so that a repeated dial of one is refused: about a day of a large room. */
const remembered = 20_000;

export function createLegs({ tell, onLife, onKey, onEnd, secondMs }: LegsOptions): Legs {
  const legs = new Map<string, Leg>();
  const over = new Set<string>();

  const forget = (leg: Leg): boolean => {
    if (!legs.delete(leg.legId)) return false;
    for (const timer of leg.timers) clearTimeout(timer);
    leg.keys.end();
    return true;
  };

  const end = (leg: Leg, cause: Cause): void => {
    if (!forget(leg)) return;
    over.add(leg.legId);
    if (over.size > remembered) for (const oldest of over.values().take(1)) over.delete(oldest);
    tell(leg, { type: 'ended', cause });
    onEnd(leg, cause);
  };

  const seeState = (leg: Leg, { state }: Pick<AriChannel, 'state'>): void => {
    if (state === 'Ringing' && leg.state === 'dialling') {
      leg.state = 'ringing';
      onLife(leg);
      tell(leg, { type: 'ringing' });
    }
    if (state === 'Up' && leg.state !== 'answered') {
      leg.state = 'answered';
      onLife(leg);
      tell(leg, { type: 'answered' });
    }
  };

  const finishPlayback = (id: string): void => {
    const leg = [...legs.values()].find(({ playing }) => playing?.id === id);
    if (!leg?.playing) return;
    const { promptId } = leg.playing;
    leg.playing = null;
    tell(leg, { type: 'prompt-finished', promptId });
  };

  const hearChannel = (leg: Leg, event: AriEvent): void => {
    switch (event.type) {
      case 'Dial':
        if (event.dialstatus === 'RINGING') seeState(leg, { state: 'Ringing' });
        if (event.dialstatus === 'PROGRESS') {
          leg.progress = true;
          onLife(leg);
        }
        return;
      // Only in the application can it be spoken to, which follows the answer at once.
      case 'StasisStart':
      case 'ChannelStateChange':
        seeState(leg, event.channel ?? { state: '' });
        return;
      case 'ChannelHangupRequest':
        leg.sip = event.tech_cause ?? leg.sip;
        // What is cut off by the end of the call was not heard to its end.
        leg.playing = null;
        return;
      case 'ChannelDtmfReceived':
        onKey(leg);
        leg.keys.press(event.digit ?? '');
        return;
      case 'ChannelDestroyed':
        end(leg, leg.endsAs ?? causeOf({ ...seenOf(leg), q850: event.cause ?? 0 }));
    }
  };

  return {
    meet: (about) => {
      const { legId } = about;
      const leg: Leg = {
        ...about,
        state: 'dialling',
        progress: false,
        sip: null,
        playing: null,
        keys: createKeyEntry((keys) => tell(leg, { type: 'keys', keys }), secondMs),
        endsAs: null,
        bridge: null,
        snoop: null,
        blamed: false,
        timers: new Set(),
      };
      legs.set(legId, leg);
      return leg;
    },
    get: (legId) => legs.get(legId),
    all: () => [...legs.values()],
    in: (bridge) => [...legs.values()].filter((leg) => leg.bridge === bridge),
    later: (leg, ms, task) => {
      if (!legs.has(leg.legId)) return;
      const timer = setTimeout(() => {
        leg.timers.delete(timer);
        task();
      }, ms);
      leg.timers.add(timer);
    },
    hear: (event) => {
      if (event.playback && event.type === 'PlaybackFinished') finishPlayback(event.playback.id);
      const leg = legs.get((event.channel ?? event.peer)?.id ?? '');
      if (leg) hearChannel(leg, event);
    },
    seeState,
    end,
    forget,
    isOver: (legId) => over.has(legId),
    leaveAll: () => {
      for (const leg of [...legs.values()]) forget(leg);
    },
  };
}

/** What was seen of a leg, for the table of causes. */
export function seenOf({ state, progress, sip }: Leg) {
  return { answered: state === 'answered', ringing: state === 'ringing', progress, sip };
}
