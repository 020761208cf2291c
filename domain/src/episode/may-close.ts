import type { Outcome } from './outcome.ts';

export type Closing = {
  readonly outcome: Outcome;
  /** The last answered check-in met the version's ending rule: triage tested the calendar and the person's state. */
  readonly mayEnd: boolean;
  /** The version says that a doctor confirms the end. */
  readonly doctorConfirms: boolean;
  readonly byDoctor: boolean;
  /** Why it is closed all the same. */
  readonly reason: string | null;
};

/** `early`: closed with a reason although the rule did not allow it yet; written into the trail. */
export type MayClose =
  | { readonly may: true; readonly early: boolean }
  | { readonly may: false; readonly why: 'rule-not-met' | 'doctor-confirms' };

/** Outcomes that say the follow-up has done its work; the others say that it cannot go on here, which no rule forbids. */
const finished: readonly Outcome[] = ['completed', 'recovered'];

/**
 * Whether an episode may be closed as completed or recovered. Before the ending rule allows it, or without the doctor whom the version
 * asks to confirm, it takes a reason: a person may be better than the rule knows, but somebody says so by name.
 */
export function mayClose({ outcome, mayEnd, doctorConfirms, byDoctor, reason }: Closing): MayClose {
  if (!finished.includes(outcome)) return { may: true, early: false };
  const confirmed = !doctorConfirms || byDoctor;
  if (mayEnd && confirmed) return { may: true, early: false };
  if ((reason ?? '').trim() !== '') return { may: true, early: true };
  return { may: false, why: mayEnd ? 'doctor-confirms' : 'rule-not-met' };
}
