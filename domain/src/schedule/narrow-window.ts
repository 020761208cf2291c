import type { CallingWindow } from '../protocol/protocol.ts';
import type { OpenHours } from './calling-window.ts';

/** A district's own hours. They narrow those of the protocols and never widen them: the medical officer signed the protocol's. */
export type OwnHours = {
  /** `HH:MM` local; null: as the protocol says. */
  readonly callsFrom: string | null;
  readonly callsUntil: string | null;
  /** ISO weekdays (1 = Monday) and local dates on which nobody is called. */
  readonly closedWeekdays: readonly number[];
  readonly closedDays: readonly string[];
};

/**
 * The window in which a district calls. Where nothing would be left (a version with other hours came into force after the district set its
 * own), the protocol's window holds: people are called rather than forgotten.
 */
export function narrowWindow(window: CallingWindow, own: OwnHours): OpenHours {
  if (!hoursLeft(window, own)) return window;
  return {
    from: later(window.from, own.callsFrom),
    to: earlier(window.to, own.callsUntil),
    closedWeekdays: [...new Set([...window.closedWeekdays, ...own.closedWeekdays])].sort((a, b) => a - b),
    ...(own.closedDays.length > 0 && { closedDays: own.closedDays }),
  };
}

/** Whether the narrower hours leave any to call in. Both windows lie within one day, as checked when a protocol is published. */
export function hoursLeft(window: CallingWindow, own: OwnHours): boolean {
  const weekdays = new Set([...window.closedWeekdays, ...own.closedWeekdays]);
  return weekdays.size < 7 && later(window.from, own.callsFrom) < earlier(window.to, own.callsUntil);
}

function later(time: string, own: string | null): string {
  return own !== null && own > time ? own : time;
}

function earlier(time: string, own: string | null): string {
  return own !== null && own < time ? own : time;
}
