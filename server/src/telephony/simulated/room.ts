/**
 * A room full of callers on the virtual clock: each takes the next item, dials, waits, talks, writes up, and takes the next. The room
 * knows nothing of worklists or answers; `RoomWork` does that, with fakes in the tests and with the real use cases in a simulated day.
 * The clock stands still while one of those promises is open, so the day is the same however slow the database is.
 */
import type { Cause } from '@kshem/domain/attempt/cause.ts';
import type { CallEvent, DialRefusal } from '../provider.ts';
import type { Random } from './random.ts';
import { emptyTally, type RoomReport, reportOf, type Tally } from './room-report.ts';
import type { Task, VirtualClock } from './virtual-clock.ts';

export type RoomCaller = {
  readonly callerId: string;
  readonly from: Date;
  /** Takes nothing new from here on; a call under way is finished. */
  readonly to: Date;
  readonly breaks?: readonly { readonly from: Date; readonly to: Date }[];
};

export type RoomWork<Item, Talk> = {
  /** The next thing for this caller; null = nothing now, asked again after `pollSeconds`. Waited for when the set-up is over. */
  claimNext(callerId: string): Promise<Item | null>;
  /** Writes the attempt and dials. The events of `legId` must then reach `hear`. `skipped`: nobody of it may be rung just now. */
  placeCall(callerId: string, item: Item): Promise<{ legId: string } | { refused: DialRefusal } | { skipped: true }>;
  /** Somebody answered: what will be said, and how long it takes. */
  meet(callerId: string, item: Item): Promise<{ talk: Talk; talkSeconds: number }>;
  hangUp(legId: string): Promise<unknown>;
  /** After talk and write-up. `heardShare` is below 1 when they hung up in the middle. */
  submitAnswers(callerId: string, item: Item, talk: Talk, heardShare: number): Promise<void>;
  /** Nobody was reached. `lost`: nothing was heard of the call any more. */
  recordDisposition(callerId: string, item: Item, cause: Cause): Promise<void>;
};

export type RoomPace = {
  /** Reading the file and starting to dial. */
  readonly setUpSeconds: number;
  /** Mean of the write-up after a conversation, exponential. */
  readonly afterCallSeconds: number;
  /** Writing down an unanswered call. */
  readonly dispositionSeconds: number;
  readonly pollSeconds: number;
  /** A call of which nothing is heard for this long is given up as lost. */
  readonly silenceSeconds: number;
};

export const ordinaryPace: RoomPace = {
  setUpSeconds: 4,
  afterCallSeconds: 30,
  dispositionSeconds: 2,
  pollSeconds: 30,
  silenceSeconds: 120,
};

export type Room = {
  /** Give it every event of the calls it placed; others it ignores, and so it does with events told twice or after the end. */
  hear(event: CallEvent): Promise<void>;
  /** Puts the callers to work. They act as the clock moves. */
  open(callers: readonly RoomCaller[]): void;
  /** True when every caller has gone home. */
  isEmpty(): boolean;
  report(): RoomReport;
};

type OnCall<Item, Talk> = {
  readonly caller: RoomCaller;
  readonly tally: Tally;
  readonly item: Item;
  readonly legId: string;
  /** Start of the set-up: from here on the caller is neither talking nor writing. */
  readonly sinceMs: number;
  conversation: { readonly talk: Talk; readonly talkMs: number; readonly fromMs: number } | null;
  /** Takes back what is due to happen if nothing more is heard. */
  cancel: () => void;
};

type Floor<Item, Talk> = {
  readonly work: RoomWork<Item, Talk>;
  readonly clock: VirtualClock;
  readonly random: Random;
  readonly pace: RoomPace;
  readonly tallies: Tally[];
  readonly calls: Map<string, OnCall<Item, Talk>>;
  present: number;
};

export function createRoom<Item, Talk>(
  work: RoomWork<Item, Talk>,
  { clock, random, pace = ordinaryPace }: { clock: VirtualClock; random: Random; pace?: RoomPace },
): Room {
  const floor: Floor<Item, Talk> = { work, clock, random, pace, tallies: [], calls: new Map(), present: 0 };
  return {
    hear: (event) => hear(floor, event),
    open: (callers) => {
      for (const caller of callers) startShift(floor, caller);
    },
    isEmpty: () => floor.present === 0,
    report: () => reportOf(floor.tallies),
  };
}

function startShift<Item, Talk>(floor: Floor<Item, Talk>, caller: RoomCaller): void {
  const tally = emptyTally(caller.callerId);
  floor.tallies.push(tally);
  floor.present++;
  floor.clock.at(caller.from, () => takeNext(floor, caller, tally));
}

function takeNext<Item, Talk>(floor: Floor<Item, Talk>, caller: RoomCaller, tally: Tally): void {
  const { clock, work, pace } = floor;
  const now = clock.now();
  const again = () => takeNext(floor, caller, tally);
  if (now >= caller.to) {
    floor.present--;
    return;
  }
  const pause = caller.breaks?.find((span) => span.from <= now && now < span.to);
  if (pause !== undefined) {
    clock.at(pause.to, again);
    return;
  }
  const claim = work.claimNext(caller.callerId);
  // Its failure is met below.
  claim.catch(() => undefined);
  const sinceMs = nowMs(floor);
  afterSeconds(floor, pace.setUpSeconds, async () => {
    const item = await claim;
    if (item !== null) return dial(floor, { caller, tally, item, sinceMs });
    tally.withoutWorkMs += (pace.setUpSeconds + pace.pollSeconds) * 1000;
    afterSeconds(floor, pace.pollSeconds, again);
  });
}

type Turn<Item> = { readonly caller: RoomCaller; readonly tally: Tally; readonly item: Item; readonly sinceMs: number };

async function dial<Item, Talk>(floor: Floor<Item, Talk>, turn: Turn<Item>): Promise<void> {
  const placed = await floor.work.placeCall(turn.caller.callerId, turn.item);
  if ('skipped' in placed) {
    afterSeconds(floor, floor.pace.dispositionSeconds, () => takeNext(floor, turn.caller, turn.tally));
    return;
  }
  turn.tally.calls++;
  if ('refused' in placed) return writeOff(floor, turn, 'provider-failure');
  const call: OnCall<Item, Talk> = {
    ...turn,
    legId: placed.legId,
    conversation: null,
    cancel: afterSeconds(floor, floor.pace.silenceSeconds, () => giveUp(floor, call)),
  };
  floor.calls.set(call.legId, call);
}

async function giveUp<Item, Talk>(floor: Floor<Item, Talk>, call: OnCall<Item, Talk>): Promise<void> {
  floor.calls.delete(call.legId);
  await floor.work.hangUp(call.legId);
  writeOff(floor, call, 'lost');
}

async function hear<Item, Talk>(floor: Floor<Item, Talk>, event: CallEvent): Promise<void> {
  const call = floor.calls.get(event.legId);
  if (call === undefined) return;
  if (event.type === 'answered' && call.conversation === null) await startTalking(floor, call);
  if (event.type === 'ended') callEnded(floor, call, event.cause);
}

async function startTalking<Item, Talk>(floor: Floor<Item, Talk>, call: OnCall<Item, Talk>): Promise<void> {
  call.cancel();
  const { talk, talkSeconds } = await floor.work.meet(call.caller.callerId, call.item);
  const talkMs = Math.round(talkSeconds * 1000);
  call.conversation = { talk, talkMs, fromMs: nowMs(floor) };
  call.tally.answered++;
  call.tally.toAnswerMs += nowMs(floor) - call.sinceMs;
  call.cancel = floor.clock.after(talkMs, async () => {
    floor.calls.delete(call.legId);
    await floor.work.hangUp(call.legId);
    writeUp(floor, call, { talk, talkedMs: talkMs, heardShare: 1 });
  });
}

/** The line ended before the caller ended it. */
function callEnded<Item, Talk>(floor: Floor<Item, Talk>, call: OnCall<Item, Talk>, cause: Cause): void {
  call.cancel();
  floor.calls.delete(call.legId);
  const { conversation } = call;
  if (conversation === null) {
    writeOff(floor, call, cause);
    return;
  }
  const talkedMs = nowMs(floor) - conversation.fromMs;
  const heardShare = Math.min(1, talkedMs / Math.max(1, conversation.talkMs));
  writeUp(floor, call, { talk: conversation.talk, talkedMs, heardShare });
}

type Spoken<Talk> = { readonly talk: Talk; readonly talkedMs: number; readonly heardShare: number };

function writeUp<Item, Talk>(floor: Floor<Item, Talk>, turn: Turn<Item>, { talk, talkedMs, heardShare }: Spoken<Talk>): void {
  const { caller, tally, item } = turn;
  // Drawn apart for each call, so that it does not depend on what others do meanwhile.
  const seconds = floor.random.fork(`${caller.callerId}/${tally.calls}`).exponential(floor.pace.afterCallSeconds);
  tally.talkMs += talkedMs;
  tally.afterCallMs += Math.round(seconds * 1000);
  afterSeconds(floor, seconds, async () => {
    await floor.work.submitAnswers(caller.callerId, item, talk, heardShare);
    return takeNext(floor, caller, tally);
  });
}

function writeOff<Item, Talk>(floor: Floor<Item, Talk>, { caller, tally, item, sinceMs }: Turn<Item>, cause: Cause): void {
  afterSeconds(floor, floor.pace.dispositionSeconds, async () => {
    tally.unansweredMs += nowMs(floor) - sinceMs;
    tally.causes[cause] = (tally.causes[cause] ?? 0) + 1;
    await floor.work.recordDisposition(caller.callerId, item, cause);
    return takeNext(floor, caller, tally);
  });
}

function nowMs<Item, Talk>({ clock }: Floor<Item, Talk>): number {
  return clock.now().getTime();
}

function afterSeconds<Item, Talk>({ clock }: Floor<Item, Talk>, seconds: number, task: Task): () => void {
  return clock.after(Math.round(seconds * 1000), task);
}
