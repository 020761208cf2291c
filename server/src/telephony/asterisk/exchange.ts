/** What the desk asks of Asterisk, a name for each request. Nothing is decided here. */
import type { Ari, AriAnswer, AriChannel } from './ari.ts';

export type AsteriskBridge = { readonly id: string; readonly channels: readonly string[] };

export type NewChannel = {
  readonly channelId: string;
  /** `PJSIP/…@trunk`. */
  readonly endpoint: string;
  readonly callerId?: string;
  readonly ringSeconds: number;
  readonly longestSeconds: number;
  /** Told with the channel by whoever asks. */
  readonly mark: string;
};

/** The channel variable that ari.conf has told with every channel. */
export const ourMark = 'KSHEM_ATTEMPT';

export type Exchange = ReturnType<typeof createExchange>;

/** @param app Stasis application; the names of our bridges and of listening-in channels begin with it */
export function createExchange(ari: Ari, { url, user, password, app }: ExchangeOptions) {
  const holdingBridge = `${app}-hold`;
  const talkPrefix = `${app}-talk-`;
  const snoopPrefix = `${app}-snoop-`;
  const recordings = new URL('/ari/recordings/stored/', url);
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

  return {
    isUp: ari.isUp,
    close: ari.close,
    /** Every channel of the exchange, also those of others; null when it did not answer. */
    channels: async (): Promise<readonly AriChannel[] | null> => listOf<AriChannel>(await ari.ask('GET', ['channels'])),
    bridges: async (): Promise<readonly AsteriskBridge[]> => listOf<AsteriskBridge>(await ari.ask('GET', ['bridges'])) ?? [],

    /** After every connect: the place to wait in, and no events that nobody reads. */
    prepare: async (): Promise<void> => {
      await ari.ask('POST', ['bridges', holdingBridge], { query: { type: 'holding', name: holdingBridge } });
      const disallowed = [{ type: 'ChannelDialplan' }, { type: 'ChannelVarset' }];
      await ari.ask('PUT', ['applications', app, 'eventFilter'], { body: { disallowed } });
    },

    /** The HTTP-like status; 409: a channel of this id is up; 0: unknown whether it was carried out. */
    call: async ({ channelId, endpoint, callerId, ringSeconds, longestSeconds, mark }: NewChannel): Promise<number> => {
      const { status } = await ari.ask('POST', ['channels'], {
        query: { endpoint, app, channelId, timeout: ringSeconds, ...(callerId === undefined ? {} : { callerId }) },
        // A channel that nobody looks after ends by itself, whatever becomes of us.
        body: { variables: { [ourMark]: mark, 'TIMEOUT(absolute)': String(longestSeconds) } },
      });
      return status;
    },
    hangUp: async (channelId: string): Promise<number> => (await ari.ask('DELETE', ['channels', channelId])).status,
    play: (channelId: string, playbackId: string, media: string) =>
      done(ari.ask('POST', ['channels', channelId, 'play', playbackId], { query: { media } })),
    stopPlaying: (playbackId: string) => done(ari.ask('DELETE', ['playbacks', playbackId])),
    press: (channelId: string, keys: string) => done(ari.ask('POST', ['channels', channelId, 'dtmf'], { query: { dtmf: keys } })),

    holdingBridge,
    isTalk: (bridgeId: string) => bridgeId.startsWith(talkPrefix),
    snoopId: (id: string) => `${snoopPrefix}${id}`,
    isSnoop: (channelId: string) => channelId.startsWith(snoopPrefix),
    openTalk: async (id: string): Promise<string | null> => {
      const bridge = `${talkPrefix}${id}`;
      return (await done(ari.ask('POST', ['bridges', bridge], { query: { type: 'mixing' } }))) ? bridge : null;
    },
    closeTalk: (bridge: string) => done(ari.ask('DELETE', ['bridges', bridge])),
    /** A channel that is in another bridge is moved. */
    join: (bridge: string, channelId: string) =>
      done(
        ari.ask('POST', ['bridges', bridge, 'addChannel'], {
          query: { channel: channelId, ...(bridge === holdingBridge ? { role: 'participant' } : {}) },
        }),
      ),
    snoop: async (channelId: string, id: string, how: 'listen' | 'whisper'): Promise<string | null> => {
      const snoopId = `${snoopPrefix}${id}`;
      const query = { app, spy: 'both', whisper: how === 'whisper' ? 'out' : 'none' };
      return (await done(ari.ask('POST', ['channels', channelId, 'snoop', snoopId], { query }))) ? snoopId : null;
    },

    // With a beep, which needs a sound file that is not there, a recording ends at once and leaves nothing.
    record: (bridge: string, name: string) =>
      done(
        ari.ask('POST', ['bridges', bridge, 'record'], {
          query: { name, format: 'wav', ifExists: 'overwrite', beep: 'false', terminateOn: 'none' },
        }),
      ),
    stopRecording: (name: string) => done(ari.ask('POST', ['recordings', 'live', name, 'stop'])),
    /** Files do not fit the websocket. */
    takeRecording: async (name: string): Promise<Uint8Array | null> => {
      const stored = await fetch(new URL(`${encodeURIComponent(name)}/file`, recordings), { headers: { authorization } });
      if (!stored.ok) return null;
      const sound = await stored.bytes();
      await ari.ask('DELETE', ['recordings', 'stored', name]);
      return sound;
    },
  };
}

type ExchangeOptions = { readonly url: string; readonly user: string; readonly password: string; readonly app: string };

async function done(asked: Promise<AriAnswer>): Promise<boolean> {
  return isDone((await asked).status);
}

export function isDone(status: number): boolean {
  return status >= 200 && status < 300;
}

function listOf<T>({ status, body }: AriAnswer): readonly T[] | null {
  return status === 200 ? (body as readonly T[]) : null;
}
