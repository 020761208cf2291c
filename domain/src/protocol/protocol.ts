/**
 * A protocol version: what is asked, when, what the answers mean, and what follows. Data, not code: it is written in
 * `protocols/<programme>/<version>/`, checked by `check-protocol`, and never changes once published. An episode of care pins
 * the version it started on.
 */
import type { Disposition } from '../attempt/disposition.ts';
import type { Questionnaire } from '../questionnaire/questionnaire.ts';
import type { Text } from '../text.ts';

/** Urgency, most urgent first. Red: act now. Amber: a doctor the same day. Yellow: call again the same day. Green: routine. */
export const levels = ['red', 'amber', 'yellow', 'green'] as const;
export type Level = (typeof levels)[number];

export type Protocol = {
  readonly programme: string;
  readonly version: string;
  readonly title: Text;
  /** Local date from which new episodes may start on this version. */
  readonly effectiveFrom: string;
  /** Who signed it and when. Absent in a draft; publishing refuses a draft. */
  readonly approval?: { readonly by: string; readonly on: string };
  /** Sources by key; every rule, threshold and advice card names at least one of these keys. */
  readonly sources: Readonly<Record<string, string>>;
  /** What the sources leave open and how this version decided; for the doctor who signs. */
  readonly openQuestions: readonly Text[];
  readonly questionnaire: Questionnaire;
  readonly triage: Triage;
  readonly schedule: Schedule;
  readonly reach: ReachLadder;
  readonly callingWindow: CallingWindow;
  readonly ending: EndingRule;
  readonly needKinds: readonly NeedKind[];
  readonly advice: readonly AdviceCard[];
};

export type Triage = {
  /** Numbers drawn from this call and the earlier ones, such as days with fever in a row; read by facts and rules under their name. */
  readonly history?: readonly Measure[];
  /** Named CEL expressions usable in every rule (`facts`), evaluated in order; see triage/environment.ts for what they may read. */
  readonly facts: readonly { readonly name: string; readonly type: 'bool' | 'double'; readonly when: string }[];
  readonly rules: readonly TriageRule[];
  /** When true, each fired rule that says `raise: true` counts one level more urgent (the high-risk tier). */
  readonly raise?: { readonly when: string; readonly reason: Text; readonly source: readonly string[] };
  /** Level given when a red or amber rule could not be decided because an answer it needs is missing. */
  readonly undecidedLevel: Level;
  /** How long each level may wait for the person it is escalated to. Absent level: no escalation. */
  readonly escalate: Partial<Record<Level, { readonly to: 'doctor'; readonly withinMinutes: number }>>;
};

/**
 * `days-in-a-row`: days up to today on which `when` was true; a day without a call between two such days counts, because each call
 * asks about the time since the last one. It is what the calls show; a person's own count is a question, and a fact can join the two.
 * `days-without`: days since `when` was last true, or since the first call on which it was known to be false.
 * `fall-from-usual`: points below the person's usual value (a person variable), else below the median of earlier readings.
 * `nth-lowest`: the nth lowest reading among those of the last `withinMinutes` minutes; `nth: 3` at or below 93 = three low readings.
 */
export type Measure = { readonly name: string } & (
  | { readonly kind: 'days-in-a-row'; readonly when: string }
  | { readonly kind: 'days-without'; readonly when: string }
  | { readonly kind: 'fall-from-usual'; readonly linkId: string; readonly usual?: string }
  | { readonly kind: 'nth-lowest'; readonly linkId: string; readonly nth: number; readonly withinMinutes: number }
);

export type TriageRule = {
  readonly id: string;
  /** CEL, boolean; see triage/environment.ts for the variables. */
  readonly when: string;
  readonly level: Level;
  readonly reason: Text;
  /** What the caller does and says at once when it fires. */
  readonly action: Text;
  /** Keys of `sources`. */
  readonly source: readonly string[];
  /** Kinds of need it raises. */
  readonly needs?: readonly string[];
  /** The reading to take again on this call before the rule is believed, with the wait in minutes. */
  readonly remeasure?: { readonly linkId: string; readonly afterMinutes: number };
  /** Counts one level more urgent when `Triage.raise` is true. */
  readonly raise?: boolean;
};

/** When a person is called. Days are counted from `from` (day 0 = that date), in the programme's time zone. */
export type Schedule = {
  readonly from: 'onset-or-sample' | 'sample' | 'opened';
  /** Last day on which a check-in is planned unless the ending rule holds the episode open longer. */
  readonly lastDay: number;
  /** Check-ins a day and the interval in days, by the level of the last answered check-in; `new` before the first one. */
  readonly cadence: Readonly<Record<Level | 'new', { readonly everyDays: number; readonly perDay: number }>>;
  /** A new person's first call is due this many hours after enrolment. */
  readonly firstCallWithinHours: number;
  /** People in a high-risk tier: cadence never slower than this. */
  readonly highRisk: { readonly everyDays: number; readonly perDay: number };
};

/** The ladder by which a person who is not reached is tried again. Its clock runs from dialling, never from queuing. */
export type ReachLadder = {
  readonly maxAttemptsPerDay: number;
  /** Least minutes between two attempts to one person, whatever the disposition. */
  readonly minGapMinutes: number;
  /** Least minutes before a 'next-part' try, which may otherwise begin a moment later. Absent: `minGapMinutes`. */
  readonly nextPartGapMinutes?: number;
  /** Parts of the day, `HH:MM` local, in order; the next try of an unanswered call goes to another part. */
  readonly partsOfDay: readonly { readonly name: string; readonly from: string; readonly to: string }[];
  /** Minutes before the next try, by disposition, one per successive attempt of that kind; 'next-part' = the next part of the day. */
  readonly retry: Partial<Record<Disposition, readonly (number | 'next-part')[]>>;
  /** What is tried when a number fails, in order. */
  readonly rungs: readonly ('alternate-number' | 'household-member' | 'field-visit')[];
  /** Days without an answered contact after which a field visit is raised. */
  readonly silentDays: number;
};

export type CallingWindow = {
  /** `HH:MM` local, [from, to). Tested when an item is claimed and again when it is dialled. */
  readonly from: string;
  readonly to: string;
  /** ISO weekdays on which nobody is called (1 = Monday). */
  readonly closedWeekdays: readonly number[];
};

/** When follow-up (isolation) may end. `when` is CEL over the same variables as triage rules. */
export type EndingRule = {
  readonly earliestDay: number;
  readonly when: string;
  readonly blocked: Text;
  readonly allowed: Text;
  readonly doctorConfirms: boolean;
  readonly source: readonly string[];
};

export type NeedKind = {
  readonly code: string;
  readonly title: Text;
  /** Hours until it counts as overdue. */
  readonly withinHours: number;
  /** The unit that owns it. Its team for a person is those of the unit whose areas hold the person's. */
  readonly owner: 'field' | 'doctor' | 'supervisor' | 'officer';
  /** Which comes first among those that wait; absent: routine. */
  readonly priority?: NeedPriority;
  /** What is asked when it is raised, so that nobody has to come twice. */
  readonly asks?: readonly NeedQuestion[];
  /** What must show that it came; absent: the word of whoever brought it. The person's own word closes it in any case. */
  readonly proof?: NeedProof;
};

export const needPriorities = ['urgent', 'soon', 'routine'] as const;
export type NeedPriority = (typeof needPriorities)[number];
/** `code`: four digits that the person was told on the call and reads out when it is in their hands. */
export const needProofs = ['note', 'photo', 'code'] as const;
export type NeedProof = (typeof needProofs)[number];
/** Answered in a few words, or by one of the options. */
export type NeedQuestion = {
  readonly code: string;
  readonly text: Text;
  readonly options?: readonly { readonly code: string; readonly display: Text }[];
};

export type AdviceCard = {
  readonly code: string;
  readonly title: Text;
  readonly body: Text;
  /** Local dates, [from, until). A card outside its dates is never shown: advice goes stale in weeks. */
  readonly effectiveFrom: string;
  readonly effectiveUntil?: string;
  readonly source: readonly string[];
  readonly approvedBy: string;
  /** 'doctor': drug advice; only a doctor may see, record or speak it. */
  readonly readableBy: 'anyone' | 'doctor';
  /** CEL; absent = always. */
  readonly when?: string;
};
