/**
 * A telephone exchange in memory. It knows numbers and the phones behind them, and plays what a real one would: ringing, busy,
 * answering, talking, keys, hanging up. It outlives the provider that uses it, as a real exchange outlives a restart of the server.
 * What a phone does is its own affair (`Phone`): a scripted one in tests, a virtual person's in the demo.
 */
import type { Cause } from '@kshem/domain/attempt/cause.ts';
import type { CallHappening, DialRequest, KeysWanted, LiveCall } from '../provider.ts';
import type { VirtualClock } from './virtual-clock.ts';

export type Phone = {
  readonly number: string;
  /** Asked each time it is called while free. */
  ring(at: Date): RingPlan;
  /** Asked when it answers: after how long its owner hangs up unasked; null = stays until the other side ends. */
  hangsUpAfterMs?(at: Date): number | null;
  /** Asked when a prompt was heard to its end: what is pressed, and how long after. */
  hears?(promptId: string, at: Date): { readonly keys: string; readonly afterMs: number } | null;
};

/** `ringsAfterMs` null: it is never heard ringing (switched off, no network). */
export type RingPlan = {
  readonly ringsAfterMs: number | null;
  readonly next:
    | { readonly kind: 'answers'; readonly afterMs: number }
    | { readonly kind: 'ends'; readonly cause: Cause; readonly afterMs: number }
    /** Nothing more until the dialler gives up. */
    | { readonly kind: 'nothing' };
};

export type Exchange = {
  connect(phone: Phone): void;
  /** A second time for the same leg changes nothing. */
  call(request: CallRequest): 'placed' | 'already-up' | 'leg-over' | 'no-line-free';
  play(legId: string, promptId: string): boolean;
  collect(legId: string, wanted: KeysWanted): boolean;
  bridge(legId: string, otherLegId: string): boolean;
  park(legId: string): boolean;
  listenIn(legId: string, listenerLegId: string, how: 'listen' | 'whisper'): boolean;
  /** By the desk. False when that leg is not up. */
  hangUp(legId: string): boolean;
  /** Ends every leg and tells it, at once: for a provider that stops. */
  endAll(): Promise<void>;
  /** By whoever holds that phone. False when it is not in a call. */
  theyHangUp(number: string): boolean;
  stateOf(legId: string): LiveCall['state'] | null;
  live(): readonly LiveCall[];
  /** Legs it hears. */
  hearing(legId: string): readonly string[];
  /** The single listener; null while nobody listens, and then events are gone, as with a real exchange. */
  listen(listener: ExchangeListener | null): void;
  /** From now on calls end at once with this cause (a dead trunk); null = mended. */
  breakDown(cause: Cause | null): void;
  timesRung(number: string): number;
  /** How often a phone was called while in a call: a desk that never does so keeps this at 0. */
  calledWhileInUse(): number;
};

export type CallRequest = Omit<DialRequest, 'callerId'>;

/** `serial` counts the leg's events from 1, so that an event's id is the same whoever tells it. */
export type ExchangeListener = (
  leg: { attemptId: string; legId: string; serial: number },
  what: CallHappening,
) => void | Promise<void>;

export type ExchangeOptions = {
  /** Calls that can be up at once; no limit when absent. */
  readonly lines?: number;
  /** Length of a prompt; 5 s when absent. */
  promptMs?(promptId: string): number;
};

type Leg = {
  readonly attemptId: string;
  readonly legId: string;
  /** null: nobody has this number. */
  readonly phone: Phone | null;
  state: LiveCall['state'] | 'over';
  serial: number;
  /** Keys pressed and not yet told. */
  pressed: string;
  playing: { readonly cancel: () => void } | null;
  collecting: { readonly wanted: KeysWanted; readonly cancel: () => void } | null;
  readonly hears: Set<Leg>;
};

type Switchboard = {
  readonly clock: VirtualClock;
  readonly options: ExchangeOptions;
  readonly phones: Map<string, Phone>;
  readonly legs: Map<string, Leg>;
  readonly over: Set<string>;
  /** Which leg holds a phone's line, by number. */
  readonly inUse: Map<string, Leg>;
  readonly rung: Map<string, number>;
  listener: ExchangeListener | null;
  broken: Cause | null;
  clashes: number;
};

export function createExchange(clock: VirtualClock, options: ExchangeOptions = {}): Exchange {
  const board: Switchboard = {
    clock,
    options,
    phones: new Map(),
    legs: new Map(),
    over: new Set(),
    inUse: new Map(),
    rung: new Map(),
    listener: null,
    broken: null,
    clashes: 0,
  };
  return {
    connect: (phone) => void board.phones.set(phone.number, phone),
    call: (request) => call(board, request),
    play: (legId, promptId) => play(board, answeredLeg(board, legId), promptId),
    collect: (legId, wanted) => collect(board, answeredLeg(board, legId), wanted),
    bridge: (legId, otherLegId) => bridge(board, answeredLeg(board, legId), answeredLeg(board, otherLegId)),
    park: (legId) => park(board, answeredLeg(board, legId)),
    listenIn: (legId, listenerLegId, how) =>
      listenIn(board, { leg: answeredLeg(board, legId), listener: answeredLeg(board, listenerLegId), how }),
    hangUp: (legId) => endSoon(board, board.legs.get(legId)),
    endAll: async () => {
      for (const leg of board.legs.values()) await end(board, leg, 'normal');
    },
    theyHangUp: (number) => endSoon(board, board.inUse.get(number)),
    stateOf: (legId) => liveState(board.legs.get(legId)),
    live: () => [...board.legs.values()].flatMap(asLiveCall),
    hearing: (legId) => [...(board.legs.get(legId)?.hears ?? [])].map((leg) => leg.legId),
    listen: (listener) => {
      board.listener = listener;
    },
    breakDown: (cause) => {
      board.broken = cause;
    },
    timesRung: (number) => board.rung.get(number) ?? 0,
    calledWhileInUse: () => board.clashes,
  };
}

function call(board: Switchboard, { attemptId, legId, to, timeoutSeconds }: CallRequest): ReturnType<Exchange['call']> {
  if (board.legs.has(legId)) return 'already-up';
  if (board.over.has(legId)) return 'leg-over';
  if (board.options.lines !== undefined && board.legs.size >= board.options.lines) return 'no-line-free';
  const phone = board.phones.get(to) ?? null;
  const leg: Leg = {
    attemptId,
    legId,
    phone,
    state: 'dialling',
    serial: 0,
    pressed: '',
    playing: null,
    collecting: null,
    hears: new Set(),
  };
  board.legs.set(legId, leg);
  route(board, leg, phone, timeoutSeconds * 1000);
  return 'placed';
}

function route(board: Switchboard, leg: Leg, phone: Phone | null, timeoutMs: number): void {
  const { broken } = board;
  if (broken !== null) endAfter(board, leg, 500, broken);
  else if (phone === null) endAfter(board, leg, 3000, 'invalid-number');
  else if (board.inUse.has(phone.number)) {
    board.clashes++;
    endAfter(board, leg, 2000, 'busy');
  } else {
    board.inUse.set(phone.number, leg);
    reach(board, leg, phone, timeoutMs);
  }
}

function reach(board: Switchboard, leg: Leg, phone: Phone, timeoutMs: number): void {
  const { ringsAfterMs, next } = phone.ring(board.clock.now());
  const restMs = next.kind === 'nothing' ? Number.POSITIVE_INFINITY : next.afterMs;
  if (ringsAfterMs !== null && ringsAfterMs < Math.min(restMs, timeoutMs))
    later(board, leg, ringsAfterMs, () => ring(board, leg, phone));
  if (next.kind === 'nothing' || restMs >= timeoutMs) endAfter(board, leg, timeoutMs, 'no-answer');
  else if (next.kind === 'ends') endAfter(board, leg, restMs, next.cause);
  else later(board, leg, restMs, () => answer(board, leg, phone));
}

function ring(board: Switchboard, leg: Leg, { number }: Phone): Told {
  leg.state = 'ringing';
  board.rung.set(number, (board.rung.get(number) ?? 0) + 1);
  return tell(board, leg, { type: 'ringing' });
}

function answer(board: Switchboard, leg: Leg, phone: Phone): Told {
  leg.state = 'answered';
  const staysMs = phone.hangsUpAfterMs?.(board.clock.now()) ?? null;
  if (staysMs !== null) endAfter(board, leg, staysMs, 'normal');
  return tell(board, leg, { type: 'answered' });
}

function play(board: Switchboard, leg: Leg | null, promptId: string): boolean {
  if (leg === null) return false;
  leg.playing?.cancel();
  const cancel = later(board, leg, board.options.promptMs?.(promptId) ?? 5000, () => {
    leg.playing = null;
    const reply = leg.phone?.hears?.(promptId, board.clock.now()) ?? null;
    if (reply !== null) typeKeys(board, leg, reply.keys, reply.afterMs);
    return tell(board, leg, { type: 'prompt-finished', promptId });
  });
  leg.playing = { cancel };
  return true;
}

/** Keys come one by one, 300 ms apart. */
function typeKeys(board: Switchboard, leg: Leg, keys: string, afterMs: number): void {
  for (const [index, key] of [...keys].entries()) {
    later(board, leg, afterMs + index * 300, () => {
      leg.pressed += key;
      return leg.collecting === null ? undefined : weighEntry(board, leg, leg.collecting.wanted);
    });
  }
}

function collect(board: Switchboard, leg: Leg | null, wanted: KeysWanted): boolean {
  if (leg === null) return false;
  leg.collecting?.cancel();
  // The closing key of the entry before, pressed when that one was already full.
  if (wanted.until !== undefined && leg.pressed.startsWith(wanted.until)) leg.pressed = leg.pressed.slice(wanted.until.length);
  // Even an entry typed ahead is told from the timetable, never from inside the command.
  const cancel = leg.pressed === '' ? waitForKey(board, leg, wanted) : later(board, leg, 0, () => weighEntry(board, leg, wanted));
  leg.collecting = { wanted, cancel };
  return true;
}

function weighEntry(board: Switchboard, leg: Leg, wanted: KeysWanted): Told {
  const closed = wanted.until !== undefined && leg.pressed.includes(wanted.until);
  if (closed || leg.pressed.length >= wanted.atMost) return tellKeys(board, leg, wanted);
  leg.collecting?.cancel();
  leg.collecting = { wanted, cancel: waitForKey(board, leg, wanted) };
}

function waitForKey(board: Switchboard, leg: Leg, wanted: KeysWanted): () => void {
  return later(board, leg, wanted.timeoutSeconds * 1000, () => tellKeys(board, leg, wanted));
}

function tellKeys(board: Switchboard, leg: Leg, wanted: KeysWanted): Told {
  leg.collecting?.cancel();
  leg.collecting = null;
  const { keys, rest } = splitEntry(leg.pressed, wanted);
  leg.pressed = rest;
  return tell(board, leg, { type: 'keys', keys });
}

function splitEntry(pressed: string, { atMost, until }: KeysWanted): { keys: string | null; rest: string } {
  const end = until === undefined ? -1 : pressed.indexOf(until);
  const length = Math.min(end === -1 ? pressed.length : end, atMost);
  const keys = pressed.slice(0, length);
  return { keys: keys === '' ? null : keys, rest: pressed.slice(end === length ? length + 1 : length) };
}

function bridge(board: Switchboard, one: Leg | null, other: Leg | null): boolean {
  if (one === null || other === null || one === other) return false;
  // Who listens in unheard is not of the conversation.
  const conversation = [one, ...one.hears].filter((leg) => leg !== other && (leg === one || leg.hears.has(one)));
  leave(board, other);
  for (const leg of conversation) {
    leg.hears.add(other);
    other.hears.add(leg);
  }
  return true;
}

function park(board: Switchboard, leg: Leg | null): boolean {
  if (leg === null) return false;
  leave(board, leg);
  return true;
}

function listenIn(
  board: Switchboard,
  { leg, listener, how }: { leg: Leg | null; listener: Leg | null; how: 'listen' | 'whisper' },
): boolean {
  if (leg === null || listener === null || leg === listener) return false;
  leave(board, listener);
  for (const heard of [leg, ...leg.hears]) listener.hears.add(heard);
  if (how === 'whisper') leg.hears.add(listener);
  return true;
}

function leave(board: Switchboard, leg: Leg): void {
  // Who listens in is heard by nobody, but hears this leg.
  for (const other of board.legs.values()) other.hears.delete(leg);
  leg.hears.clear();
}

/** An end that was asked for is told from the timetable, as all events are: a command never calls back into its caller. */
function endSoon(board: Switchboard, leg: Leg | undefined): boolean {
  if (leg === undefined) return false;
  close(board, leg);
  board.clock.after(0, () => tell(board, leg, { type: 'ended', cause: 'normal' }));
  return true;
}

function endAfter(board: Switchboard, leg: Leg, milliseconds: number, cause: Cause): void {
  later(board, leg, milliseconds, () => end(board, leg, cause));
}

function end(board: Switchboard, leg: Leg, cause: Cause): Told {
  close(board, leg);
  return tell(board, leg, { type: 'ended', cause });
}

function close(board: Switchboard, leg: Leg): void {
  leg.state = 'over';
  leg.playing?.cancel();
  leg.collecting?.cancel();
  leave(board, leg);
  board.legs.delete(leg.legId);
  board.over.add(leg.legId);
  if (leg.phone !== null && board.inUse.get(leg.phone.number) === leg) board.inUse.delete(leg.phone.number);
}

type Told = void | Promise<void>;

function tell(board: Switchboard, leg: Leg, what: CallHappening): Told {
  leg.serial++;
  return board.listener?.({ attemptId: leg.attemptId, legId: leg.legId, serial: leg.serial }, what);
}

/** A timer that does nothing once its leg is over. */
function later(board: Switchboard, leg: Leg, milliseconds: number, task: () => Told): () => void {
  return board.clock.after(milliseconds, () => (leg.state === 'over' ? undefined : task()));
}

function answeredLeg(board: Switchboard, legId: string): Leg | null {
  const leg = board.legs.get(legId);
  return leg?.state === 'answered' ? leg : null;
}

function liveState(leg: Leg | undefined): LiveCall['state'] | null {
  return leg === undefined || leg.state === 'over' ? null : leg.state;
}

function asLiveCall(leg: Leg): readonly LiveCall[] {
  const state = liveState(leg);
  return state === null ? [] : [{ legId: leg.legId, attemptId: leg.attemptId, state }];
}
