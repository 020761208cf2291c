import type { Level, Triage } from '../protocol/protocol.ts';
import { addMinutes } from '../time/instant.ts';

/** To whom a level is escalated and by when they must acknowledge; null when the version does not escalate the level. */
export function escalationFor(
  escalate: Triage['escalate'],
  level: Level,
  raisedAt: Date,
): { readonly to: 'doctor'; readonly dueAt: Date } | null {
  const rule = escalate[level];
  return rule === undefined ? null : { to: rule.to, dueAt: addMinutes(raisedAt, rule.withinMinutes) };
}

/** After an expiry the second line has as long again as the first had. */
export function secondLineDueAt(raisedAt: Date, dueAt: Date): Date {
  return new Date(dueAt.getTime() + (dueAt.getTime() - raisedAt.getTime()));
}
