/**
 * The port over a real exchange. A channel's id is our leg id, so a repeated dial meets its own channel and rings nobody twice. The
 * exchange outlives this process: what is up is asked of it after every connect, never assumed.
 */
import type { Cause } from '@kshem/domain/attempt/cause.ts';
import {
  type CallEvent,
  type CallHappening,
  type CommandResult,
  type DialRequest,
  type DialResult,
  isDiallable,
  type LiveCall,
  type Provider,
} from '../provider.ts';
import { type Ari, type AriChannel, type AriEvent, createAri } from './ari.ts';
import { causeOf } from './cause.ts';
import { createKeyEntry, type KeyEntry } from './key-entry.ts';

export type AsteriskOptions = {
  /** ARI's base address, on this machine. */
  readonly url: string;
  readonly user: string;
  readonly password: string;
  /** Stasis application; one for each installation on the exchange. */
  readonly app: string;
  /** PJSIP endpoint of the operator. */
  readonly trunk: string;
  /** What ARI plays for a prompt: `sound:/folder/name`, without the extension. */
  promptMedia(promptId: string): string;
  readonly now: () => Date;
  readonly newId: () => string;
  /** Length of a second; shorter in tests. */
  readonly secondMs?: number;
};

/** A channel nobody looks after hangs up by itself after this, whatever becomes of us. */
const longestCallSeconds = 3600;
/** Ended legs kept in mind so that a repeated dial of one is refused: about a day of a large room. */
const remembered = 20_000;

type Leg = {
  readonly legId: string;
  readonly attemptId: string;
  state: LiveCall['state'];
  progress: boolean;
  sip: number | null;
  ringTimer?: NodeJS.Timeout;
  /** Playback id and the prompt it speaks. */
  playing: { readonly id: string; readonly promptId: string } | null;
  readonly keys: KeyEntry;
  /** Set when we hang up: its end may be told before the command's own answer comes. */
  endsAs: Cause | null;
  /** Bridge the leg is in. */
  bridge: string | null;
};

export function createAsteriskProvider(options: AsteriskOptions): Provider {
  const { now, newId, secondMs = 1000 } = options;
  const legs = new Map<string, Leg>();
  const over = new Set<string>();
  /** Legs to be hung up that could not be, because the exchange was out of reach. */
  const doomed = new Set<string>();
  let onEvent: ((event: CallEvent) => void | Promise<void>) | null = null;
  let told: Promise<unknown> = Promise.resolve();
  let ari: Ari | null = null;
  let ready = false;
  let adopting: Promise<void> = Promise.resolve();

  const tell = ({ legId, attemptId }: Leg, what: CallHappening): void => {
    const listener = onEvent;
    if (listener === null) return;
    const event = { id: `${legId}:${newId()}`, attemptId, legId, at: now(), ...what };
    // One after the other: an answer must not overtake the ringing before it.
    told = told.then(() => listener(event)).catch(() => undefined);
  };

  const meet = (legId: string, attemptId: string): Leg => {
    const leg: Leg = {
      legId,
      attemptId,
      state: 'dialling',
      progress: false,
      sip: null,
      playing: null,
      keys: createKeyEntry((keys) => tell(leg, { type: 'keys', keys }), secondMs),
      endsAs: null,
      bridge: null,
    };
    legs.set(legId, leg);
    return leg;
  };

  const end = (leg: Leg, cause: Cause): void => {
    if (!legs.delete(leg.legId)) return;
    clearTimeout(leg.ringTimer);
    leg.keys.end();
    over.add(leg.legId);
    if (over.size > remembered) for (const oldest of over.values().take(1)) over.delete(oldest);
    tell(leg, { type: 'ended', cause });
    const { bridge } = leg;
    const isEmpty = ![...legs.values()].some((other) => other.bridge === bridge);
    if (bridge !== null && isEmpty) void ari?.ask('DELETE', ['bridges', bridge]);
  };

  const seeState = (leg: Leg, { state }: AriChannel): void => {
    if (state === 'Ringing' && leg.state === 'dialling') {
      leg.state = 'ringing';
      tell(leg, { type: 'ringing' });
    }
    if (state === 'Up' && leg.state !== 'answered') {
      leg.state = 'answered';
      clearTimeout(leg.ringTimer);
      tell(leg, { type: 'answered' });
    }
  };

  const hear = (event: AriEvent): void => {
    if (event.playback) hearPlayback(event.playback, event.type);
    const leg = legs.get((event.channel ?? event.peer)?.id ?? '');
    if (leg === undefined) return;
    if (event.type === 'Dial' && event.dialstatus === 'PROGRESS') leg.progress = true;
    else if (event.type === 'Dial' && event.dialstatus === 'RINGING') seeState(leg, { id: leg.legId, state: 'Ringing' });
    else if (event.type === 'ChannelStateChange' && event.channel) seeState(leg, event.channel);
    // Only in the application can it be spoken to, which follows the answer at once.
    else if (event.type === 'StasisStart' && event.channel) seeState(leg, event.channel);
    else if (event.type === 'ChannelHangupRequest') {
      leg.sip = event.tech_cause ?? leg.sip;
      // What is cut off by the end of the call was not heard to its end.
      leg.playing = null;
    } else if (event.type === 'ChannelDtmfReceived') hearKey(leg, event.digit ?? '');
    else if (event.type === 'ChannelDestroyed') {
      const { progress, sip } = leg;
      const answered = leg.state === 'answered';
      const seen = { answered, ringing: leg.state === 'ringing', progress, sip, q850: event.cause ?? 0 };
      end(leg, leg.endsAs ?? causeOf(seen));
    }
  };
  const hearKey = (leg: Leg, key: string): void => {
    // A key cuts the prompt short; the playback then ends and is told as finished.
    if (leg.playing !== null) void ari?.ask('DELETE', ['playbacks', leg.playing.id]);
    leg.keys.press(key);
  };
  const hearPlayback = (playback: { readonly id: string }, type: string): void => {
    const leg = [...legs.values()].find(({ playing }) => playing?.id === playback.id);
    if (leg === undefined || leg.playing === null || type !== 'PlaybackFinished') return;
    const { promptId } = leg.playing;
    leg.playing = null;
    tell(leg, { type: 'prompt-finished', promptId });
  };

  /** After every connect: what the exchange has and we do not know is taken on; what it no longer has was lost unseen. */
  const adopt = async (exchange: Ari): Promise<void> => {
    const channels = await ourChannels(exchange);
    if (channels === null) return;
    const present = new Set(channels.map(({ id }) => id));
    for (const leg of legs.values()) if (!present.has(leg.legId)) end(leg, 'lost');
    for (const channel of channels) {
      const leg = legs.get(channel.id);
      if (leg) seeState(leg, channel);
      else meet(channel.id, attemptOf(channel)).state = stateOf(channel);
    }
    ready = exchange.isUp();
    for (const legId of doomed) {
      doomed.delete(legId);
      const leg = legs.get(legId);
      if (leg) await letGo(leg);
    }
  };

  /** False when the exchange is out of reach: it is done after the next connect. */
  const letGo = async (leg: Leg, cause: Cause = 'normal'): Promise<void> => {
    leg.endsAs = cause;
    leg.playing = null;
    const { status } = (await ari?.ask('DELETE', ['channels', leg.legId])) ?? { status: 0 };
    if (status === 0) doomed.add(leg.legId);
    else end(leg, cause);
  };

  const command = async (
    legId: string,
    wanted: 'up' | 'answered',
    act: (leg: Leg) => Promise<boolean>,
  ): Promise<CommandResult> => {
    if (onEvent === null) return { kind: 'refused', refusal: 'not-started' };
    const leg = legs.get(legId);
    if (leg === undefined) return { kind: 'refused', refusal: 'no-such-call' };
    if (wanted === 'answered' && leg.state !== 'answered') return { kind: 'refused', refusal: 'not-answered' };
    if (await act(leg)) return { kind: 'accepted' };
    return { kind: 'refused', refusal: legs.has(legId) ? 'cannot' : 'no-such-call' };
  };

  const place = async ({ attemptId, legId, to, timeoutSeconds, callerId }: DialRequest): Promise<DialResult> => {
    const leg = meet(legId, attemptId);
    const { status } = (await ari?.ask('POST', ['channels'], {
      query: {
        endpoint: `PJSIP/${to}@${options.trunk}`,
        app: options.app,
        channelId: legId,
        // Our own timer is exact; this one still rings off when we are gone.
        timeout: Math.ceil((timeoutSeconds * secondMs) / 1000) + 2,
        ...(callerId === undefined ? {} : { callerId }),
      },
      body: { variables: { KSHEM_ATTEMPT: attemptId, 'TIMEOUT(absolute)': String(longestCallSeconds) } },
    })) ?? { status: 0 };
    // Taken on, or this very leg is up already from an earlier process.
    if ((status >= 200 && status < 300) || status === 409) {
      leg.ringTimer = setTimeout(() => void giveUp(leg), timeoutSeconds * secondMs);
      if (!legs.has(legId)) clearTimeout(leg.ringTimer);
      return { kind: 'accepted' };
    }
    // Lost on the way: it may ring all the same, so the leg is kept and found, or missed, after the next connect.
    if (status === 0) return { kind: 'accepted' };
    legs.delete(legId);
    return { kind: 'refused', refusal: status === 503 ? 'no-line-free' : 'not-connected' };
  };
  const giveUp = async (leg: Leg): Promise<void> => {
    if (legs.has(leg.legId) && leg.state !== 'answered') {
      await letGo(
        leg,
        causeOf({ answered: false, ringing: leg.state === 'ringing', progress: leg.progress, sip: null, q850: 19 }),
      );
    }
  };

  return {
    name: 'asterisk',
    capabilities: {
      seesRinging: true,
      seesAnswer: true,
      canDial: true,
      canPlay: true,
      canCollect: true,
      canBridge: true,
      selfReported: false,
    },
    start: async (listener) => {
      onEvent = listener;
      const exchange = createAri({
        ...options,
        onEvent: hear,
        onUp: () => {
          adopting = adopt(exchange).catch(() => undefined);
        },
        onDown: () => {
          ready = false;
        },
        onReplaced: () => {
          ready = false;
        },
      });
      ari = exchange;
      await exchange.open();
      await adopting;
    },
    stop: async (calls) => {
      if (onEvent === null) return;
      if (calls === 'end') for (const leg of [...legs.values()]) await letGo(leg);
      for (const leg of legs.values()) {
        clearTimeout(leg.ringTimer);
        leg.keys.end();
      }
      await told;
      onEvent = null;
      ready = false;
      legs.clear();
      await ari?.close();
      ari = null;
    },
    dial: async (request): Promise<DialResult> => {
      if (onEvent === null) return { kind: 'refused', refusal: 'not-started' };
      if (!isDiallable(request.to)) return { kind: 'refused', refusal: 'malformed-number' };
      if (legs.has(request.legId)) return { kind: 'accepted' };
      if (over.has(request.legId)) return { kind: 'refused', refusal: 'leg-over' };
      // What is asked of an exchange while nobody listens to it is taken on and lost.
      return ready ? place(request) : { kind: 'refused', refusal: 'not-connected' };
    },
    play: (legId, promptId) =>
      command(legId, 'answered', async (leg) => {
        const before = leg.playing;
        const id = newId();
        leg.playing = { id, promptId };
        if (before !== null) await ari?.ask('DELETE', ['playbacks', before.id]);
        const answer = await ari?.ask('POST', ['channels', legId, 'play', id], {
          query: { media: options.promptMedia(promptId) },
        });
        return isDone(answer);
      }),
    collect: (legId, wanted) =>
      command(legId, 'answered', async (leg) => {
        leg.keys.collect(wanted);
        return true;
      }),
    bridge: async (legId, otherLegId) => {
      const other = await command(otherLegId, 'answered', async () => true);
      if (other.kind === 'refused') return other;
      return command(legId, 'answered', async (leg) => {
        const bridge = `bridge_${newId()}`;
        if (!isDone(await ari?.ask('POST', ['bridges', bridge], { query: { type: 'mixing' } }))) return false;
        const joined = await ari?.ask('POST', ['bridges', bridge, 'addChannel'], {
          query: { channel: `${legId},${otherLegId}` },
        });
        const both = legs.get(otherLegId);
        leg.bridge = bridge;
        if (both) both.bridge = bridge;
        return isDone(joined);
      });
    },
    hangUp: (legId) =>
      command(legId, 'up', async (leg) => {
        await letGo(leg);
        return true;
      }),
    liveCalls: async () => {
      if (onEvent === null) return [];
      const channels = ari === null ? null : await ourChannels(ari);
      // An empty list would let reconcile end calls that are up.
      if (channels === null) throw new Error('the exchange cannot be asked which calls are up');
      return channels
        .filter(({ id }) => !over.has(id))
        .map((channel) => ({
          legId: channel.id,
          attemptId: attemptOf(channel),
          state: legs.get(channel.id)?.state ?? stateOf(channel),
        }));
    },
  };
}

function isDone(answer: { readonly status: number } | undefined): boolean {
  return answer !== undefined && answer.status >= 200 && answer.status < 300;
}

/** Channels that a desk dialled; null when the exchange did not answer. */
async function ourChannels(ari: Ari): Promise<readonly AriChannel[] | null> {
  const { status, body } = await ari.ask('GET', ['channels']);
  return status === 200 ? (body as readonly AriChannel[]).filter((channel) => attemptOf(channel) !== '') : null;
}

function attemptOf({ channelvars }: AriChannel): string {
  return channelvars?.KSHEM_ATTEMPT ?? '';
}

function stateOf({ state }: AriChannel): LiveCall['state'] {
  return state === 'Up' ? 'answered' : state === 'Ringing' ? 'ringing' : 'dialling';
}
