import type { Deps } from '../deps.ts';
import type { ClosedProgramme } from '../reports/close-district-day.ts';
import type { RoomReport } from '../telephony/simulated/room-report.ts';
import type { DayCheck } from './check-day.ts';
import { countDay, type EscalationTimes, listEscalationTimes } from './queries.ts';

export type DayReport = {
  readonly districtId: number;
  readonly day: string;
  readonly due: number;
  /** The ledger's totals of each programme, as closed. */
  readonly ledger: readonly { readonly programmeId: string; readonly totals: ClosedProgramme['totals'] }[];
  readonly callers: number;
  readonly callsPerCaller: Spread;
  readonly room: Pick<RoomReport, 'calls' | 'answered' | 'busyShare' | 'bound' | 'pacing' | 'causes' | 'withoutWorkSeconds'>;
  readonly peopleReachedPerCaller: number;
  /** Attempts held against people, for each person reached. */
  readonly attemptsPerPersonReached: number | null;
  readonly red: EscalationReport;
  readonly amber: EscalationReport;
  readonly checks: readonly DayCheck[];
  readonly wallSeconds: Readonly<Record<string, number>>;
};

export type Spread = { readonly least: number; readonly median: number; readonly most: number };

export type EscalationReport = {
  readonly raised: number;
  /** Seconds from when it was said to the escalation; the caller's write-up lies between. */
  readonly toRaised: Spread | null;
  readonly acknowledged: number;
  readonly inTime: number;
  /** Seconds from the escalation to a doctor's name on it. */
  readonly toAcknowledged: Spread | null;
};

export type Measured = {
  readonly districtId: number;
  readonly day: string;
  readonly startedAt: Date;
  readonly closed: readonly ClosedProgramme[];
  readonly room: RoomReport;
  readonly checks: readonly DayCheck[];
  readonly wallSeconds: Readonly<Record<string, number>>;
};

export function measureDay(deps: Deps, day: Measured): Promise<DayReport> {
  const { districtId, room, checks, wallSeconds } = day;
  return deps.system.transaction().execute(async (trx) => {
    const counts = await countDay(trx, districtId, day.day);
    const escalations = await listEscalationTimes(trx, districtId, day.startedAt);
    const { calls, answered, busyShare, bound, pacing, causes, withoutWorkSeconds } = room;
    return {
      districtId,
      day: day.day,
      checks,
      wallSeconds,
      due: counts.due,
      ledger: day.closed.filter((one) => one.day === day.day).map(({ programmeId, totals }) => ({ programmeId, totals })),
      callers: room.callers.length,
      callsPerCaller: spread(room.callers.map((caller) => caller.calls)) ?? { least: 0, median: 0, most: 0 },
      room: { calls, answered, busyShare, bound, pacing, causes, withoutWorkSeconds },
      peopleReachedPerCaller: counts.reached / Math.max(1, room.callers.length),
      attemptsPerPersonReached: counts.reached === 0 ? null : counts.attempts / counts.reached,
      red: escalationsOf(escalations, 'red'),
      amber: escalationsOf(escalations, 'amber'),
    };
  });
}

function escalationsOf(all: readonly EscalationTimes[], level: string): EscalationReport {
  const own = all.filter((one) => one.level === level);
  const acknowledged = own.flatMap(({ toAcknowledged }) => (toAcknowledged === null ? [] : [toAcknowledged]));
  return {
    raised: own.length,
    toRaised: spread(own.map(({ toRaised }) => toRaised)),
    acknowledged: acknowledged.length,
    inTime: own.filter(({ inTime }) => inTime).length,
    toAcknowledged: spread(acknowledged),
  };
}

function spread(values: readonly number[]): Spread | null {
  const sorted = values.toSorted((a, b) => a - b);
  const [least] = sorted;
  const most = sorted.at(-1);
  const median = sorted[Math.floor(sorted.length / 2)];
  return least === undefined || most === undefined || median === undefined ? null : { least, median, most };
}
