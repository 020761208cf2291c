import type { Cause } from '@kshem/domain/attempt/cause.ts';
import { describe, expect, test } from 'vitest';
import type { CallEvent } from '../provider.ts';
import { type Behaviour, describeProvider } from '../provider-suite.ts';
import { createExchange, type Exchange, type Phone, type RingPlan } from './exchange.ts';
import { createSimulatedProvider } from './provider.ts';
import { createRandom } from './random.ts';
import { makeUnreliable } from './unreliable.ts';
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts';

const everything = {
  seesRinging: true,
  seesAnswer: true,
  canDial: true,
  canPlay: true,
  canCollect: true,
  canBridge: true,
  canRecord: false,
  selfReported: false,
};
const noon = new Date(Date.UTC(2021, 3, 12, 6, 30));

describeProvider('simulated', everything, () => {
  const { clock, exchange } = town();
  const provider = createSimulatedProvider({ exchange, clock });
  return {
    provider,
    numberOf,
    pass: (seconds) => clock.advance(seconds * 1000),
    timesRung: (number) => exchange.timesRung(number),
    hearing: exchange.hearing,
    successor: () => createSimulatedProvider({ exchange, clock }),
    close: () => provider.stop('end'),
  };
});

describe('the exchange behind it', () => {
  const dialled = async (exchange: Exchange, clock: VirtualClock, legId: string, behaviour: Behaviour, heard: CallEvent[]) => {
    const provider = createSimulatedProvider({ exchange, clock });
    await provider.start((event) => void heard.push(event));
    return provider.dial({ attemptId: `attempt-of-${legId}`, legId, to: numberOf(behaviour), timeoutSeconds: 30 });
  };

  test('a phone that is in a call is busy for the next one, and the clash is counted', async () => {
    const { clock, exchange } = town();
    const heard: CallEvent[] = [];
    await dialled(exchange, clock, 'leg-1', 'answers', heard);
    await clock.advance(10_000);
    await dialled(exchange, clock, 'leg-2', 'answers', heard);
    await clock.advance(10_000);
    expect(heard.at(-1)).toMatchObject({ legId: 'leg-2', type: 'ended', cause: 'busy' });
    expect(exchange.calledWhileInUse()).toBe(1);
    expect(exchange.timesRung(numberOf('answers'))).toBe(1);
  });

  test('more calls than lines are refused, not queued', async () => {
    const { clock, exchange } = town({ lines: 1 });
    const heard: CallEvent[] = [];
    expect(await dialled(exchange, clock, 'leg-1', 'answers', heard)).toEqual({ kind: 'accepted' });
    expect(await dialled(exchange, clock, 'leg-2', 'silent', heard)).toEqual({ kind: 'refused', refusal: 'no-line-free' });
  });

  test('a dead trunk fails every call until it is mended', async () => {
    const { clock, exchange } = town();
    const heard: CallEvent[] = [];
    exchange.breakDown('provider-failure');
    await dialled(exchange, clock, 'leg-1', 'answers', heard);
    await clock.advance(10_000);
    exchange.breakDown(null);
    await dialled(exchange, clock, 'leg-2', 'answers', heard);
    await clock.advance(10_000);
    expect(heard.map((event) => event.type)).toEqual(['ended', 'ringing', 'answered']);
    expect(heard[0]).toMatchObject({ cause: 'provider-failure' });
  });

  test('bridged legs hear each other until one of them ends', async () => {
    const { clock, exchange } = town();
    const provider = createSimulatedProvider({ exchange, clock });
    await provider.start(() => undefined);
    for (const [legId, behaviour] of [
      ['leg-caller', 'silent'],
      ['leg-person', 'answers'],
    ] as const) {
      await provider.dial({ attemptId: 'attempt-1', legId, to: numberOf(behaviour), timeoutSeconds: 30 });
    }
    await clock.advance(10_000);
    await provider.bridge('leg-caller', 'leg-person');
    expect([exchange.hearing('leg-caller'), exchange.hearing('leg-person')]).toEqual([['leg-person'], ['leg-caller']]);
    await provider.hangUp('leg-person');
    expect(exchange.hearing('leg-caller')).toEqual([]);
  });

  test('both sides hanging up in one instant is one end', async () => {
    const { clock, exchange } = town();
    const heard: CallEvent[] = [];
    await dialled(exchange, clock, 'leg-1', 'answers', heard);
    await clock.advance(10_000);
    expect([exchange.theyHangUp(numberOf('answers')), exchange.hangUp('leg-1')]).toEqual([true, false]);
    await clock.advance(0);
    expect(heard.filter((event) => event.type === 'ended')).toHaveLength(1);
  });
});

describe('bad news', () => {
  const everyBehaviour: readonly Behaviour[] = ['answers', 'hangs-up', 'busy', 'no-answer', 'switched-off', 'invalid-number'];

  /** The reader every provider's events are written for: an id counts once, and the first end of a leg is its end. */
  const read = (events: readonly CallEvent[]) => {
    const seen = new Set<string>();
    const ends = new Map<string, Cause>();
    for (const event of events) {
      if (seen.has(event.id)) continue;
      seen.add(event.id);
      if (event.type === 'ended' && !ends.has(event.legId)) ends.set(event.legId, event.cause);
    }
    return [...ends].toSorted(([one], [other]) => one.localeCompare(other));
  };

  const aDayBehind = async (faults: Parameters<typeof makeUnreliable>[1]) => {
    const { clock, exchange } = town();
    const provider = makeUnreliable(createSimulatedProvider({ exchange, clock }), faults, {
      clock,
      random: createRandom('bad news'),
    });
    const heard: CallEvent[] = [];
    await provider.start((event) => void heard.push(event));
    for (let call = 0; call < 300; call++) {
      const behaviour = everyBehaviour[call % everyBehaviour.length] ?? 'answers';
      const legId = `leg-${String(call).padStart(3, '0')}`;
      await provider.dial({ attemptId: `attempt-${call}`, legId, to: numberOf(behaviour), timeoutSeconds: 30 });
      await clock.advance(40_000);
      await provider.hangUp(legId);
      await clock.advance(20_000);
    }
    return { heard, live: await provider.liveCalls() };
  };

  test('events told twice and late come to the same ends as events told once', async () => {
    const clean = await aDayBehind({});
    const spoilt = await aDayBehind({ late: 0.3, lateByMs: 15_000, duplicate: 0.3 });
    expect(spoilt.heard.length).toBeGreaterThan(clean.heard.length);
    expect(read(spoilt.heard)).toEqual(read(clean.heard));
    expect(read(clean.heard)).toHaveLength(300);
  });

  test('an answer told after the end of its call does happen here, so a reader must expect it', async () => {
    const { heard } = await aDayBehind({ late: 0.5, lateByMs: 60_000 });
    const ended = new Set<string>();
    const afterEnd = heard.filter((event) => {
      if (event.type === 'ended') ended.add(event.legId);
      return event.type !== 'ended' && ended.has(event.legId);
    });
    expect(afterEnd.length).toBeGreaterThan(10);
  });

  test('a lost end leaves no live call behind', async () => {
    const { heard, live } = await aDayBehind({ lose: 0.5 });
    expect(read(heard).length).toBeLessThan(200);
    expect(live).toEqual([]);
  });
});

const numbers: readonly Behaviour[] = [
  'answers',
  'silent',
  'hangs-up',
  'presses-42#',
  'busy',
  'no-answer',
  'rejected',
  'switched-off',
  'out-of-coverage',
  'incoming-barred',
  'invalid-number',
  'congestion',
];

function numberOf(behaviour: Behaviour): string {
  return `+9161000000${String(numbers.indexOf(behaviour)).padStart(2, '0')}`;
}

/** An exchange with one phone of each behaviour. */
function town(options: { lines?: number } = {}) {
  const clock = createVirtualClock(noon);
  const exchange = createExchange(clock, options);
  for (const behaviour of numbers) if (behaviour !== 'invalid-number') exchange.connect(scripted(behaviour));
  return { clock, exchange };
}

function scripted(behaviour: Behaviour): Phone {
  const pressed = behaviour === 'answers' ? '1' : behaviour === 'presses-42#' ? '42#' : null;
  return {
    number: numberOf(behaviour),
    ring: () => planOf(behaviour),
    hangsUpAfterMs: () => (behaviour === 'hangs-up' ? 3000 : null),
    hears: () => (pressed === null ? null : { keys: pressed, afterMs: 800 }),
  };
}

const failing = ['busy', 'switched-off', 'out-of-coverage', 'incoming-barred', 'congestion'] as const;

function planOf(behaviour: Behaviour): RingPlan {
  if (behaviour === 'no-answer') return { ringsAfterMs: 2000, next: { kind: 'nothing' } };
  if (behaviour === 'rejected') return { ringsAfterMs: 2000, next: { kind: 'ends', cause: 'rejected', afterMs: 7000 } };
  const cause = failing.find((known) => known === behaviour);
  if (cause !== undefined) return { ringsAfterMs: null, next: { kind: 'ends', cause, afterMs: 4000 } };
  return { ringsAfterMs: 2000, next: { kind: 'answers', afterMs: 8000 } };
}
