import type { Disposition } from '@kshem/domain/attempt/disposition.ts';
import type { CheckIn, ClaimedItem, NothingNow, PersonCard, PlacedCall, Turn } from './desk-port.ts';
import type { Said } from './said.ts';

/**
 *   idle → claiming → ready (card shown) → placing → calling (attempts written) → asking ⇄ summary → saving
 *   saving → asking (the next person of the household) · claiming (everybody has an outcome) · idle (a pause was asked for)
 *   claiming → nothing; any phase of a turn → idle (given back) or claiming (passed over)
 */
export type Phase = 'idle' | 'claiming' | 'nothing' | 'ready' | 'placing' | 'calling' | 'asking' | 'summary' | 'saving';

export type Attempt = PlacedCall['attempts'][number];
/** What became of an attempt on this desk; `answers`: by what was said, whose outcome the server words. */
export type Came = Disposition | 'answers';

export type DeskState = {
  readonly phase: Phase;
  readonly turn: Turn | null;
  /** `lost`: somebody else may have the household; what is said is still taken, late. */
  readonly claim: 'held' | 'lost';
  readonly call: PlacedCall | null;
  /** ISO instants. */
  readonly placedAt: string | null;
  readonly answeredAt: string | null;
  /** The attempt whose person is asked. */
  readonly at: string | null;
  /** By attempt. */
  readonly came: Readonly<Record<string, Came>>;
  /** By check-in. */
  readonly said: Readonly<Record<string, Said>>;
  /** By need: whether it came, as the person says. */
  readonly heard: Readonly<Record<string, boolean>>;
  readonly nothing: NothingNow | null;
  /** After this household the caller rests. */
  readonly pauseNext: boolean;
};

export const atRest: DeskState = {
  phase: 'idle',
  turn: null,
  claim: 'held',
  call: null,
  placedAt: null,
  answeredAt: null,
  at: null,
  came: {},
  said: {},
  heard: {},
  nothing: null,
  pauseNext: false,
};

export type DeskEvent =
  | { readonly type: 'asked-for-next' }
  | { readonly type: 'turn-came'; readonly turn: Turn; readonly said: DeskState['said'] }
  | { readonly type: 'nothing-came'; readonly nothing: NothingNow }
  /** Back to where it was: a claim, a call or a save was refused. */
  | { readonly type: 'refused' }
  | { readonly type: 'placing' }
  | { readonly type: 'call-placed'; readonly call: PlacedCall; readonly at: string }
  /** They are called anew by another telephone, on the same attempts; what was said stands. */
  | { readonly type: 'call-moved'; readonly call: PlacedCall; readonly at: string }
  | { readonly type: 'they-answered'; readonly at: string }
  | { readonly type: 'turned-to'; readonly attemptId: string }
  | { readonly type: 'said'; readonly checkInId: string; readonly said: Said }
  | { readonly type: 'heard-of-need'; readonly needId: string; readonly came: boolean }
  | { readonly type: 'all-asked' }
  | { readonly type: 'back-to-questions' }
  | { readonly type: 'saving' }
  | { readonly type: 'came'; readonly came: Readonly<Record<string, Came>> }
  | { readonly type: 'claim-renewed'; readonly until: Date }
  | { readonly type: 'claim-lost' }
  | { readonly type: 'turn-over' }
  | { readonly type: 'pause-wanted'; readonly wanted: boolean }
  | { readonly type: 'restored'; readonly state: DeskState };

export function deskReducer(state: DeskState, event: DeskEvent): DeskState {
  switch (event.type) {
    case 'asked-for-next':
      return { ...atRest, phase: 'claiming' };
    case 'turn-came':
      return { ...atRest, phase: 'ready', turn: event.turn, said: event.said };
    case 'nothing-came':
      return { ...atRest, phase: 'nothing', nothing: event.nothing };
    case 'refused':
      return { ...state, phase: phaseBefore(state) };
    case 'placing':
      return state.phase === 'ready' ? { ...state, phase: 'placing' } : state;
    case 'call-placed':
      return { ...state, phase: 'calling', call: event.call, placedAt: event.at, at: event.call.attempts[0]?.attemptId ?? null };
    case 'call-moved':
      return moved(state, event.call, event.at);
    case 'they-answered':
      return state.phase === 'calling' ? { ...state, phase: 'asking', answeredAt: event.at } : state;
    case 'turned-to':
      return turnedTo(state, event.attemptId);
    case 'said':
      return { ...state, said: { ...state.said, [event.checkInId]: event.said } };
    case 'heard-of-need':
      return { ...state, heard: { ...state.heard, [event.needId]: event.came } };
    case 'all-asked':
      return state.phase === 'asking' ? { ...state, phase: 'summary' } : state;
    case 'back-to-questions':
      return state.phase === 'summary' ? { ...state, phase: 'asking' } : state;
    case 'saving':
      return { ...state, phase: 'saving' };
    case 'came':
      return after(state, { ...state.came, ...event.came });
    case 'claim-renewed':
      return state.turn ? { ...state, claim: 'held', turn: { ...state.turn, claimUntil: event.until } } : state;
    case 'claim-lost':
      return { ...state, claim: 'lost' };
    case 'turn-over':
      return atRest;
    case 'pause-wanted':
      return { ...state, pauseNext: event.wanted };
    case 'restored':
      return { ...event.state, phase: settled(event.state) };
  }
}

/** Those of the call who have no outcome yet, in order. */
export function openAttempts({ call, came }: Pick<DeskState, 'call' | 'came'>): readonly Attempt[] {
  return call?.attempts.filter(({ attemptId }) => came[attemptId] === undefined) ?? [];
}

export type Asked = {
  readonly item: ClaimedItem;
  readonly card: PersonCard;
  readonly checkIn: CheckIn;
  readonly attempt: Attempt | null;
  readonly said: Said | null;
};

/** Whose card is shown: the person who is asked, before a call the most urgent one. */
export function inFocus(state: DeskState): Asked | null {
  const { turn, call, at, said } = state;
  const attempt = call?.attempts.find(({ attemptId }) => attemptId === at) ?? null;
  const item = attempt ? turn?.items.find(({ itemId }) => itemId === attempt.itemId) : turn?.items[0];
  const card = item && turn?.cards[item.personId];
  const checkIn = item && turn?.checkIns[item.checkInId];
  return item && card && checkIn ? { item, card, checkIn, attempt, said: said[item.checkInId] ?? null } : null;
}

/** Those who have an outcome already stay in the list. */
function moved(state: DeskState, call: PlacedCall, at: string): DeskState {
  if (state.call === null) return state;
  return { ...state, phase: 'calling', call: { ...call, attempts: state.call.attempts }, placedAt: at, answeredAt: null };
}

function turnedTo(state: DeskState, attemptId: string): DeskState {
  const open = openAttempts(state).some((one) => one.attemptId === attemptId);
  if (!open || (state.phase !== 'asking' && state.phase !== 'summary')) return state;
  return { ...state, at: attemptId, phase: 'asking' };
}

function after(state: DeskState, came: DeskState['came']): DeskState {
  const [next] = openAttempts({ call: state.call, came });
  if (next) return { ...state, came, at: next.attemptId, phase: state.answeredAt === null ? 'calling' : 'asking' };
  return state.pauseNext ? { ...atRest, came } : { ...atRest, came, phase: 'claiming' };
}

function phaseBefore({ phase, call, answeredAt, turn, at, said }: DeskState): Phase {
  if (phase === 'placing') return 'ready';
  if (phase !== 'saving') return turn ? phase : 'idle';
  if (answeredAt === null) return 'calling';
  const checkInId = call?.attempts.find(({ attemptId }) => attemptId === at)?.checkInId;
  return checkInId !== undefined && said[checkInId]?.focus === null ? 'summary' : 'asking';
}

/** What was under way when the page went away is tried again by hand. */
function settled(state: DeskState): Phase {
  return state.phase === 'placing' || state.phase === 'saving' ? phaseBefore(state) : state.phase;
}

/** Needs of the person in focus that are said to have come and were not asked about yet. */
export function toAskAbout(state: DeskState): readonly string[] {
  const needs = inFocus(state)?.card.needs ?? [];
  return needs
    .filter(({ needId, status }) => status === 'fulfilled' && state.heard[needId] === undefined)
    .map(({ needId }) => needId);
}
