import type { Transitions } from '../state/transitions.ts';
import { move } from '../state/transitions.ts';
import { earlier } from '../time/instant.ts';
import type { Cause } from './cause.ts';

/**
 * How far the telephone call under an attempt has come. Events arrive twice, late, out of order or never; a step that is not in the
 * table is late or repeated and moves nothing, so a call that has ended stays ended (a late status once overwrote an error, and
 * nobody was tried again). `lost` is ours: reconcile found no such call after its deadline.
 *
 *   requested → dialling → ringing → answered → ended       each may be skipped: not every line tells every step
 *   requested → ended                                       refused: the provider would not dial
 *   any but ended → ended                                   ended(cause), lost
 */
export const callStates = ['requested', 'dialling', 'ringing', 'answered', 'ended'] as const;
export type CallState = (typeof callStates)[number];
export type CallStep = 'accepted' | 'refused' | 'ringing' | 'answered' | 'ended' | 'lost';

const ended = { ended: { to: 'ended', event: 'call-ended' }, lost: { to: 'ended', event: 'call-lost' } } as const;
const answered = { answered: { to: 'answered', event: 'call-answered' } } as const;
const ringing = { ringing: { to: 'ringing', event: 'call-ringing' } } as const;

export const callTable: Transitions<CallState, CallStep> = {
  initial: 'requested',
  moves: {
    requested: {
      accepted: { to: 'dialling', event: 'call-dialled' },
      refused: { to: 'ended', event: 'call-refused' },
      ...ringing,
      ...answered,
      ...ended,
    },
    dialling: { ...ringing, ...answered, ...ended },
    ringing: { ...answered, ...ended },
    answered: { ...ended },
    ended: {},
  },
};

export type CallFacts = {
  readonly state: CallState;
  readonly dialledAt: Date | null;
  /** Kept even when told after the end: whether anybody answered decides whether a cause alone settles the disposition. */
  readonly answeredAt: Date | null;
  readonly endedAt: Date | null;
  readonly cause: Cause | null;
};

export const newCall: CallFacts = { state: 'requested', dialledAt: null, answeredAt: null, endedAt: null, cause: null };

export type CallNews =
  | { readonly type: Exclude<CallStep, 'ended'>; readonly at: Date }
  | { readonly type: 'ended'; readonly at: Date; readonly cause: Cause };

/**
 * The call after one piece of news, and the past-tense event it amounts to; `event` is null when it was late or repeated. Facts are
 * kept at their earliest telling, so news of one ending gives the same facts in whatever order it arrives.
 */
export function onCallNews(call: CallFacts, news: CallNews): { readonly call: CallFacts; readonly event: string | null } {
  const step = move(callTable, call.state, news.type);
  const known: CallFacts = {
    ...call,
    dialledAt: provesDialling(news) ? earliest(call.dialledAt, news.at) : call.dialledAt,
    answeredAt: news.type === 'answered' ? earliest(call.answeredAt, news.at) : call.answeredAt,
  };
  if (step.kind === 'refused') return { call: known, event: null };
  const end = step.status === 'ended' ? { endedAt: news.at, cause: causeOf(news) } : {};
  return { call: { ...known, ...end, state: step.status }, event: step.event };
}

function provesDialling(news: CallNews): boolean {
  return news.type === 'accepted' || news.type === 'ringing' || news.type === 'answered';
}

function causeOf(news: CallNews): Cause {
  if (news.type === 'ended') return news.cause;
  return news.type === 'lost' ? 'lost' : 'provider-failure';
}

function earliest(known: Date | null, at: Date): Date {
  return known === null ? at : earlier(known, at);
}
