/**
 * Whether one person may be rung at this very moment: asked when a call is placed, not only when it was planned. A list filled in
 * time may be dialled too late (one dialler rang people at 3 am), and two lists may hold the same person (overlapping workers once
 * rang one customer 51 times).
 */
import type { CallingWindow, ReachLadder } from '../protocol/protocol.ts';
import { clampToWindow, isOpen, nextOpening } from '../schedule/calling-window.ts';
import { addMinutes } from '../time/instant.ts';

export type Callee = {
  readonly deceased: boolean;
  readonly doNotCall: boolean;
  /** The record was merged into another one, which is called in its place. */
  readonly merged: boolean;
  readonly episodeStatus: 'active' | 'paused' | 'ended';
  /** An attempt at this person is under way. */
  readonly onTheLine: boolean;
  /** Attempts of the local day that are held against the person. */
  readonly countedToday: number;
  /** When the day's last attempt was dialled, by whichever programme; null when nobody rang today. */
  readonly lastDialledAt: Date | null;
  /** The person asked for this call, or agreed to it on the line: a promised callback, a cut conversation, a second measurement. */
  readonly expected: boolean;
};

export type WhyNot =
  | 'deceased'
  | 'do-not-call'
  | 'merged'
  | 'not-followed'
  | 'outside-window'
  | 'on-the-line'
  | 'day-limit'
  | 'too-soon';

/** `notBefore` is null when waiting does not help: the person is not to be called any more (today). */
export type MayCall = { readonly may: true } | { readonly may: false; readonly why: WhyNot; readonly notBefore: Date | null };

/** Minutes after which a person or number that somebody else is ringing is looked at again. */
export const lookAgainMinutes = 5;

export function mayCall(
  protocol: { readonly reach: Pick<ReachLadder, 'minGapMinutes' | 'maxAttemptsPerDay'>; readonly callingWindow: CallingWindow },
  callee: Callee,
  at: Date,
  zone: string,
): MayCall {
  const never = (why: WhyNot): MayCall => ({ may: false, why, notBefore: null });
  const { reach, callingWindow } = protocol;
  if (callee.deceased) return never('deceased');
  if (callee.doNotCall) return never('do-not-call');
  if (callee.merged) return never('merged');
  if (callee.episodeStatus !== 'active') return never('not-followed');
  if (!isOpen(callingWindow, at, zone)) {
    return { may: false, why: 'outside-window', notBefore: nextOpening(callingWindow, at, zone) };
  }
  if (callee.onTheLine) return wait('on-the-line', addMinutes(at, lookAgainMinutes), callingWindow, zone);
  if (callee.expected) return { may: true };
  if (callee.countedToday >= reach.maxAttemptsPerDay) return never('day-limit');
  const gapOver = callee.lastDialledAt === null ? at : addMinutes(callee.lastDialledAt, reach.minGapMinutes);
  return gapOver > at ? wait('too-soon', gapOver, callingWindow, zone) : { may: true };
}

function wait(why: WhyNot, until: Date, window: CallingWindow, zone: string): MayCall {
  return { may: false, why, notBefore: clampToWindow(window, until, zone) };
}
