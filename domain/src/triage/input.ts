import type { Level } from '../protocol/protocol.ts';
import type { Answers, Informant } from '../questionnaire/questionnaire.ts';

/** A measurement taken again during the call, besides the one in the answers. */
export type Reading = { readonly linkId: string; readonly value: number; readonly at: string };

/** An earlier answered check-in of the same episode. */
export type PastCheckIn = {
  /** ISO instant. */
  readonly at: string;
  readonly answers: Answers;
  readonly level: Level;
};

export type TriagePerson = {
  /** Years, with fractions for infants; null when not known. */
  readonly ageYears?: number | null;
  readonly sex?: 'female' | 'male' | 'other' | null;
  /** Codes of lasting conditions; empty = none known. */
  readonly conditions: readonly string[];
  readonly pregnant?: boolean | null;
  /** Oxygen when well, per cent, as set by a doctor for someone with lung disease. */
  readonly usualSpo2?: number | null;
};

export type TriageEpisode = {
  /** Local dates. */
  readonly openedOn: string;
  readonly onsetOn?: string | null;
  readonly sampleOn?: string | null;
};

export type TriageInput = {
  readonly answers: Answers;
  /** ISO instant of the call. */
  readonly at: string;
  readonly informant: Informant;
  readonly past: readonly PastCheckIn[];
  readonly readings: readonly Reading[];
  readonly person: TriagePerson;
  readonly episode: TriageEpisode;
  /** IANA name; dates and days are counted there. */
  readonly timeZone: string;
};
