/**
 * How far a time zone is from UTC, from the runtime's own zone data, because the web shares these rules and not every browser has
 * Temporal. Everything in `time/` stands on this one function.
 */
const minute = 60_000;
// No zone changes its clocks twice within this time, so the same offset at both ends holds in between.
const block = 6 * 60 * minute;
const formatters = new Map<string, Intl.DateTimeFormat>();
// A formatter call costs microseconds and a day's plan makes millions. Per zone, by block since 1970; null: the clocks change in it.
const known = new Map<string, Map<number, number | null>>();
const mostBlocksKept = 5_000;

/**
 * Milliseconds to add to UTC to get the wall clock of `zone` (an IANA name) at `epochMs`.
 * Whole minutes since 1972; a zone that does not exist throws RangeError (configuration is checked at start).
 */
export function zoneOffset(epochMs: number, zone: string): number {
  return offsetOfBlock(Math.floor(epochMs / block), zone) ?? offsetAt(epochMs, zone);
}

function offsetOfBlock(number: number, zone: string): number | null {
  const ofZone = known.get(zone) ?? new Map<number, number | null>();
  const found = ofZone.get(number);
  if (found !== undefined) return found;
  const first = offsetAt(number * block, zone);
  const offset = offsetAt((number + 1) * block, zone) === first ? first : null;
  if (ofZone.size >= mostBlocksKept) ofZone.clear();
  known.set(zone, ofZone.set(number, offset));
  return offset;
}

function offsetAt(epochMs: number, zone: string): number {
  const at = Math.floor(epochMs / minute) * minute;
  return wallClock(at, zone) - at;
}

/** The zone's wall clock at an instant, read as if it were UTC. */
function wallClock(epochMs: number, zone: string): number {
  const part: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const { type, value } of formatter(zone).formatToParts(epochMs)) part[type] = Number(value);
  return Date.UTC(part.year ?? 0, (part.month ?? 0) - 1, part.day, part.hour, part.minute, part.second);
}

function formatter(zone: string): Intl.DateTimeFormat {
  let made = formatters.get(zone);
  if (made === undefined) {
    made = new Intl.DateTimeFormat('en-US-u-ca-iso8601-nu-latn', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formatters.set(zone, made);
  }
  return made;
}
