/**
 * What every provider must keep, run over each of them by what it says it can do. A provider's own test file makes a `Harness` (the
 * provider, phones that behave in known ways, and a way to let time pass, virtual or real) and calls `describeProvider`.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CallEvent, Capabilities, Provider } from './provider.ts';

/** Phones a harness offers. A provider that places no calls needs only `answers`. */
export type Behaviour =
  /** Rings, answers within 10 s, stays on the line. Presses `1` within 2 s of any prompt's end. */
  | 'answers'
  /** Answers likewise, presses nothing. */
  | 'silent'
  /** Answers likewise, hangs up within 5 s of answering. */
  | 'hangs-up'
  /** Answers likewise, presses `4`, `2`, `#` after any prompt. */
  | 'presses-42#'
  | 'busy'
  | 'no-answer'
  | 'rejected'
  | 'switched-off'
  | 'out-of-coverage'
  | 'incoming-barred'
  /** A well-formed number that nobody has. */
  | 'invalid-number'
  | 'congestion';

export type Harness = {
  readonly provider: Provider;
  /** The number of a phone of this kind; the same one each time. */
  numberOf(behaviour: Behaviour): string;
  /** Lets this many seconds pass at the phones; what happened in them has been told when it resolves. */
  pass(seconds: number): Promise<void>;
  /** How often that phone has rung; null where nobody can know. */
  timesRung(number: string): number | null;
  /** Legs that this answered leg hears at this moment; null where nobody can know. */
  hearing(legId: string): readonly string[] | null;
  /** Another provider on the same exchange, as after a restart; null where there is no exchange to share. */
  successor(): Provider | null;
  close(): Promise<void>;
};

export function describeProvider(name: string, capabilities: Capabilities, makeHarness: () => Harness | Promise<Harness>): void {
  describe(`provider ${name}`, () => {
    const stage = setStage(makeHarness);
    test('can do what it was announced to do', () => expect(stage.provider.capabilities).toEqual(capabilities));
    everyProvider(stage);
    if (
      !capabilities.canDial ||
      !capabilities.canPlay ||
      !capabilities.canCollect ||
      !capabilities.canBridge ||
      !capabilities.canRecord
    ) {
      refusals(stage, capabilities);
    }
    if (capabilities.canDial) diallingItself(stage, capabilities);
    if (capabilities.canPlay) prompts(stage);
    if (capabilities.canPlay && capabilities.canCollect) keys(stage);
    if (capabilities.canBridge) bridging(stage);
    if (capabilities.canBridge) listening(stage);
    if (capabilities.canRecord) recording(stage);
  });
}

type Stage = ReturnType<typeof setStage>;

function setStage(makeHarness: () => Harness | Promise<Harness>) {
  let harness: Harness;
  let heard: CallEvent[];
  let legs = 0;

  beforeEach(async () => {
    harness = await makeHarness();
    heard = [];
    await harness.provider.start((event) => void heard.push(event));
  });
  afterEach(() => harness.close());

  const request = (legId: string, behaviour: Behaviour, timeoutSeconds = 30) => ({
    attemptId: `attempt-of-${legId}`,
    legId,
    to: harness.numberOf(behaviour),
    timeoutSeconds,
  });
  const dial = async (behaviour: Behaviour = 'answers', timeoutSeconds = 30) => {
    const legId = `leg-${++legs}`;
    expect(await harness.provider.dial(request(legId, behaviour, timeoutSeconds))).toMatchObject({ kind: 'accepted' });
    return legId;
  };
  return {
    get harness() {
      return harness;
    },
    get provider() {
      return harness.provider;
    },
    get heard() {
      return heard;
    },
    request,
    dial,
    /** Dials and waits until it is answered. */
    reach: async (behaviour: Behaviour = 'answers') => {
      const legId = await dial(behaviour);
      await harness.pass(10);
      return legId;
    },
    eventsOf: (legId: string) => heard.filter((event) => event.legId === legId),
    typesOf: (legId: string) => heard.filter((event) => event.legId === legId).map((event) => event.type),
    causesOf: (legId: string) => heard.flatMap((event) => (event.legId === legId && event.type === 'ended' ? [event.cause] : [])),
    live: async () => (await harness.provider.liveCalls()).map((call) => call.legId).sort(),
  };
}

const accepted = { kind: 'accepted' };
const refused = (refusal: string) => ({ kind: 'refused', refusal });
const fourKeys = { atMost: 4, until: '#', timeoutSeconds: 5 };

function everyProvider(stage: Stage): void {
  test('dial of the same leg twice is accepted twice and rings once', async () => {
    const legId = await stage.dial();
    expect(await stage.provider.dial(stage.request(legId, 'answers'))).toMatchObject(accepted);
    await stage.harness.pass(10);
    expect(await stage.live()).toEqual([legId]);
    expect([1, null]).toContain(stage.harness.timesRung(stage.harness.numberOf('answers')));
  });

  test('a leg that has ended is never dialled again', async () => {
    const legId = await stage.dial();
    await stage.provider.hangUp(legId);
    expect(await stage.provider.dial(stage.request(legId, 'answers'))).toEqual(refused('leg-over'));
    await stage.harness.pass(40);
    expect(stage.causesOf(legId)).toHaveLength(1);
  });

  test('a malformed number is refused and nothing is live', async () => {
    for (const to of ['6100000001', '+0123456789', '+91 61000 00001', 'sip:someone', '+91']) {
      const request = { ...stage.request('leg-malformed', 'answers'), to };
      expect(await stage.provider.dial(request)).toEqual(refused('malformed-number'));
    }
    expect(await stage.live()).toEqual([]);
  });

  test('liveCalls lists what is up and nothing else', async () => {
    const over = await stage.dial('answers');
    await stage.provider.hangUp(over);
    expect(await stage.live()).toEqual([]);
    const up = await stage.dial('silent');
    expect(await stage.provider.liveCalls()).toMatchObject([{ legId: up, attemptId: `attempt-of-${up}` }]);
  });

  test('a call ended twice is ended once', async () => {
    const legId = await stage.reach();
    expect(await stage.provider.hangUp(legId)).toEqual(accepted);
    expect(await stage.provider.hangUp(legId)).toEqual(refused('no-such-call'));
    await stage.harness.pass(40);
    expect(stage.causesOf(legId)).toEqual(['normal']);
  });

  test('nothing follows an end', async () => {
    const legId = await stage.reach();
    await stage.provider.play(legId, 'greeting');
    await stage.provider.hangUp(legId);
    await stage.harness.pass(60);
    expect(stage.typesOf(legId).at(-1)).toBe('ended');
    expect(stage.typesOf(legId).filter((type) => type === 'ended')).toHaveLength(1);
  });

  test('a command for a leg that is not up is refused', async () => {
    const legId = await stage.dial();
    await stage.provider.hangUp(legId);
    for (const gone of [legId, 'leg-unknown']) {
      expect(await stage.provider.play(gone, 'greeting')).toEqual(refused('no-such-call'));
      expect(await stage.provider.collect(gone, fourKeys)).toEqual(refused('no-such-call'));
      expect(await stage.provider.bridge(gone, gone)).toEqual(refused('no-such-call'));
      expect(await stage.provider.park(gone)).toEqual(refused('no-such-call'));
      expect(await stage.provider.listenIn(gone, gone, 'listen')).toEqual(refused('no-such-call'));
      expect(await stage.provider.press(gone, '1')).toEqual(refused('no-such-call'));
      expect(await stage.provider.hangUp(gone)).toEqual(refused('no-such-call'));
    }
  });

  test('every event has an id of its own, its attempt, and a time that does not run backwards', async () => {
    const legs = [await stage.reach('answers'), await stage.reach('silent')];
    for (const legId of legs) await stage.provider.hangUp(legId);
    await stage.harness.pass(1);
    expect(new Set(stage.heard.map((event) => event.id)).size).toBe(stage.heard.length);
    for (const legId of legs) {
      const events = stage.eventsOf(legId);
      expect(events.at(-1)).toMatchObject({ type: 'ended', attemptId: `attempt-of-${legId}` });
      const times = events.map((event) => event.at.getTime());
      expect(times).toEqual(times.toSorted((a, b) => a - b));
    }
  });

  test("stop('end') ends every call, tells it, and is silent afterwards", async () => {
    const legs = [await stage.dial('answers'), await stage.dial('silent')];
    await stage.provider.stop('end');
    for (const legId of legs) expect(stage.causesOf(legId)).toEqual(['normal']);
    expect(await stage.live()).toEqual([]);
    const told = stage.heard.length;
    await stage.harness.pass(60);
    expect(stage.heard).toHaveLength(told);
  });

  test("stop('hand-over') ends nothing and is silent afterwards", async () => {
    const legId = await stage.dial();
    await stage.provider.stop('hand-over');
    const told = stage.heard.length;
    await stage.harness.pass(60);
    expect(stage.heard).toHaveLength(told);
    expect(stage.causesOf(legId)).toEqual([]);
  });

  test('nothing can be asked of a provider that is not started', async () => {
    expect(stage.provider.whyNotDialling()).toBeNull();
    await stage.provider.stop('end');
    expect(stage.provider.whyNotDialling()).toBe('not-started');
    expect(await stage.provider.dial(stage.request('leg-too-late', 'answers'))).toEqual(refused('not-started'));
    expect(await stage.provider.hangUp('leg-too-late')).toEqual(refused('not-started'));
    expect(await stage.live()).toEqual([]);
  });
}

function refusals(stage: Stage, capabilities: Capabilities): void {
  test('what it cannot do it refuses, and the call stays up', async () => {
    const [legId, other] = [await stage.dial('answers'), await stage.dial('silent')];
    if (!capabilities.canPlay) expect(await stage.provider.play(legId, 'greeting')).toEqual(refused('cannot'));
    if (!capabilities.canCollect) expect(await stage.provider.collect(legId, fourKeys)).toEqual(refused('cannot'));
    if (!capabilities.canBridge) {
      expect(await stage.provider.bridge(legId, other)).toEqual(refused('cannot'));
      expect(await stage.provider.park(legId)).toEqual(refused('cannot'));
    }
    if (!capabilities.canRecord) expect(await stage.provider.record(legId, 'recording-1')).toEqual(refused('cannot'));
    expect(await stage.live()).toEqual([legId, other].sort());
  });

  if (capabilities.canDial) return;
  test('hands over a link and a code of the number instead of dialling, and claims to have seen nothing', async () => {
    const number = stage.harness.numberOf('answers');
    const result = await stage.provider.dial(stage.request('leg-by-hand', 'answers'));
    expect(result).toEqual({ kind: 'accepted', handover: { link: `tel:${number}`, qrPayload: `tel:${number}` } });
    await stage.harness.pass(3600);
    expect(stage.heard).toEqual([]);
    expect(await stage.live()).toEqual(['leg-by-hand']);
  });
}

function diallingItself(stage: Stage, capabilities: Capabilities): void {
  test('an answered call is told in order', async () => {
    const legId = await stage.reach();
    const seen = [...(capabilities.seesRinging ? ['ringing'] : []), ...(capabilities.seesAnswer ? ['answered'] : [])];
    expect(stage.typesOf(legId)).toEqual(seen);
    expect(await stage.provider.liveCalls()).toMatchObject([{ legId, state: 'answered' }]);
  });

  for (const cause of [
    'busy',
    'rejected',
    'switched-off',
    'out-of-coverage',
    'incoming-barred',
    'invalid-number',
    'congestion',
  ] as const) {
    test(`${cause} is told as ${cause}, and the leg is gone`, async () => {
      const legId = await stage.dial(cause);
      await stage.harness.pass(25);
      expect(stage.causesOf(legId)).toEqual([cause]);
      expect(stage.typesOf(legId)).not.toContain('answered');
      expect(await stage.live()).toEqual([]);
    });
  }

  test('ringing ends as no-answer when its time is up, and not before', async () => {
    const legId = await stage.dial('no-answer', 12);
    await stage.harness.pass(8);
    expect(stage.causesOf(legId)).toEqual([]);
    await stage.harness.pass(8);
    expect(stage.causesOf(legId)).toEqual(['no-answer']);
  });

  test('a person who hangs up ends the call', async () => {
    const legId = await stage.dial('hangs-up');
    await stage.harness.pass(16);
    expect(stage.typesOf(legId).slice(-2)).toEqual(['answered', 'ended']);
    expect(stage.causesOf(legId)).toEqual(['normal']);
    expect(await stage.provider.hangUp(legId)).toEqual(refused('no-such-call'));
  });

  test('a ringing call that the desk hangs up stops ringing', async () => {
    const legId = await stage.dial('no-answer');
    await stage.harness.pass(4);
    await stage.provider.hangUp(legId);
    await stage.harness.pass(60);
    expect(stage.causesOf(legId)).toHaveLength(1);
    expect(stage.typesOf(legId)).not.toContain('answered');
  });

  test('two calls run side by side without mixing', async () => {
    const [talks, engaged] = [await stage.dial('answers'), await stage.dial('busy')];
    await stage.harness.pass(25);
    expect(stage.causesOf(engaged)).toEqual(['busy']);
    expect(await stage.live()).toEqual([talks]);
  });

  test('an end that was never told shows in liveCalls, so reconcile can close the attempt at its deadline', async () => {
    await stage.dial('no-answer', 12);
    const alive = await stage.reach('answers');
    stage.heard.length = 0;
    await stage.harness.pass(30);
    // As if every event so far had been lost: what liveCalls says is enough to tell the dead leg from the live one.
    expect(await stage.live()).toEqual([alive]);
  });

  test('the next process adopts calls left up and hears how they end', async () => {
    const next = stage.harness.successor();
    if (next === null) throw new Error('a provider that dials must survive a restart of the server');
    const legId = await stage.reach();
    await stage.provider.stop('hand-over');
    const heardNext: CallEvent[] = [];
    await next.start((event) => void heardNext.push(event));
    expect(await next.liveCalls()).toMatchObject([{ legId, attemptId: `attempt-of-${legId}`, state: 'answered' }]);
    await next.hangUp(legId);
    await stage.harness.pass(1);
    expect(heardNext).toMatchObject([{ legId, attemptId: `attempt-of-${legId}`, type: 'ended', cause: 'normal' }]);
    expect(stage.heard.map((event) => event.id)).not.toContain(heardNext[0]?.id);
    await next.stop('end');
  });
}

function prompts(stage: Stage): void {
  test('a prompt heard to its end is told as finished', async () => {
    const legId = await stage.reach('silent');
    expect(await stage.provider.play(legId, 'greeting')).toEqual(accepted);
    await stage.harness.pass(15);
    expect(stage.eventsOf(legId).at(-1)).toMatchObject({ type: 'prompt-finished', promptId: 'greeting' });
  });

  test('a prompt cut off by the end of the call is never told as finished', async () => {
    const legId = await stage.reach('silent');
    await stage.provider.play(legId, 'greeting');
    await stage.provider.hangUp(legId);
    await stage.harness.pass(15);
    expect(stage.typesOf(legId)).not.toContain('prompt-finished');
  });

  test('nothing is played before the answer', async () => {
    const legId = await stage.dial('no-answer');
    await stage.harness.pass(4);
    expect(await stage.provider.play(legId, 'greeting')).toEqual(refused('not-answered'));
  });
}

function keys(stage: Stage): void {
  const ask = async (behaviour: Behaviour, atMost: number, wait = 25) => {
    const legId = await stage.reach(behaviour);
    await stage.provider.play(legId, 'question');
    await stage.provider.collect(legId, { atMost, until: '#', timeoutSeconds: 12 });
    await stage.harness.pass(wait);
    return stage.eventsOf(legId).flatMap((event) => (event.type === 'keys' ? [event.keys] : []));
  };

  test('keys come as one entry when as many as wanted are pressed', async () => {
    expect(await ask('answers', 1)).toEqual(['1']);
  });

  test('the closing key ends an entry early and is not part of it', async () => {
    expect(await ask('presses-42#', 4)).toEqual(['42']);
  });

  test('no key in time is told as no key, which is not an empty entry', async () => {
    expect(await ask('silent', 1)).toEqual([null]);
  });

  test('the closing key of a full entry does not close the next one', async () => {
    const legId = await stage.reach('presses-42#');
    await stage.provider.play(legId, 'question');
    await stage.provider.collect(legId, { atMost: 2, until: '#', timeoutSeconds: 12 });
    await stage.harness.pass(15);
    expect(stage.eventsOf(legId).at(-1)).toMatchObject({ type: 'keys', keys: '42' });
    const told = stage.heard.length;
    await stage.provider.collect(legId, { atMost: 2, until: '#', timeoutSeconds: 5 });
    await stage.harness.pass(2);
    expect(stage.heard).toHaveLength(told);
    await stage.harness.pass(5);
    expect(stage.eventsOf(legId).at(-1)).toMatchObject({ type: 'keys', keys: null });
  });

  test('keys pressed before they were asked for are kept for the asking', async () => {
    const legId = await stage.reach('presses-42#');
    await stage.provider.play(legId, 'question');
    await stage.harness.pass(15);
    expect(stage.typesOf(legId)).not.toContain('keys');
    await stage.provider.collect(legId, fourKeys);
    await stage.harness.pass(1);
    expect(stage.eventsOf(legId).at(-1)).toMatchObject({ type: 'keys', keys: '42' });
  });
}

function bridging(stage: Stage): void {
  test('two answered legs are bridged; one that is not answered is refused', async () => {
    const caller = await stage.reach('silent');
    const ringing = await stage.dial('no-answer');
    await stage.harness.pass(3);
    expect(await stage.provider.bridge(caller, ringing)).toEqual(refused('not-answered'));
    const person = await stage.reach('answers');
    expect(await stage.provider.bridge(caller, person)).toEqual(accepted);
  });

  test('when either side ends, the other stays up for the desk to decide', async () => {
    const caller = await stage.reach('silent');
    const person = await stage.dial('hangs-up');
    await stage.harness.pass(16);
    expect(stage.causesOf(person)).toEqual(['normal']);
    expect(await stage.live()).toEqual([caller]);

    const second = await stage.reach('answers');
    await stage.provider.bridge(caller, second);
    await stage.provider.hangUp(caller);
    await stage.harness.pass(5);
    expect(stage.causesOf(caller)).toEqual(['normal']);
    expect(await stage.live()).toEqual([second]);
  });
}

/** Three phones that answer, each with its own voice: a caller, a person and a third. */
async function three(stage: Stage): Promise<[string, string, string]> {
  const legs = [await stage.dial('silent'), await stage.dial('answers'), await stage.dial('presses-42#')] as const;
  await stage.harness.pass(10);
  return [...legs];
}

async function expectHearing(stage: Stage, wanted: Readonly<Record<string, readonly string[]>>): Promise<void> {
  await stage.harness.pass(8);
  const heard = Object.keys(wanted).map((legId) => [legId, stage.harness.hearing(legId)?.toSorted()] as const);
  expect(Object.fromEntries(heard)).toEqual(
    Object.fromEntries(Object.entries(wanted).map(([legId, legs]) => [legId, legs.toSorted()])),
  );
}

function listening(stage: Stage): void {
  test('bridged legs hear each other; a third joins, and whoever is parked hears nobody until brought back', async () => {
    const [caller, person, doctor] = await three(stage);
    await stage.provider.bridge(caller, person);
    await expectHearing(stage, { [caller]: [person], [person]: [caller], [doctor]: [] });
    await stage.provider.bridge(caller, doctor);
    await expectHearing(stage, { [caller]: [person, doctor], [person]: [caller, doctor], [doctor]: [caller, person] });
    expect(await stage.provider.park(caller)).toEqual(accepted);
    await expectHearing(stage, { [caller]: [], [person]: [doctor], [doctor]: [person] });
    await stage.provider.bridge(person, caller);
    await expectHearing(stage, { [caller]: [person, doctor], [person]: [caller, doctor], [doctor]: [caller, person] });
    expect(await stage.live()).toEqual([caller, person, doctor].sort());
  });

  test('a leg brought into another conversation leaves the one it was in', async () => {
    const [caller, person, next] = await three(stage);
    await stage.provider.bridge(caller, person);
    await stage.provider.park(person);
    await stage.provider.park(next);
    await stage.provider.bridge(next, caller);
    await expectHearing(stage, { [caller]: [next], [next]: [caller], [person]: [] });
  });

  test('who listens in hears both and is heard by nobody; a whisper is heard by the caller alone', async () => {
    const [caller, person, supervisor] = await three(stage);
    await stage.provider.bridge(caller, person);
    expect(await stage.provider.listenIn(caller, supervisor, 'listen')).toEqual(accepted);
    await expectHearing(stage, { [supervisor]: [caller, person], [caller]: [person], [person]: [caller] });
    expect(await stage.provider.listenIn(caller, supervisor, 'whisper')).toEqual(accepted);
    await expectHearing(stage, { [supervisor]: [caller, person], [caller]: [person, supervisor], [person]: [caller] });
    await stage.provider.park(supervisor);
    await expectHearing(stage, { [supervisor]: [], [caller]: [person], [person]: [caller] });
  });

  test('keys can be sent to whoever answered', async () => {
    const legId = await stage.reach('silent');
    expect(await stage.provider.press(legId, '42')).toEqual(accepted);
  });
}

function recording(stage: Stage): void {
  test('a conversation is recorded until the leg it was asked for ends, and its sound can be taken once', async () => {
    const [caller, person] = await three(stage);
    expect(await stage.provider.record(person, 'recording-1')).toEqual(refused('cannot'));
    await stage.provider.bridge(caller, person);
    expect(await stage.provider.record(person, 'recording-1')).toEqual(accepted);
    await stage.harness.pass(25);
    await stage.provider.hangUp(person);
    await stage.harness.pass(10);
    const recorded = stage.eventsOf(person).filter((event) => event.type === 'recorded');
    expect(recorded).toMatchObject([{ recordingId: 'recording-1', seconds: expect.any(Number) }]);
    const sound = await stage.provider.takeRecording('recording-1');
    expect(Buffer.from(sound ?? []).toString('latin1', 0, 4)).toBe('RIFF');
    expect(await stage.provider.takeRecording('recording-1')).toBeNull();
    expect(await stage.live()).toContain(caller);
  });

  test('a recording that is stopped is told as such while the call goes on', async () => {
    const [caller, person] = await three(stage);
    await stage.provider.bridge(caller, person);
    await stage.provider.record(person, 'recording-2');
    await stage.harness.pass(15);
    expect(await stage.provider.stopRecording('recording-2')).toEqual(accepted);
    await stage.harness.pass(5);
    expect(stage.eventsOf(person).at(-1)).toMatchObject({ type: 'recorded', recordingId: 'recording-2' });
    expect(await stage.live()).toContain(person);
  });
}
