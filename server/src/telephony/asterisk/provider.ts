/**
 * The port over a real exchange. A channel's id is our leg id, so a repeated dial meets its own channel and rings nobody twice. The
 * exchange outlives this process: what is up is asked of it after every connect, never assumed.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Cause } from '@kshem/domain/attempt/cause.ts';
import {
  type CallEvent,
  type CallHappening,
  type CommandResult,
  type DialRequest,
  type DialResult,
  isDiallable,
  type LiveCall,
  type NotDialling,
  type Provider,
} from '../provider.ts';
import { type AriChannel, type AriEvent, createAri } from './ari.ts';
import { causeOf } from './cause.ts';
import { type Conversations, createConversations } from './conversations.ts';
import { createExchange, type Exchange, isDone, ourMark } from './exchange.ts';
import { createLegs, type Leg, seenOf } from './legs.ts';
import { createPace } from './pace.ts';
import { createTeller, type Teller } from './tell-events.ts';
import { createTrunkWatch, type TrunkState } from './trunk-watch.ts';

export type AsteriskOptions = {
  /** ARI's base address, on this machine. */
  readonly url: string;
  readonly user: string;
  readonly password: string;
  /** Stasis application; one for each installation on the exchange. */
  readonly app: string;
  /** PJSIP endpoint of the operator. */
  readonly trunk: string;
  /** Calls that may be up at once; what the operator sold. Callers' own take half of them at most. No limit when absent. */
  readonly lines?: number;
  /** Calls that may begin in a second; more wait for their turn. No limit when absent. */
  readonly perSecond?: number;
  /** Shown to people; the trunk's own when absent. */
  readonly callerId?: string;
  /** What ARI plays for a prompt: `sound:/folder/name`, without the extension. */
  promptMedia(promptId: string): string;
  readonly now: () => Date;
  readonly newId: () => string;
  /** False: this server is not in charge of the exchange (any more) and dials nothing. Always in charge when absent. */
  mayAct?(): boolean;
  /** Another program has taken the application over: this provider hears and does nothing more. */
  onReplaced?(): void;
  onTrunk?(now: TrunkState): void;
  /** Nobody took this event, also when it was told again; what is true is found by comparing. */
  onLost?(error: unknown, event: CallEvent): void;
  /** Length of a second; shorter in tests. */
  readonly secondMs?: number;
};

const longestCallSeconds = 3600;
const compareEverySeconds = 60;
/** No sign of life of a call for so long is held against the trunk; operators may take ten seconds to find a phone. */
const silentSeconds = 15;

/** What is the trunk's fault or the network's. An answer about the person, even "switched off", shows that the trunk works. */
const trunkCauses: ReadonlySet<Cause> = new Set<Cause>(['congestion', 'provider-failure']);

/** @throws nothing: an exchange that is not there is looked for until `stop` */
export function createAsteriskProvider(options: AsteriskOptions): Provider {
  const { now, newId, secondMs = 1000, mayAct = () => true } = options;
  let teller: Teller | null = null;
  let line: { readonly exchange: Exchange; readonly conversations: Conversations } | null = null;
  let ready = false;
  let comparing: NodeJS.Timeout | undefined;
  /** Legs to be hung up that could not be, because the exchange was out of reach. */
  const doomed = new Set<string>();

  const tell = ({ legId, attemptId }: Leg, what: CallHappening): void =>
    teller?.tell({ id: `${legId}:${newId()}`, attemptId, legId, at: now(), ...what });

  /** By this mark a later process knows the channel, and another installation on the same exchange does not take it for its own. */
  const markOf = ({ side, attemptId }: Pick<Leg, 'side' | 'attemptId'>): string => `${options.app}/${side}/${attemptId}`;
  const readMark = (vars: AriChannel['channelvars']): Pick<Leg, 'side' | 'attemptId'> | null => {
    const [app, side, attemptId] = (vars?.[ourMark] ?? '').split('/');
    if (app !== options.app || attemptId === undefined || (side !== 'caller' && side !== 'person')) return null;
    return { side, attemptId };
  };

  const { perSecond } = options;
  const pace = perSecond === undefined ? null : createPace({ perSecond, elapsedMs: () => performance.now(), secondMs });
  const trunk = createTrunkWatch({
    elapsedMs: () => performance.now(),
    secondMs,
    onChange: (state) => options.onTrunk?.(state),
  });
  const blame = (leg: Leg): void => {
    if (!leg.blamed) trunk.fails();
    leg.blamed = true;
  };

  const legs = createLegs({
    tell,
    secondMs,
    onLife: trunk.works,
    // A key cuts the prompt short; the playback then ends and is told as finished.
    onKey: ({ playing }) => void (playing !== null && line?.exchange.stopPlaying(playing.id)),
    onEnd: (leg, cause) => {
      if (leg.state === 'dialling' && leg.endsAs === null && cause !== 'lost') {
        if (trunkCauses.has(cause)) blame(leg);
        else trunk.works();
      }
      void line?.conversations.forget(leg);
    },
  });

  /** After every connect: what the exchange has and we do not know is taken on; what it no longer has was lost unseen. */
  const adopt = async (exchange: Exchange, conversations: Conversations): Promise<boolean> => {
    await exchange.prepare();
    const channels = await exchange.channels();
    if (channels === null) return false;
    const ours = channels.flatMap((channel) => {
      const mark = readMark(channel.channelvars);
      return mark ? [{ channel, about: { legId: channel.id, ...mark } }] : [];
    });
    const present = new Set(ours.map(({ about }) => about.legId));
    for (const leg of legs.all()) if (!present.has(leg.legId)) legs.end(leg, 'lost');
    for (const { channel, about } of ours) {
      const leg = legs.get(channel.id);
      if (leg) legs.seeState(leg, channel);
      else legs.meet(about).state = stateOf(channel);
    }
    await conversations.adopt(channels);
    ready = exchange.isUp();
    for (const legId of doomed) {
      doomed.delete(legId);
      const leg = legs.get(legId);
      if (leg) await letGo(leg);
    }
    return ready;
  };

  /** When the exchange is out of reach, it is done after the next connect. */
  const letGo = async (leg: Leg, cause: Cause = 'normal'): Promise<void> => {
    leg.endsAs = cause;
    leg.playing = null;
    const status = (await line?.exchange.hangUp(leg.legId)) ?? 0;
    if (status === 0) doomed.add(leg.legId);
    else legs.end(leg, cause);
  };

  const giveUp = async (leg: Leg): Promise<void> => {
    if (leg.state === 'answered') return;
    const cause = causeOf({ ...seenOf(leg), sip: null, q850: 19 });
    if (trunkCauses.has(cause)) blame(leg);
    await letGo(leg, cause);
  };

  const whyNotAsking = (): NotDialling | null => {
    if (teller === null) return 'not-started';
    // What is asked of an exchange while nobody listens to it is taken on and lost.
    return ready && mayAct() ? null : 'not-connected';
  };
  const whyNotDialling = (): NotDialling | null => whyNotAsking() ?? (trunk.isDown() ? 'trunk-down' : null);

  /** A caller whose own telephone took the last line would have nobody to speak to. */
  const isLineFree = (side: DialRequest['side']): boolean => {
    const { lines = Number.POSITIVE_INFINITY } = options;
    const up = legs.all();
    const ofCallers = up.filter((leg) => leg.side === 'caller').length;
    return up.length < lines && (side !== 'caller' || ofCallers < Math.floor(lines / 2));
  };

  const place = async (
    exchange: Exchange,
    { attemptId, legId, to, side = 'person', ...wish }: DialRequest,
  ): Promise<DialResult> => {
    const leg = legs.meet({ legId, attemptId, side });
    const waitMs = pace?.turn() ?? 0;
    if (waitMs > 0) await pause(waitMs);
    // Given up while it waited, or the exchange was lost.
    if (legs.get(legId) !== leg) return { kind: 'refused', refusal: 'leg-over' };
    const why = whyNotAsking();
    if (why !== null) {
      legs.forget(leg);
      return { kind: 'refused', refusal: why };
    }
    const callerId = wish.callerId ?? options.callerId;
    const status = await exchange.call({
      channelId: legId,
      endpoint: `PJSIP/${to}@${options.trunk}`,
      ...(callerId === undefined ? {} : { callerId }),
      // Our own timer is exact; this one still rings off when we are gone.
      ringSeconds: Math.ceil((wish.timeoutSeconds * secondMs) / 1000) + 2,
      longestSeconds: wish.longestSeconds ?? longestCallSeconds,
      mark: markOf(leg),
    });
    // Taken on, or this very leg is up already from an earlier process.
    if (isDone(status) || status === 409) {
      legs.later(leg, wish.timeoutSeconds * secondMs, () => void giveUp(leg));
      legs.later(leg, silentSeconds * secondMs, () => void (leg.state === 'dialling' && !leg.progress && blame(leg)));
      return { kind: 'accepted' };
    }
    // Lost on the way: it may ring all the same, so the leg is kept and found, or missed, after the next connect.
    if (status === 0) return { kind: 'accepted' };
    legs.forget(leg);
    trunk.fails();
    return { kind: 'refused', refusal: status === 503 ? 'no-line-free' : 'not-connected' };
  };

  type Act = (leg: Leg, on: { exchange: Exchange; conversations: Conversations }) => Promise<boolean>;
  const command = async (legId: string, wanted: 'up' | 'answered', act: Act): Promise<CommandResult> => {
    if (teller === null || line === null) return { kind: 'refused', refusal: 'not-started' };
    const leg = legs.get(legId);
    if (leg === undefined) return { kind: 'refused', refusal: 'no-such-call' };
    if (wanted === 'answered' && leg.state !== 'answered') return { kind: 'refused', refusal: 'not-answered' };
    if (await act(leg, line)) return { kind: 'accepted' };
    return { kind: 'refused', refusal: legs.get(legId) ? 'cannot' : 'no-such-call' };
  };
  /** A command about two legs: what is wrong with the other is told first. */
  const pair = async (legId: string, otherLegId: string, act: (leg: Leg, other: Leg) => Promise<boolean>) => {
    const checked = await command(otherLegId, 'answered', async () => legId !== otherLegId);
    if (checked.kind === 'refused') return checked;
    return command(legId, 'answered', async (leg) => {
      const other = legs.get(otherLegId);
      return other !== undefined && act(leg, other);
    });
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
      canRecord: true,
      selfReported: false,
    },
    start: async (listener, onReach) => {
      teller = createTeller(listener, (error, event) => options.onLost?.(error, event));
      let adopting: Promise<unknown> = Promise.resolve();
      /** One look after the other; one that fails is repeated with the next comparison. */
      const reach = (): void => {
        const looked = adopting.then(() => adopt(exchange, conversations));
        adopting = looked.then(
          (reached) => void (reached && onReach?.()),
          () => undefined,
        );
      };
      const ari = createAri({
        ...options,
        mayConnect: mayAct,
        onEvent: (event: AriEvent) => {
          conversations.hear(event);
          legs.hear(event);
        },
        onUp: () => reach(),
        onDown: () => {
          ready = false;
        },
        onReplaced: () => {
          ready = false;
          options.onReplaced?.();
        },
      });
      const exchange = createExchange(ari, options);
      const conversations = createConversations(exchange, legs, { newId, tell });
      line = { exchange, conversations };
      comparing = setInterval(() => {
        if (ready) onReach?.();
        // It did not answer in time when the line to it came up.
        else if (exchange.isUp()) reach();
      }, compareEverySeconds * secondMs);
      await ari.open();
      await adopting;
    },
    stop: async (calls) => {
      if (teller === null) return;
      clearInterval(comparing);
      if (calls === 'end') for (const leg of legs.all()) await letGo(leg);
      legs.leaveAll();
      await teller.stop();
      teller = null;
      ready = false;
      await line?.exchange.close();
      line = null;
    },
    whyNotDialling,
    dial: async (request): Promise<DialResult> => {
      if (teller === null || line === null) return { kind: 'refused', refusal: 'not-started' };
      if (!isDiallable(request.to)) return { kind: 'refused', refusal: 'malformed-number' };
      if (legs.get(request.legId)) return { kind: 'accepted' };
      if (legs.isOver(request.legId)) return { kind: 'refused', refusal: 'leg-over' };
      const why = whyNotDialling();
      if (why !== null) return { kind: 'refused', refusal: why };
      if (!isLineFree(request.side)) return { kind: 'refused', refusal: 'no-line-free' };
      return trunk.mayTry() ? place(line.exchange, request) : { kind: 'refused', refusal: 'trunk-down' };
    },
    play: (legId, promptId) =>
      command(legId, 'answered', async (leg, { exchange }) => {
        const before = leg.playing;
        const id = newId();
        leg.playing = { id, promptId };
        if (before !== null) await exchange.stopPlaying(before.id);
        return exchange.play(legId, id, options.promptMedia(promptId));
      }),
    collect: (legId, wanted) =>
      command(legId, 'answered', async (leg) => {
        leg.keys.collect(wanted);
        return true;
      }),
    bridge: (legId, otherLegId) => pair(legId, otherLegId, async (leg, other) => line?.conversations.bring(leg, other) ?? false),
    park: (legId) => command(legId, 'answered', (leg, { conversations }) => conversations.park(leg)),
    listenIn: (legId, listenerLegId, how) =>
      pair(legId, listenerLegId, async (leg, listener) => line?.conversations.listenIn(leg, listener, how) ?? false),
    press: (legId, keys) => command(legId, 'answered', (_, { exchange }) => exchange.press(legId, keys)),
    record: (legId, recordingId) =>
      command(legId, 'answered', (leg, { conversations }) => conversations.record(leg, recordingId)),
    stopRecording: async (recordingId) => {
      if (line === null) return { kind: 'refused', refusal: 'not-started' };
      const stopped = await line.conversations.stopRecording(recordingId);
      return stopped ? { kind: 'accepted' } : { kind: 'refused', refusal: 'no-such-call' };
    },
    takeRecording: async (recordingId) => line?.exchange.takeRecording(recordingId) ?? null,
    hangUp: (legId) =>
      command(legId, 'up', async (leg) => {
        await letGo(leg);
        return true;
      }),
    liveCalls: async () => {
      if (teller === null) return [];
      const channels = (await line?.exchange.channels()) ?? null;
      // An empty list would let reconcile end calls that are up.
      if (channels === null) throw new Error('the exchange cannot be asked which calls are up');
      return channels.flatMap((channel) => {
        const legId = channel.id;
        const mark = readMark(channel.channelvars);
        if (mark === null || legs.isOver(legId)) return [];
        return [{ legId, attemptId: mark.attemptId, state: legs.get(legId)?.state ?? stateOf(channel) }];
      });
    },
  };
}

function stateOf({ state }: AriChannel): LiveCall['state'] {
  return state === 'Up' ? 'answered' : state === 'Ringing' ? 'ringing' : 'dialling';
}
