import type { Cause } from './cause.ts';
import type { Disposition } from './disposition.ts';

/**
 * The disposition that a cause alone settles, or null when somebody was on the line: then only what was said decides. A cut call is
 * never taken for a finished one (one survey dialler marked cut calls "complete" by their hang-up).
 *
 * @param wasAnswered whether the line was ever answered, whatever the last event said
 */
export function dispositionFromCause(cause: Cause, wasAnswered: boolean): Disposition | null {
  return wasAnswered ? null : unanswered[cause];
}

const unanswered: Readonly<Record<Cause, Disposition>> = {
  // Our side hung up while it rang.
  normal: 'no-answer',
  busy: 'busy',
  'no-answer': 'no-answer',
  // Declined now is asked again in another part of the day, not ten minutes later as a busy line would be.
  rejected: 'no-answer',
  'switched-off': 'switched-off',
  'out-of-coverage': 'out-of-coverage',
  'incoming-barred': 'incoming-barred',
  'invalid-number': 'invalid-number',
  congestion: 'technical-failure',
  'provider-failure': 'technical-failure',
  lost: 'technical-failure',
};
