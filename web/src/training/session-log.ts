import type { Disposition } from '@kshem/domain/attempt/disposition.ts';
import type { Level } from '@kshem/domain/protocol/protocol.ts';
import type { Answers } from '@kshem/domain/questionnaire/questionnaire.ts';

/** What somebody did in one practice call. Instants in milliseconds. Kept in the page's memory and nowhere else. */
export type CallLog = {
  /** Index of the case's call. */
  readonly call: number;
  /** The question in focus from each instant on; null: none (summary). */
  readonly focus: readonly { readonly at: number; readonly linkId: string | null }[];
  /** Questions that were asked again, in the bubble. */
  readonly askedAgain: readonly string[];
  /** Code of the decision taken; null: none. */
  readonly decided: string | null;
  readonly endedAt: number | null;
  readonly came: Came | null;
};

export type Came =
  | {
      readonly kind: 'answers';
      readonly answers: Answers;
      readonly readings: readonly { readonly linkId: string; readonly value: number }[];
      /** Needs by hand. */
      readonly needs: readonly string[];
      /** What the answers meant, by the version. */
      readonly level: Level;
    }
  /** `callbackAt`: ISO instant. */
  | { readonly kind: 'outcome'; readonly disposition: Disposition; readonly callbackAt: string | null }
  | { readonly kind: 'skipped' };

export function emptyLog(call: number): CallLog {
  return { call, focus: [], askedAgain: [], decided: null, endedAt: null, came: null };
}
