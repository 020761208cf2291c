import { dispositionFromCause } from '@kshem/domain/attempt/disposition-from-cause.ts';
import type { LineState } from './desk-port.ts';
import { type OutcomeKey, outcomeGroups } from './outcome-groups.ts';

/** What the line itself said of a call that nobody answered; null where it said nothing of the person, as a hang-up or a lost end. */
export function suggestedOutcome(call: LineState['call']): OutcomeKey | null {
  if (call?.state !== 'ended' || call.cause === null || call.cause === 'normal' || call.cause === 'lost') return null;
  const disposition = dispositionFromCause(call.cause, false);
  return outcomeGroups.flatMap(({ outcomes }) => outcomes).find((one) => one.disposition === disposition) ?? null;
}
