/** Who hears whom: legs that talk are in a mixing bridge, legs that wait in the one holding bridge. */
import type { CallHappening } from '../provider.ts';
import type { AriChannel, AriEvent } from './ari.ts';
import type { Exchange } from './exchange.ts';
import type { Leg, Legs } from './legs.ts';

export type Conversations = {
  bring(leg: Leg, other: Leg): Promise<boolean>;
  park(leg: Leg): Promise<boolean>;
  listenIn(leg: Leg, listener: Leg, how: 'listen' | 'whisper'): Promise<boolean>;
  record(leg: Leg, recordingId: string): Promise<boolean>;
  stopRecording(recordingId: string): Promise<boolean>;
  hear(event: AriEvent): void;
  /** A leg has ended: its recordings stop, since who agreed to them is gone, and an empty bridge is removed. */
  forget(leg: Leg): Promise<void>;
  /** After a connect: which leg is where, and nothing of ours is left over. */
  adopt(channels: readonly AriChannel[]): Promise<void>;
};

const enterWithinMs = 2000;

export function createConversations(
  exchange: Exchange,
  legs: Legs,
  { newId, tell }: { newId: () => string; tell(leg: Leg, what: CallHappening): void },
): Conversations {
  /** Which leg asked for a recording that is running. */
  const recording = new Map<string, Leg>();
  /** Channels that are on their way into the application, and who waits for them. */
  const entering = new Map<string, () => void>();

  const removeIfEmpty = async (bridge: string | null): Promise<void> => {
    if (bridge !== null && exchange.isTalk(bridge) && legs.in(bridge).length === 0) await exchange.closeTalk(bridge);
  };

  const moveTo = async (leg: Leg, bridge: string): Promise<boolean> => {
    if (leg.bridge === bridge) return true;
    const [before, snoop] = [leg.bridge, leg.snoop];
    leg.snoop = null;
    leg.bridge = bridge;
    const joined = await exchange.join(bridge, leg.legId);
    if (!joined) leg.bridge = before;
    if (snoop !== null) await exchange.hangUp(snoop);
    await removeIfEmpty(joined ? before : bridge);
    return joined;
  };

  /** Speaking to a channel before it has come in is refused. */
  const entered = (channelId: string): Promise<void> =>
    new Promise((resolve) => {
      const stop = () => {
        clearTimeout(late);
        entering.delete(channelId);
        resolve();
      };
      const late = setTimeout(stop, enterWithinMs);
      entering.set(channelId, stop);
    });

  return {
    bring: async (leg, other) => {
      const talking = leg.bridge !== null && exchange.isTalk(leg.bridge) && leg.snoop === null ? leg.bridge : null;
      const bridge = talking ?? (await exchange.openTalk(newId()));
      if (bridge === null) return false;
      return (await moveTo(leg, bridge)) && (await moveTo(other, bridge));
    },
    park: (leg) => moveTo(leg, exchange.holdingBridge),
    listenIn: async (leg, listener, how) => {
      const id = newId();
      const arrival = entered(exchange.snoopId(id));
      const snoop = await exchange.snoop(leg.legId, id, how);
      const bridge = snoop === null ? null : await exchange.openTalk(id);
      if (snoop === null || bridge === null) return false;
      await arrival;
      if (!(await exchange.join(bridge, snoop)) || !(await moveTo(listener, bridge))) {
        await exchange.hangUp(snoop);
        return false;
      }
      listener.snoop = snoop;
      return true;
    },
    record: async (leg, recordingId) => {
      if (leg.bridge === null || !exchange.isTalk(leg.bridge)) return false;
      recording.set(recordingId, leg);
      const started = await exchange.record(leg.bridge, recordingId);
      if (!started) recording.delete(recordingId);
      return started;
    },
    stopRecording: (recordingId) => exchange.stopRecording(recordingId),
    hear: ({ type, channel, recording: about }) => {
      if (type === 'StasisStart') entering.get(channel?.id ?? '')?.();
      const leg = recording.get(about?.name ?? '');
      if (leg === undefined || about === undefined || (type !== 'RecordingFinished' && type !== 'RecordingFailed')) return;
      recording.delete(about.name);
      const seconds = type === 'RecordingFinished' ? (about.duration ?? 0) : null;
      tell(leg, { type: 'recorded', recordingId: about.name, seconds });
    },
    forget: async (leg) => {
      for (const [name, asker] of recording) if (asker === leg) await exchange.stopRecording(name);
      if (leg.snoop !== null) await exchange.hangUp(leg.snoop);
      await removeIfEmpty(leg.bridge);
    },
    adopt: async (channels) => {
      const bridges = await exchange.bridges();
      for (const { id, channels: inside } of bridges) for (const leg of known(legs, inside)) leg.bridge = id;
      for (const { id } of bridges) await removeIfEmpty(id);
      // Whoever listened in asks again; the channel between would listen for ever.
      for (const { id } of channels) if (exchange.isSnoop(id)) await exchange.hangUp(id);
    },
  };
}

function known(legs: Legs, ids: readonly string[]): readonly Leg[] {
  return ids.flatMap((id) => legs.get(id) ?? []);
}
