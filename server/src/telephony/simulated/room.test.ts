import { describe, expect, test } from 'vitest';
import { createExchange, type Phone } from './exchange.ts';
import { busyBound } from './pacing-bound.ts';
import { createSimulatedProvider } from './provider.ts';
import { createRandom } from './random.ts';
import { createRoom, ordinaryPace, type RoomCaller, type RoomWork } from './room.ts';
import { createVirtualClock } from './virtual-clock.ts';

const morning = new Date(Date.UTC(2021, 3, 12, 3, 30));
const hours = (n: number) => new Date(morning.getTime() + n * 3_600_000);

type Town = { readonly p: number; readonly talkSeconds: number; readonly items?: number; readonly hangsUpAfterMs?: number };
type Item = { readonly number: string; readonly legId: string };

/** A town where everybody rings for 11 s on average and answers with chance p, or lets it ring for 28 s. */
async function aDay(callers: readonly RoomCaller[], { p, talkSeconds, items = Number.POSITIVE_INFINITY, hangsUpAfterMs }: Town) {
  const clock = createVirtualClock(morning);
  const exchange = createExchange(clock);
  const provider = createSimulatedProvider({ exchange, clock });
  const random = createRandom('room');
  const chance = random.fork('phones');
  const talks = random.fork('talks');
  const journal = { claimed: 0, submitted: [] as number[], unanswered: [] as string[], talkingAt: 0, mostTalking: 0 };
  const phone = (number: string): Phone => ({
    number,
    ring: () => {
      if (!chance.chance(p)) return { ringsAfterMs: 2000, next: { kind: 'nothing' } };
      return { ringsAfterMs: 1, next: { kind: 'answers', afterMs: Math.min(27_900, 1000 * chance.logNormal(11, 0.4)) } };
    },
    hangsUpAfterMs: () => hangsUpAfterMs ?? null,
  });
  const work: RoomWork<Item, string> = {
    claimNext: async () => {
      if (journal.claimed >= items) return null;
      const number = `+9161000${String(journal.claimed++ % 10_000).padStart(5, '0')}`;
      exchange.connect(phone(number));
      return { number, legId: `leg-${journal.claimed}` };
    },
    placeCall: async (_, { number, legId }) => {
      const result = await provider.dial({ attemptId: `attempt-of-${legId}`, legId, to: number, timeoutSeconds: 28 });
      return result.kind === 'accepted' ? { legId } : { refused: result.refusal };
    },
    meet: async () => {
      journal.mostTalking = Math.max(journal.mostTalking, ++journal.talkingAt);
      return { talk: 'fine', talkSeconds: talks.logNormal(talkSeconds, 0.6) };
    },
    hangUp: (legId) => provider.hangUp(legId),
    submitAnswers: async (_caller, _item, _talk, heardShare) => {
      journal.talkingAt--;
      journal.submitted.push(heardShare);
    },
    recordDisposition: async (_caller, _item, cause) => void journal.unanswered.push(cause),
  };
  const room = createRoom(work, { clock, random });
  await provider.start((event) => room.hear(event));
  room.open(callers);
  await clock.runUntilTrue(() => room.isEmpty());
  return {
    report: room.report(),
    journal,
    endedAt: clock.now(),
    left: await provider.liveCalls(),
    clashes: exchange.calledWhileInUse(),
  };
}

const callersFor = (count: number, to: number): RoomCaller[] =>
  Array.from({ length: count }, (_, n) => ({ callerId: `caller-${n + 1}`, from: morning, to: hours(to) }));

describe('a room of callers', () => {
  test.each([
    [0.3, 180],
    [0.5, 180],
    [0.65, 180],
    [0.5, 60],
  ])('with p = %d and %d s of talk is as busy as the closed form says, within 2 points', async (p, talkSeconds) => {
    const { report } = await aDay(callersFor(20, 24), { p, talkSeconds });
    const closedForm = busyBound({
      answerShare: p,
      secondsToAnswer: ordinaryPace.setUpSeconds + 11,
      secondsLostUnanswered: ordinaryPace.setUpSeconds + 28 + ordinaryPace.dispositionSeconds,
      handlingSeconds: talkSeconds + ordinaryPace.afterCallSeconds,
    });
    expect(Math.abs((report.busyShare ?? 0) - (closedForm ?? 1))).toBeLessThan(0.02);
    expect(Math.abs((report.bound ?? 0) - (closedForm ?? 1))).toBeLessThan(0.02);
    expect(report.pacing.answerShare).toBeCloseTo(p, 1);
  });

  test('every item that was claimed comes back exactly once, and nobody is left on a line', async () => {
    const { journal, report, left, clashes } = await aDay(callersFor(12, 3), { p: 0.5, talkSeconds: 180 });
    expect(journal.submitted.length + journal.unanswered.length).toBe(journal.claimed);
    expect(report.calls).toBe(journal.claimed);
    expect(report.answered).toBe(journal.submitted.length);
    expect(report.causes).toEqual({ 'no-answer': journal.unanswered.length });
    expect(left).toEqual([]);
    expect(clashes).toBe(0);
    expect(journal.mostTalking).toBeLessThanOrEqual(12);
  });

  test('is the same day every time', async () => {
    const once = await aDay(callersFor(5, 2), { p: 0.4, talkSeconds: 120 });
    expect(await aDay(callersFor(5, 2), { p: 0.4, talkSeconds: 120 })).toEqual(once);
  });

  test('a call cut by the person is submitted with the share that was heard', async () => {
    const { journal } = await aDay(callersFor(2, 1), { p: 1, talkSeconds: 600, hangsUpAfterMs: 30_000 });
    expect(journal.submitted.length).toBeGreaterThan(10);
    expect(Math.max(...journal.submitted)).toBeLessThan(0.5);
  });

  test('time without work is counted apart and makes nobody less busy', async () => {
    const { report } = await aDay(callersFor(2, 4), { p: 1, talkSeconds: 60, items: 10 });
    expect(report.answered).toBe(10);
    expect(report.withoutWorkSeconds).toBeGreaterThan(3600);
    expect(report.busyShare).toBeGreaterThan(0.7);
  });

  test('nothing new is begun in a break or after the shift, and what is under way is finished', async () => {
    const caller = { callerId: 'caller-1', from: morning, to: hours(2), breaks: [{ from: hours(0), to: hours(1.9) }] };
    const { report, endedAt } = await aDay([caller], { p: 1, talkSeconds: 300 });
    expect(report.answered).toBeGreaterThan(0);
    expect(report.answered).toBeLessThan(5);
    expect(endedAt.getTime()).toBeGreaterThan(hours(2).getTime());
  });

  test('a dial that is refused is written off and the caller goes on', async () => {
    const clock = createVirtualClock(morning);
    const written: string[] = [];
    const room = createRoom<number, null>(
      {
        claimNext: async () => written.length,
        placeCall: async () => ({ refused: 'no-line-free' }),
        meet: async () => ({ talk: null, talkSeconds: 1 }),
        hangUp: async () => undefined,
        submitAnswers: async () => undefined,
        recordDisposition: async (_caller, _item, cause) => void written.push(cause),
      },
      { clock, random: createRandom(1) },
    );
    room.open(callersFor(1, 0.01));
    await clock.runUntilTrue(() => room.isEmpty());
    expect(written.length).toBeGreaterThan(3);
    expect(new Set(written)).toEqual(new Set(['provider-failure']));
    expect(room.report().bound).toBeNull();
  });

  test('a call of which nothing is heard any more is given up, hung up and written off as lost', async () => {
    const clock = createVirtualClock(morning);
    const hungUp: string[] = [];
    const written: string[] = [];
    const room = createRoom<string, null>(
      {
        claimNext: async () => (written.length === 0 ? 'one' : null),
        placeCall: async () => ({ legId: 'leg-1' }),
        meet: async () => ({ talk: null, talkSeconds: 1 }),
        hangUp: async (legId) => void hungUp.push(legId),
        submitAnswers: async () => undefined,
        recordDisposition: async (_caller, _item, cause) => void written.push(cause),
      },
      { clock, random: createRandom(1) },
    );
    room.open(callersFor(1, 1));
    await clock.runUntilTrue(() => room.isEmpty());
    expect({ hungUp, written }).toEqual({ hungUp: ['leg-1'], written: ['lost'] });
  });
});
