/** The past of the demonstration while it is being played: episodes as they stood, and the rows that what happened leaves behind. */
import type { CompiledProtocol } from '@kshem/domain/protocol/compile-protocol.ts';
import type { NextStep, Tried } from '@kshem/domain/schedule/next-attempt.ts';
import type { LocalDate } from '@kshem/domain/time/local-date.ts';
import type { PastCheckIn } from '@kshem/domain/triage/input.ts';
import { demoDistrict } from '../../../../demo/district.ts';
import type { CounterName } from '../../boards/count.ts';
import type { Random } from '../../telephony/simulated/random.ts';
import type { Enrolled } from '../people-rows.ts';
import type { Rows } from '../rows.ts';

export type Followed = {
  readonly enrolled: Enrolled;
  readonly compiled: CompiledProtocol;
  /** The row as it stands on the day being played; written as it is at the end. */
  readonly row: Rows['episode'][number];
  /** Answered check-ins, oldest first. */
  readonly answered: PastCheckIn[];
  today: Today;
};

/** One day of one episode. */
export type Today = {
  readonly open: OpenCheckIn[];
  readonly tried: Tried[];
  /** What the ladder said after the last attempt; null when there was none or answers settled it. */
  next: NextStep | null;
  callsAnswered: number;
};

/** A check-in of the day that may still be called for. */
export type OpenCheckIn = { readonly row: Rows['check_in'][number]; dueAt: Date; closed: boolean };

export type Past = {
  readonly rows: Rows;
  readonly seed: string;
  readonly newId: (at: Date) => string;
  /** Account ids by login. */
  readonly staff: ReadonlyMap<string, string>;
  readonly followed: readonly Followed[];
  /** By the household's key in the cast. */
  readonly households: ReadonlyMap<string, readonly Followed[]>;
  readonly numbers: {
    /** By contact point. */
    readonly number: ReadonlyMap<string, Rows['contact_point'][number]>;
    /** By person and contact point. */
    readonly wrong: ReadonlyMap<string, Rows['person_contact_point'][number]>;
  };
  readonly people: ReadonlyMap<string, Rows['person'][number]>;
  /** The instant at which the past ends. */
  readonly until: Date;
  readonly counters: Map<string, Rows['day_counter'][number]>;
  /** The last escalation of each episode. */
  readonly escalations: Map<string, Rows['escalation'][number]>;
  /** The last need of each person and kind. */
  readonly needs: Map<string, Rows['need'][number]>;
};

/** A call as it is played. */
export type Ringing = {
  readonly on: LocalDate;
  readonly at: Date;
  readonly phone: number;
  readonly caller: { readonly id: string; readonly languages: readonly string[] };
  readonly random: Random;
};

export const zone = demoDistrict.timeZone;
export const districtId = demoDistrict.id;

export function nothingToday(): Today {
  return { open: [], tried: [], next: null, callsAnswered: 0 };
}

export function seconds(at: Date, after: number): Date {
  return new Date(at.getTime() + Math.round(after * 1000));
}

/** Adds to a roll-up of the day, as the use cases do. */
export function countPast(past: Past, { enrolled }: Followed, day: LocalDate, name: CounterName, by = 1): void {
  const { programme, areaId } = enrolled.person;
  const key = `${day} ${programme} ${areaId} ${name}`;
  const counter = past.counters.get(key);
  if (counter) counter.n += by;
  else past.counters.set(key, { district_id: districtId, day, programme_id: programme, area_id: areaId, name, n: by });
}

/** Nobody is called for this episode any more. */
export function endPast(followed: Followed, outcome: string, at: Date): void {
  Object.assign(followed.row, { status: 'ended', outcome, ended_at: at, next_contact_at: null, updated_at: at });
  cancelOpen(followed);
}

export function cancelOpen({ today }: Followed): void {
  for (const open of today.open) {
    open.closed = true;
    if (open.row.state === 'planned' || open.row.state === 'due') open.row.state = 'cancelled';
  }
}
