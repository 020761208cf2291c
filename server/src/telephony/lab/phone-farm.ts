import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { CallOver, createPhone, type Phone } from './phone.ts';
import { numberOf, readSip, writeSip } from './sip-message.ts';

/** The life of one call at the phone. It is dropped silently when the call ends first. */
export type Behaviour = (phone: Phone) => Promise<void> | void;

export type PhoneFarm = {
  readonly port: number;
  /** How often the exchange called that number. */
  timesRung(number: string): number;
  /** The call that number is in now; the latest, since one that a dead exchange left behind never ends. */
  inCall(number: string): Phone | undefined;
  /** The call that rings there now, or is in any other way not over. */
  callTo(number: string): Phone | undefined;
  /** The operator's line: refuses every call with this SIP status, answers nothing at all, or works again. */
  trunk(fault: number | 'silence' | null): void;
  stop(): Promise<void>;
};

/**
 * Everybody's phones behind the operator, in one process: it answers for every number as `behaviourOf` says. SIP over UDP and A-law on
 * loopback; nothing leaves the machine.
 */
export async function startPhoneFarm(behaviourOf: (number: string) => Behaviour): Promise<PhoneFarm> {
  const host = '127.0.0.1';
  const phones = new Map<string, Phone>();
  const rung = new Map<string, number>();
  const faults: unknown[] = [];
  let trunkFault: number | 'silence' | null = null;
  const signalling = createSocket('udp4');
  await new Promise<void>((resolve) => signalling.bind(0, host, resolve));

  signalling.on('message', (bytes, peer) => {
    const message = readSip(bytes);
    if (message.status !== null) return;
    const answer = (status: number) => {
      const headers = ['via', 'from', 'to', 'call-id', 'cseq'].flatMap((name) =>
        (message.headers[name] ?? []).map((value) => `${name}: ${value}`),
      );
      signalling.send(writeSip(`SIP/2.0 ${status} ${status < 300 ? 'OK' : 'No'}`, headers), peer.port, peer.address);
    };
    const known = phones.get(message.callId);
    if (known) known.hear(message, answer);
    else if (message.method === 'INVITE' && trunkFault !== null) {
      if (trunkFault !== 'silence') answer(trunkFault);
    } else if (message.method === 'INVITE') {
      const number = numberOf(message.uri);
      const forget = () => setTimeout(() => phones.delete(message.callId), 5000).unref();
      const phone = createPhone(signalling, host, message, peer, randomBytes(4).toString('hex'), forget);
      phones.set(message.callId, phone);
      rung.set(number, (rung.get(number) ?? 0) + 1);
      void play(behaviourOf(number), phone).catch((error: unknown) => faults.push(error));
    } else if (message.method !== 'ACK') answer(200);
  });
  const clock = setInterval(() => {
    for (const phone of phones.values()) phone.tick();
  }, 20);

  return {
    port: signalling.address().port,
    timesRung: (number) => rung.get(number) ?? 0,
    inCall: (number) => [...phones.values()].findLast((phone) => phone.number === number && phone.state === 'up'),
    callTo: (number) => [...phones.values()].findLast((phone) => phone.number === number && phone.state !== 'over'),
    trunk: (fault) => {
      trunkFault = fault;
    },
    stop: async () => {
      clearInterval(clock);
      for (const phone of phones.values()) phone.vanish();
      await new Promise<void>((resolve) => signalling.close(resolve));
      if (faults.length > 0) throw new AggregateError(faults, 'a phone of the farm misbehaved');
    },
  };
}

async function play(behaviour: Behaviour, phone: Phone): Promise<void> {
  try {
    await behaviour(phone);
  } catch (error) {
    if (!(error instanceof CallOver)) throw error;
  }
}
