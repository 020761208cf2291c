import type { Level } from '../protocol/protocol.ts';

/**
 * THE ordering rule of the desk. Items are offered by band, and inside a band by `dueFrom`, earliest first; nothing is offered before
 * its `dueFrom`. Bands are clinical and no learner or convenience moves a person across them: a model that picks good hours may order
 * people inside a band only, so that a silent or red person is never starved.
 */
export const bands = {
  promised: 0,
  'red-or-silent-high-risk': 1,
  new: 2,
  'watched-or-silent': 3,
  'high-risk': 4,
  routine: 5,
} as const;
export type BandName = keyof typeof bands;
export type Band = (typeof bands)[BandName];

export type Urgency = {
  /** Time promised to the person for this item; null when none was. */
  readonly promisedAt: Date | null;
  /** Level of the last answered check-in; null before the first. */
  readonly lastLevel: Level | null;
  readonly highRisk: boolean;
  /** Days that have passed without an answered contact when the day begins: `silentDays` of schedule/silence.ts for yesterday. */
  readonly silentDays: number;
};

/** 0 is offered first. */
export function band(urgency: Urgency): Band {
  const silent = urgency.silentDays > 0;
  if (urgency.promisedAt !== null) return bands.promised;
  if (urgency.lastLevel === 'red' || (silent && urgency.highRisk)) return bands['red-or-silent-high-risk'];
  if (urgency.lastLevel === null) return bands.new;
  if (silent || urgency.lastLevel !== 'green') return bands['watched-or-silent'];
  return urgency.highRisk ? bands['high-risk'] : bands.routine;
}

/**
 * The instant by which items of one band are ordered, and before which the item is not offered. A promise counts from its time, a
 * retry or a later check-in of the day from when it may be dialled; everybody else from their last *answered* contact (attempts that
 * reached nobody change nothing), so the longest unheard come first, and new people by when they came.
 *
 * It does not hold the calling window: the claim tests that for itself.
 */
export function dueFrom(item: {
  readonly promisedAt: Date | null;
  /** null for the first try at the day's first check-in. */
  readonly notBefore: Date | null;
  readonly lastAnsweredAt: Date | null;
  readonly openedAt: Date;
}): Date {
  return item.promisedAt ?? item.notBefore ?? item.lastAnsweredAt ?? item.openedAt;
}

export type Ordered = { readonly band: Band; readonly dueFrom: Date };

export function isOffered(item: Ordered, at: Date): boolean {
  return item.dueFrom <= at;
}

/** Compares for sorting: negative when `a` is offered first. */
export function byUrgency(a: Ordered, b: Ordered): number {
  return a.band - b.band || a.dueFrom.getTime() - b.dueFrom.getTime();
}
