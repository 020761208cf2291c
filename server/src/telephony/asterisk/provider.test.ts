import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Behaviour as PhoneBehaviour, type PhoneFarm, startPhoneFarm } from '../lab/phone-farm.ts';
import { type LabAsterisk, startAsterisk } from '../lab/start-asterisk.ts';
import type { CallEvent, DialRequest } from '../provider.ts';
import { type Behaviour, describeProvider } from '../provider-suite.ts';
import { createAsteriskProvider } from './provider.ts';

/** Length of a second at the phones: the suite's quarter of an hour takes a minute. */
const secondMs = 80;

/** Each phone that is listened for has a voice of its own, in hertz; prompts and the sound of holding have others (tone.ts). */
const voices = { silent: 700, answers: 1100, 'presses-42#': 1500 } as const;

const behaviours: Readonly<Record<Behaviour, PhoneBehaviour>> = {
  answers: async (phone) => {
    await pickUp(phone);
    phone.talk(voices.answers);
    for (let prompt = 1; ; prompt++) {
      await phone.promptEnd(prompt);
      phone.press('1');
    }
  },
  silent: async (phone) => {
    await pickUp(phone);
    phone.talk(voices.silent);
  },
  'hangs-up': async (phone) => {
    await pickUp(phone);
    await phone.wait(4 * secondMs);
    phone.hangUp();
  },
  'presses-42#': async (phone) => {
    await pickUp(phone);
    phone.talk(voices['presses-42#']);
    await phone.promptEnd(1);
    phone.press('42#');
  },
  busy: (phone) => refuseAfterRinging(phone, 486),
  'no-answer': (phone) => phone.ring(),
  rejected: (phone) => refuseAfterRinging(phone, 603),
  'switched-off': (phone) => phone.refuse(480),
  'out-of-coverage': (phone) => phone.refuse(408),
  'incoming-barred': (phone) => phone.refuse(510),
  'invalid-number': (phone) => phone.refuse(404),
  congestion: (phone) => phone.refuse(503),
};
const kinds = Object.keys(behaviours) as Behaviour[];
const numberOf = (behaviour: Behaviour) => `+9161000000${String(10 + kinds.indexOf(behaviour))}`;

let farm: PhoneFarm;
let asterisk: LabAsterisk;

beforeAll(async () => {
  farm = await startPhoneFarm((number) => behaviours[kinds[Number(number.slice(-2)) - 10] ?? 'invalid-number']);
  asterisk = await startAsterisk({ trunkPort: farm.port, prompts: ['greeting', 'question'], promptMs: 3 * secondMs });
}, 120_000);
afterAll(async () => {
  await asterisk?.remove();
  await farm?.stop();
});

const newProvider = (limits: { lines?: number; perSecond?: number } = {}) =>
  createAsteriskProvider({
    ...limits,
    url: asterisk.url,
    user: asterisk.user,
    password: asterisk.password,
    app: 'kshem',
    trunk: 'trunk',
    promptMedia: (promptId) => `sound:${asterisk.promptFolder}/${promptId}`,
    now: () => new Date(),
    newId: randomUUID,
    secondMs,
  });

const everything = {
  seesRinging: true,
  seesAnswer: true,
  canDial: true,
  canPlay: true,
  canCollect: true,
  canBridge: true,
  canRecord: true,
  selfReported: false,
};

describeProvider('asterisk', everything, () => {
  const before = new Map(kinds.map((kind) => [numberOf(kind), farm.timesRung(numberOf(kind))]));
  const [inner, next] = [newProvider(), newProvider()];
  const dialled = new Map<string, string>();
  const provider = {
    ...inner,
    dial: (request: DialRequest) => {
      dialled.set(request.legId, request.to);
      return inner.dial(request);
    },
  };
  return {
    provider,
    hearing: (legId) => {
      const tones = farm.inCall(dialled.get(legId) ?? '')?.hears(Object.values(voices)) ?? [];
      const numbers = tones.map((tone) => numberOf(voiceOf(tone)));
      return [...dialled].filter(([, number]) => numbers.includes(number)).map(([heard]) => heard);
    },
    numberOf,
    pass: (seconds) => setTimeout(seconds * secondMs),
    timesRung: (number) => farm.timesRung(number) - (before.get(number) ?? 0),
    successor: () => next,
    close: async () => {
      await provider.stop('end');
      await next.start(() => undefined);
      await next.stop('end');
    },
  };
});

describe('lines', () => {
  const started = async (limits: { lines?: number; perSecond?: number }) => {
    const provider = newProvider(limits);
    await provider.start(() => undefined);
    const dial = (legId: string, side: 'caller' | 'person') =>
      provider.dial({ attemptId: legId, legId, to: numberOf('silent'), timeoutSeconds: 30, side });
    return { provider, dial };
  };
  const refused = { kind: 'refused', refusal: 'no-line-free' };

  test('callers’ own telephones take half of them at most, so that each has somebody to speak to; also after a restart', async () => {
    const { provider, dial } = await started({ lines: 4 });
    expect([await dial('own-1', 'caller'), await dial('own-2', 'caller')]).toEqual([{ kind: 'accepted' }, { kind: 'accepted' }]);
    expect(await dial('own-3', 'caller')).toEqual(refused);
    await provider.stop('hand-over');
    const next = await started({ lines: 4 });
    expect(await next.dial('own-4', 'caller')).toEqual(refused);
    expect([await next.dial('out-1', 'person'), await next.dial('out-2', 'person')]).toEqual([
      { kind: 'accepted' },
      { kind: 'accepted' },
    ]);
    expect(await next.dial('out-3', 'person')).toEqual(refused);
    await next.provider.stop('end');
  });

  test('calls begin at the trunk’s pace, and one that is given up while it waits is never rung', async () => {
    const { provider, dial } = await started({ perSecond: 1 });
    const before = farm.timesRung(numberOf('silent'));
    const from = performance.now();
    const given = dial('paced-1', 'person');
    const waits = dial('paced-2', 'person');
    const last = dial('paced-3', 'person');
    expect(await provider.hangUp('paced-2')).toEqual({ kind: 'accepted' });
    expect([await given, await waits, await last]).toEqual([
      { kind: 'accepted' },
      { kind: 'refused', refusal: 'leg-over' },
      { kind: 'accepted' },
    ]);
    expect(performance.now() - from).toBeGreaterThanOrEqual(2 * secondMs - 1);
    await expect.poll(() => farm.timesRung(numberOf('silent')) - before).toBe(2);
    await provider.stop('end');
  });
});

describe('when things die', () => {
  const started = async () => {
    const provider = newProvider();
    const heard: CallEvent[] = [];
    await provider.start((event) => void heard.push(event));
    const dial = (legId: string, behaviour: Behaviour) =>
      provider.dial({ attemptId: `attempt-of-${legId}`, legId, to: numberOf(behaviour), timeoutSeconds: 30 });
    return { provider, heard, dial };
  };

  test('the exchange dies: nothing is dialled meanwhile, its calls are told as lost once it is back, and dialling goes on', async () => {
    const { provider, heard, dial } = await started();
    await dial('dies-1', 'silent');
    await expect.poll(() => heard.map((event) => event.type), { timeout: 5000 }).toContain('answered');
    await asterisk.kill();
    await expect.poll(() => dial('dies-2', 'silent'), { timeout: 5000 }).toEqual({ kind: 'refused', refusal: 'not-connected' });
    await expect(provider.liveCalls()).rejects.toThrow('cannot be asked');
    await asterisk.restart();
    await expect.poll(() => heard.at(-1), { timeout: 10_000 }).toMatchObject({ legId: 'dies-1', type: 'ended', cause: 'lost' });
    expect(await dial('dies-3', 'silent')).toEqual({ kind: 'accepted' });
    await provider.stop('end');
  });

  test('a second server takes over: the first steps down and dials no more', async () => {
    const first = await started();
    await first.dial('taken-1', 'silent');
    const second = await started();
    await expect
      .poll(() => first.dial('taken-2', 'silent'), { timeout: 5000 })
      .toEqual({ kind: 'refused', refusal: 'not-connected' });
    expect(await second.provider.liveCalls()).toMatchObject([{ legId: 'taken-1' }]);
    expect(await second.dial('taken-1', 'silent')).toEqual({ kind: 'accepted' });
    await first.provider.stop('hand-over');
    await second.provider.stop('end');
    expect(second.heard.at(-1)).toMatchObject({ legId: 'taken-1', type: 'ended' });
  });
});

type Phone = Parameters<PhoneBehaviour>[0];

async function pickUp(phone: Phone): Promise<void> {
  phone.ring();
  await phone.wait(2 * secondMs);
  await phone.answer();
}

async function refuseAfterRinging(phone: Phone, status: number): Promise<void> {
  phone.ring();
  await phone.wait(2 * secondMs);
  phone.refuse(status);
}

function voiceOf(hertz: number): keyof typeof voices {
  return (Object.keys(voices) as (keyof typeof voices)[]).find((kind) => voices[kind] === hertz) ?? 'silent';
}
