/** One phone call at the called person's end: what it says to the exchange, and the sound both ways. */
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { addressOf, numberOf, type SipMessage, writeSip } from './sip-message.ts';
import { isLoud, toneAlaw, toneShare } from './tone.ts';

export type Phone = ReturnType<typeof createPhone>;

/** Thrown inside a behaviour when the call it plays has ended. */
export class CallOver extends Error {}

/** No sound for this long after some is the end of a prompt. An idle exchange sends no packets at all. */
const promptGapTicks = 4;
/** What was heard of a voice is judged by this much sound. */
const listenedPackets = 10;
/** A share of what is heard, below which a tone is no voice; in a conference of three the loudness is halved. */
const audibleShare = 0.15;
/** A-law, by the RTP profile. */
const soundType = 8;
const silence = Buffer.alloc(160, 0xd5);
const keyNames = '0123456789*#';

export function createPhone(
  signalling: Socket,
  host: string,
  invite: SipMessage,
  peer: RemoteInfo,
  tag: string,
  onOver: () => void,
) {
  const number = numberOf(invite.uri);
  const waiters = new Set<() => void>();
  let current = invite;
  let state: 'new' | 'up' | 'over' = 'new';
  let media: Socket | null = null;
  let target = { host, port: 0 };
  let keyType = 101;
  let lastReply: Buffer | null = null;
  let repeat: NodeJS.Timeout | undefined;
  let heardTicks = 0;
  let quietTicks = 0;
  let heardInTick = false;
  let heard: Buffer[] = [];
  let keysHeard = '';
  let lastKeyAt = -1;
  let voice: Buffer | null = null;
  let voiceAt = 0;
  let prompts = 0;
  let sequence = 1;
  let timestamp = 160;
  const keysToSend: { key: number; tick: number }[] = [];

  const wake = () => {
    for (const waiter of waiters) waiter();
  };
  const until = (ready: () => boolean) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (state === 'over') reject(new CallOver());
        else if (ready()) resolve();
        else return;
        waiters.delete(look);
      };
      waiters.add(look);
      look();
    });

  const readMedia = (sdp: string) => {
    target = {
      host: /c=IN IP4 (\S+)/.exec(sdp)?.[1] ?? target.host,
      port: Number(/m=audio (\d+)/.exec(sdp)?.[1] ?? target.port),
    };
    keyType = Number(/a=rtpmap:(\d+) telephone-event\/8000/i.exec(sdp)?.[1] ?? keyType);
  };

  const send = (message: Buffer) => signalling.send(message, peer.port, peer.address);
  const dialog = () => {
    const to = current.headers.to?.[0] ?? '';
    return { from: current.headers.from?.[0] ?? '', to: /;tag=/.test(to) ? to : `${to};tag=${tag}` };
  };
  const reply = (status: number, { sdp = '', extra = [] }: { sdp?: string; extra?: readonly string[] } = {}) => {
    const { from, to } = dialog();
    const headers = [
      ...(current.headers.via ?? []).map((via) => `Via: ${via}`),
      ...(current.headers['record-route'] ?? []).map((route) => `Record-Route: ${route}`),
      `From: ${from}`,
      `To: ${to}`,
      `Call-ID: ${current.callId}`,
      `CSeq: ${current.headers.cseq?.[0] ?? ''}`,
      `Contact: <sip:${number}@${host}:${signalling.address().port}>`,
      ...extra,
    ];
    const message = writeSip(`SIP/2.0 ${status} ${status < 200 ? 'Progress' : status < 300 ? 'OK' : 'No'}`, headers, sdp);
    lastReply = message;
    send(message);
    clearInterval(repeat);
    // Until the ACK comes.
    if (status >= 200) repeat = setInterval(() => send(message), 500).unref();
  };

  const end = () => {
    if (state === 'over') return;
    state = 'over';
    media?.close();
    media = null;
    wake();
    onOver();
  };

  const sdp = (port: number) =>
    [
      'v=0',
      `o=- 1 1 IN IP4 ${host}`,
      's=-',
      `c=IN IP4 ${host}`,
      't=0 0',
      `m=audio ${port} RTP/AVP 8 ${keyType}`,
      'a=rtpmap:8 PCMA/8000',
      `a=rtpmap:${keyType} telephone-event/8000`,
      `a=fmtp:${keyType} 0-15`,
      'a=ptime:20',
      'a=sendrecv',
      '',
    ].join('\r\n');

  const packet = (type: number, payload: Buffer, at: number, marker: boolean) => {
    const head = Buffer.alloc(12);
    head[0] = 0x80;
    head[1] = type | (marker ? 0x80 : 0);
    head.writeUInt16BE(sequence++ & 0xffff, 2);
    head.writeUInt32BE(at >>> 0, 4);
    head.writeUInt32BE(0x6b736865, 8);
    media?.send(Buffer.concat([head, payload]), target.port, target.host);
  };

  /** RFC 4733: one time stamp for the whole key, growing duration, the last packet three times. */
  const sendKey = (pressed: { key: number; tick: number }) => {
    const tick = ++pressed.tick;
    if (tick > 8) keysToSend.shift();
    if (tick > 4) return packet(soundType, silence, timestamp, false);
    const payload = Buffer.alloc(4);
    payload[0] = pressed.key;
    payload[1] = tick === 4 ? 0x8a : 0x0a;
    payload.writeUInt16BE(tick * 160, 2);
    for (let times = tick === 4 ? 3 : 1; times > 0; times--) packet(keyType, payload, timestamp - (tick - 1) * 160, tick === 1);
  };

  const takePacket = (bytes: Buffer) => {
    if (bytes.length < 12) return;
    const [type, payload] = [(bytes[1] ?? 0) & 0x7f, bytes.subarray(12 + ((bytes[0] ?? 0) & 0x0f) * 4)];
    if (type === keyType && bytes.readUInt32BE(4) !== lastKeyAt) {
      lastKeyAt = bytes.readUInt32BE(4);
      keysHeard += keyNames[payload[0] ?? -1] ?? '?';
    }
    if (type !== soundType || !isLoud(payload)) return;
    heardInTick = true;
    heard = [...heard.slice(1 - listenedPackets), Buffer.from(payload)];
  };
  const speak = (): Buffer => {
    if (voice === null) return silence;
    voiceAt = (voiceAt + 160) % voice.length;
    return voice.subarray(voiceAt, voiceAt + 160);
  };
  const open = async () => {
    if (media !== null) return media;
    const socket = createSocket('udp4');
    socket.on('message', takePacket);
    await new Promise<void>((resolve) => socket.bind(0, host, resolve));
    if (state === 'over') {
      socket.close();
      throw new CallOver();
    }
    media = socket;
    return socket;
  };

  reply(100);
  readMedia(invite.body);
  return {
    number,
    get state() {
      return state;
    },
    ring: () => reply(180),
    /** Sound before any answer, as an operator's announcement that the phone is switched off. */
    announce: async () => {
      const socket = await open();
      voice ??= toneAlaw(950, 1000);
      reply(183, { sdp: sdp(socket.address().port) });
    },
    answer: async () => {
      const socket = await open();
      state = 'up';
      reply(200, { sdp: sdp(socket.address().port) });
    },
    /** Speaks with one tone from now on; null: is silent. */
    talk: (hertz: number | null) => {
      voice = hertz === null ? null : toneAlaw(hertz, 1000);
    },
    /** Which of these voices are heard now. */
    hears: (tones: readonly number[]) => {
      const sound = Buffer.concat(heard);
      return tones.filter((hertz) => toneShare(sound, hertz) > audibleShare);
    },
    get keysHeard() {
      return keysHeard;
    },
    refuse: (status: number) => {
      reply(status);
      end();
    },
    hangUp: () => {
      if (state !== 'up') return;
      const { from, to } = dialog();
      const contact = addressOf(current.headers.contact?.[0] ?? '');
      send(
        writeSip(`BYE ${contact} SIP/2.0`, [
          `Via: SIP/2.0/UDP ${host}:${signalling.address().port};branch=z9hG4bKbye${tag}`,
          'Max-Forwards: 70',
          `From: ${to}`,
          `To: ${from}`,
          `Call-ID: ${current.callId}`,
          'CSeq: 1 BYE',
        ]),
      );
      end();
    },
    /** Loses its battery: the exchange is told nothing. */
    vanish: end,
    press: (keys: string) => {
      for (const key of keys) keysToSend.push({ key: keyNames.indexOf(key), tick: 0 });
    },
    promptEnd: (count: number) => until(() => prompts >= count),
    wait: (ms: number) => {
      let over = false;
      const timer = setTimeout(() => {
        over = true;
        wake();
      }, ms);
      return until(() => over).finally(() => clearTimeout(timer));
    },
    /** Every 20 ms. */
    tick: () => {
      if (media === null) return;
      if (heardInTick) {
        heardTicks++;
        quietTicks = 0;
      } else if (++quietTicks === promptGapTicks) {
        heard = [];
        if (heardTicks > 3) {
          prompts++;
          wake();
        }
        heardTicks = 0;
      }
      heardInTick = false;
      const pressed = keysToSend[0];
      if (pressed) sendKey(pressed);
      else packet(soundType, speak(), timestamp, false);
      timestamp += 160;
    },
    /** A request of the exchange inside this call. */
    hear: (message: SipMessage, answer: (status: number) => void) => {
      if (message.method === 'ACK') clearInterval(repeat);
      else if (message.method === 'INVITE' && message.branch === current.branch) {
        if (lastReply) send(lastReply);
      } else if (message.method === 'INVITE' && state === 'up') {
        current = message;
        readMedia(message.body);
        reply(200, { sdp: sdp(media?.address().port ?? 0) });
      } else if (message.method === 'CANCEL') {
        answer(200);
        if (state !== 'new') return;
        reply(487);
        end();
      } else {
        answer(200);
        if (message.method === 'BYE') end();
      }
    },
  };
}
