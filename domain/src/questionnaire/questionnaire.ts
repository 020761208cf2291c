/**
 * The questionnaire: a subset of FHIR R4 Questionnaire (same field names and meaning) with our caller's texts beside each item.
 * Walked by the caller's form, by the automated check-in and by the server that accepts the answers.
 */
import type { Text } from '../text.ts';

export type Questionnaire = { readonly url: string; readonly version: string; readonly item: readonly Item[] };

export type ItemType = 'group' | 'display' | 'boolean' | 'integer' | 'decimal' | 'choice' | 'open-choice' | 'string' | 'date';

export type Item = {
  readonly linkId: string;
  readonly type: ItemType;
  /** What the caller reads aloud. */
  readonly text: Text;
  /** Hint for the caller only, such as how to measure; never read as a question. */
  readonly tip?: Text;
  readonly code?: readonly { readonly system: string; readonly code: string }[];
  readonly required?: boolean;
  /** May hold several answers (choice only). */
  readonly repeats?: boolean;
  readonly enableWhen?: readonly EnableWhen[];
  /** How several enableWhen combine; FHIR requires it where there are two or more. */
  readonly enableBehavior?: 'all' | 'any';
  readonly answerOption?: readonly { readonly code: string; readonly display: Text }[];
  readonly unit?: string;
  /** Values outside are refused as impossible; outside `usual` are asked again. */
  readonly range?: { readonly min: number; readonly max: number; readonly usualMin?: number; readonly usualMax?: number };
  /** Only the person can feel it (pain): when someone else answers, the answer is marked second-hand. */
  readonly selfReport?: boolean;
  /** Each chosen code is a kind of need the person asked for. */
  readonly raisesNeeds?: boolean;
  readonly item?: readonly Item[];
};

export type EnableWhen = {
  readonly question: string;
  readonly operator: 'exists' | '=' | '!=' | '>' | '<' | '>=' | '<=';
  readonly answer: boolean | number | string;
};

/** What was said to one question. A missing answer says why: unknown, refused and not asked are three different things. */
export type Answer =
  | { readonly value: boolean | number | string | readonly string[] }
  | { readonly absent: 'unknown' | 'refused' | 'not-asked' };

/** By linkId. A question that is not in the map was not asked. */
export type Answers = Readonly<Record<string, Answer>>;

/** Who spoke for the person. */
export type Informant = { readonly kind: 'self' | 'caregiver' | 'family' | 'neighbour'; readonly name?: string };
