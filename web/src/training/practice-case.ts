import type { Disposition } from '@kshem/domain/attempt/disposition.ts';
import type { Level } from '@kshem/domain/protocol/protocol.ts';
import type { Answers } from '@kshem/domain/questionnaire/questionnaire.ts';
import type { Text } from '@kshem/domain/text.ts';

/** Somebody to practise on: an invented person, what they say on the telephone, and what was right. Data only; both languages. */
export type PracticeCase = {
  readonly id: string;
  readonly title: Text;
  /** What one practises on it. */
  readonly about: Text;
  readonly minutes: number;
  readonly programme: string;
  /** The protocol version by which `truth` holds; a test judges every case by it. */
  readonly version: string;
  readonly people: readonly PracticePerson[];
  /** One after another: three days of one illness, or three telephones. */
  readonly calls: readonly PracticeCall[];
  /** Says at each step what to do, to somebody who has never seen the desk. */
  readonly coach?: Coach;
};

export type PracticePerson = {
  readonly name: Text;
  readonly ageYears: number;
  readonly sex: 'female' | 'male';
  readonly area: Text;
  readonly address: Text;
  /** Codes of domain/triage/conditions.ts. */
  readonly conditions: readonly string[];
  /** Counted back from the case's last day. */
  readonly openedDaysAgo: number;
  readonly sampleDaysAgo: number;
  readonly onsetDaysAgo: number | null;
  /** Earlier answered check-ins of other days, oldest first. */
  readonly past: readonly { readonly daysAgo: number; readonly level: Level; readonly answers: Answers }[];
};

export type PracticeCall = {
  /** Which of `people` is to be called. */
  readonly person: number;
  /** Before the case's last day, which is today. */
  readonly daysAgo: number;
  /** What is heard when it rings. */
  readonly rings: { readonly answered: boolean; readonly heard: Text };
  /** What the person says to a question, by linkId; to one that is not here they give the right answer plainly. */
  readonly replies: Readonly<Record<string, Reply>>;
  /** What the machine shows when it is measured again on the line, by linkId. */
  readonly again?: Readonly<Record<string, readonly number[]>>;
  /** What the caller must decide when it turns urgent. */
  readonly decision?: Decision;
  readonly truth: Truth;
};

/** First what they say of themselves, then what they say when asked again; the last is the truth. */
export type Reply = { readonly says: readonly Text[]; readonly why?: Text };

export type Decision = {
  /** Asked as soon as the answers are at least so urgent. */
  readonly from: Level;
  readonly asks: Text;
  readonly options: readonly { readonly code: string; readonly says: Text; readonly right: boolean; readonly why: Text }[];
};

export type Truth =
  | {
      readonly kind: 'answers';
      readonly answers: Answers;
      readonly readings?: readonly { readonly linkId: string; readonly value: number }[];
      readonly level: Level;
      /** Rules of the version that must fire. */
      readonly rules: readonly string[];
      /** Kinds of need that somebody had to notice. */
      readonly needs: readonly string[];
      /** Answers on which the level hangs: they weigh more. */
      readonly critical: readonly string[];
    }
  | {
      readonly kind: 'outcome';
      readonly disposition: Disposition;
      /** `HH:MM` local, both included: when the person said they can be called. */
      readonly callback?: { readonly from: string; readonly to: string };
      readonly why: Text;
    };

export type Coach = {
  readonly ready: Text;
  readonly calling: Text;
  readonly summary: Text;
  /** By linkId. */
  readonly questions: Readonly<Record<string, Text>>;
};
