/**
 * The closed day: one row for every person due under a programme, with what came of it and what follows. "Not attempted" is the
 * desk's failure and is never written as the person's.
 */

import type { Disposition } from '../attempt/disposition.ts';
import { countsAsAttempt, dispositionEffects, isAnswered } from '../attempt/disposition-effects.ts';
import type { Outcome } from '../episode/outcome.ts';
import type { Level } from '../protocol/protocol.ts';
import type { NextStep } from '../schedule/next-attempt.ts';
import type { LocalDate } from '../time/local-date.ts';
import { addDays, localDate } from '../time/local-date.ts';

/** What is known when the day is closed of one episode that had a check-in due. */
export type PersonDay = {
  readonly episodeId: string;
  readonly personId: string;
  /** Check-ins of the day that were completed, by whatever channel. */
  readonly completed: number;
  /** In the order of dialling. `disposition` null: the day was closed before anybody said what came of it. */
  readonly attempts: readonly { readonly disposition: Disposition | null }[];
  /** Level of the day's last answered check-in; null when none was. */
  readonly level: Level | null;
  /** Somebody held the item when the day was closed. */
  readonly claimOpen: boolean;
  /** A number that works and is not known to be somebody else's. */
  readonly hasNumber: boolean;
  /** How the episode stands when the day is closed. */
  readonly episode: { readonly status: 'active' | 'paused' } | { readonly status: 'ended'; readonly outcome: Outcome };
  /** What the ladder last said; null when there was no attempt. */
  readonly next: NextStep | null;
  /** When the person is due again by the schedule, after the day; null when that is not planned yet. */
  readonly nextDueOn: LocalDate | null;
};

export type LedgerStatus = 'reached' | 'tried' | 'not-attempted' | 'stopped';
/** A disposition where one explains the row, else one of the last seven. */
export type LedgerWhy =
  | Disposition
  | 'answered'
  | 'outcome-not-recorded'
  | 'held-not-called'
  | 'no-number'
  | 'not-called'
  | 'paused'
  | 'ended';
export type LedgerNextStep =
  | {
      readonly kind: 'check-in' | 'callback' | 'field-visit' | 'officer-call' | 'verify' | 'supervisor-decides';
      readonly on: LocalDate;
    }
  | { readonly kind: 'ended'; readonly on: null; readonly outcome: Outcome };

export type LedgerRow = {
  readonly episodeId: string;
  readonly personId: string;
  readonly status: LedgerStatus;
  readonly why: LedgerWhy;
  /** Attempts held against the person; our own failures are not. */
  readonly attempts: number;
  readonly level: Level | null;
  readonly nextStep: LedgerNextStep;
};

/** One row each, in the order given. The same episode twice is a bug in the query and throws. */
export function ledger(day: LocalDate, people: readonly PersonDay[], zone: string): readonly LedgerRow[] {
  if (new Set(people.map((person) => person.episodeId)).size !== people.length) throw new Error('An episode is twice in one day');
  return people.map((person) => ledgerRow(day, person, zone));
}

export function ledgerRow(day: LocalDate, person: PersonDay, zone: string): LedgerRow {
  return {
    episodeId: person.episodeId,
    personId: person.personId,
    ...statusOf(person),
    attempts: person.attempts.filter(({ disposition }) => disposition === null || countsAsAttempt(disposition)).length,
    level: person.level,
    nextStep: nextStepOf(day, person, zone),
  };
}

type Explained = { readonly status: LedgerStatus; readonly why: LedgerWhy };

function statusOf(person: PersonDay): Explained {
  const dispositions = person.attempts.map((attempt) => attempt.disposition);
  const stop = dispositions.findLast((disposition) => disposition !== null && stopsEpisode(disposition));
  if (stop) return { status: 'stopped', why: stop };
  const reached = whyReached(person, dispositions);
  if (reached !== null) return { status: 'reached', why: reached };
  if (person.episode.status !== 'active') return { status: 'stopped', why: person.episode.status };
  if (dispositions.includes(null)) return { status: 'tried', why: 'outcome-not-recorded' };
  const tried = dispositions.findLast((disposition) => disposition !== null && countsAsAttempt(disposition));
  return tried ? { status: 'tried', why: tried } : { status: 'not-attempted', why: whyNotAttempted(person, dispositions) };
}

function stopsEpisode(disposition: Disposition): boolean {
  return ['episode', 'person', 'household'].includes(dispositionEffects[disposition].stops);
}

/** The fullest answer of the day explains it. */
function whyReached(person: PersonDay, dispositions: readonly (Disposition | null)[]): LedgerWhy | null {
  const full = (['answered-complete', 'proxy'] as const).find((disposition) => dispositions.includes(disposition));
  if (full !== undefined) return full;
  // Completed without such a call: an automated check-in, or the person rang us.
  if (person.completed > 0) return 'answered';
  return dispositions.findLast((disposition) => disposition !== null && isAnswered(disposition)) ?? null;
}

function whyNotAttempted(person: PersonDay, dispositions: readonly (Disposition | null)[]): LedgerWhy {
  if (dispositions.includes('technical-failure')) return 'technical-failure';
  if (!person.hasNumber) return 'no-number';
  return person.claimOpen ? 'held-not-called' : 'not-called';
}

/** Always something: who has no other step is due on the next day. */
function nextStepOf(day: LocalDate, person: PersonDay, zone: string): LedgerNextStep {
  const { episode, next } = person;
  const tomorrow = addDays(day, 1);
  if (episode.status === 'ended') return { kind: 'ended', on: null, outcome: episode.outcome };
  if (episode.status === 'paused') return { kind: 'supervisor-decides', on: tomorrow };
  switch (next?.next) {
    case 'callback':
      // A promise that the day did not keep is still owed: tomorrow, not at a time gone by.
      return { kind: 'callback', on: notBefore(tomorrow, localDate(next.at, zone)) };
    case 'field-visit':
    case 'officer-call':
    case 'verify':
      return { kind: next.next, on: tomorrow };
    case 'stop':
      // The ladder stopped an episode that is still open: somebody has to close it.
      return { kind: 'supervisor-decides', on: tomorrow };
    case 'another-day':
      return { kind: 'check-in', on: notBefore(tomorrow, person.nextDueOn ?? localDate(next.notBefore, zone)) };
    default:
      // Nobody can ring without a number: somebody goes there, for the person and for the number.
      if (!person.hasNumber && person.completed === 0) return { kind: 'field-visit', on: tomorrow };
      return { kind: 'check-in', on: notBefore(tomorrow, person.nextDueOn ?? tomorrow) };
  }
}

function notBefore(earliest: LocalDate, day: LocalDate): LocalDate {
  return day < earliest ? earliest : day;
}
