import type { placeCall, recordDisposition } from '@kshem/contract/calls.ts';
import type { readCheckIn, submitAnswers } from '@kshem/contract/check-ins.ts';
import type { Answered, Sent } from '@kshem/contract/endpoint.ts';
import type { ownPhone } from '@kshem/contract/own-phone.ts';
import type { readPersonCard } from '@kshem/contract/people.ts';
import type { claimNext } from '@kshem/contract/worklist.ts';
import type { RevealReason } from '@kshem/domain/access/number-sight.ts';
import type { Protocol } from '@kshem/domain/protocol/protocol.ts';
import type { PauseCode } from '@kshem/domain/room/pause-code.ts';
import type { TriageResult } from '@kshem/domain/triage/triage.ts';
import type { SaidSoFar } from './said.ts';

export type PersonCard = Answered<typeof readPersonCard>;
export type CheckIn = Answered<typeof readCheckIn>;
type Claim = Answered<typeof claimNext>;
export type ClaimedItem = Extract<Claim, { kind: 'claimed' }>['items'][number];
export type NothingNow = Extract<Claim, { kind: 'nothing' }>;

/** A household to call, with all that the desk shows and asks. */
export type Turn = {
  readonly kind: 'turn';
  /** Kept on the device for a time without a network; nobody else is offered it meanwhile. */
  readonly reserved: boolean;
  readonly householdId: string;
  readonly fence: number;
  readonly claimUntil: Date;
  readonly items: readonly ClaimedItem[];
  /** By person. */
  readonly cards: Readonly<Record<string, PersonCard>>;
  /** By check-in. */
  readonly checkIns: Readonly<Record<string, CheckIn>>;
  /** How a reserved household is dialled without the server. */
  readonly dial?: { readonly contactPointId: string; readonly link: string; readonly qrPayload: string };
};

export type PlacedCall = Answered<typeof placeCall>;
export type Submission = Sent<typeof submitAnswers, 'body'>;
export type Submitted = Answered<typeof submitAnswers>;
export type OutcomeSaid = Sent<typeof recordDisposition, 'body'>;
export type Recorded = Answered<typeof recordDisposition>;

/** `waits`: kept on the device until there is a network. */
export type Delivered<T> = { readonly kind: 'sent'; readonly reply: T } | { readonly kind: 'waits' };

/** What answers so far mean. `escalateWithin`: minutes until a doctor must have answered, where the level is told to one. */
export type Judgement = Pick<
  TriageResult,
  'level' | 'reasons' | 'undecided' | 'remeasure' | 'advice' | 'isolation' | 'secondHand' | 'highRisk'
> & {
  readonly needs: TriageResult['needs'];
  readonly escalateWithin: number | null;
};

export type Rest = {
  readonly read: () => Promise<PauseCode | null>;
  readonly start: (code: PauseCode) => Promise<void>;
  readonly end: () => Promise<void>;
};

export type LineState = Answered<typeof ownPhone>;

/** The exchange: it rings the caller's own telephone, then the people called, and brings them together. */
export type Line = {
  /** @param callId a call that goes through it */
  readonly read: (callId?: string) => Promise<LineState>;
  readonly connect: () => Promise<LineState>;
  readonly disconnect: () => Promise<LineState>;
  /** Lets the person go; the caller's own telephone stays connected. */
  readonly hangUp: (callId: string) => Promise<void>;
  /** The same people on the same attempts, by the caller's own hand. */
  readonly byHandset: (callId: string) => Promise<PlacedCall>;
};

export type CallWish = {
  readonly contactPointId?: string;
  /** The exchange rings them. */
  readonly byExchange?: boolean;
};

/**
 * Everything the call desk needs from the world. The desk itself knows no server: the training desk gives people who do not exist.
 * Refusals are thrown (api/client.ts Refused).
 */
export type DeskPort = {
  /** Absent where nobody keeps account of pauses. */
  readonly rest?: Rest;
  /** Absent where there is no exchange. */
  readonly line?: Line;
  readonly nextTurn: () => Promise<Turn | NothingNow>;
  readonly placeCall: (turn: Turn, wish: CallWish) => Promise<PlacedCall>;
  /** null: cannot be told just now; the server judges again when the answers are sent. */
  readonly judge: (checkIn: CheckIn, said: SaidSoFar) => Promise<Judgement | null>;
  readonly submit: (submission: Submission) => Promise<Delivered<Submitted>>;
  readonly record: (attemptId: string, outcome: OutcomeSaid) => Promise<Delivered<Recorded>>;
  /** @returns until when it is held. */
  readonly renew: (turn: Turn) => Promise<Date>;
  readonly release: (turn: Turn) => Promise<void>;
  readonly skip: (turn: Turn, reason: string) => Promise<{ readonly skipsLeft: number }>;
  /** What the person says of a need that is said to have come; kept on the device where there is no network. */
  readonly heardOfNeed: (needId: string, came: boolean) => Promise<void>;
  readonly reveal: (personId: string, contactPointId: string, reason: RevealReason) => Promise<string>;
  /** The version's text: calling hours, sources. null: not at hand. */
  readonly protocolOf: (checkIn: CheckIn) => Promise<Protocol | null>;
  readonly drafts: {
    readonly save: (key: string, draft: unknown) => void;
    readonly load: <T>(key: string) => Promise<T | null>;
    readonly drop: (key: string) => Promise<void>;
  };
  readonly now: () => Date;
  readonly newId: () => string;
};
