import type { OutcomeDetails } from './outcome-details.tsx';
import type { OutcomeKey } from './outcome-groups.ts';
import type { Doubt } from './read-typed.ts';

/** What lies over the desk just now. */
export type Open =
  | { readonly kind: 'nothing' | 'outcomes' | 'needs' | 'keys' | 'skip' | 'reveal' }
  /** `since`: when it was opened; “in half an hour” counts from then. */
  | { readonly kind: 'details'; readonly outcome: OutcomeKey; readonly draft: OutcomeDetails; readonly since: Date }
  | { readonly kind: 'doubt'; readonly doubt: Doubt; readonly values: Readonly<Record<string, number>> };

export const nothing: Open = { kind: 'nothing' };
