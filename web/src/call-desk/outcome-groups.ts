import type { Disposition } from '@kshem/domain/attempt/disposition.ts';
import { dispositionEffects } from '@kshem/domain/attempt/disposition-effects.ts';

export type OutcomeKey = {
  readonly disposition: Disposition;
  /** One key in the list of outcomes; those that a digit stands for need no list while it rings. */
  readonly key: string;
  /** `call`: true of everybody asked on this call; `person`: of this one alone. */
  readonly of: 'call' | 'person';
};

/**
 * All that a caller may write down without answers, as they stand on the screen. "All asked" and "someone answered for them" come by the
 * answers; "not called" is the day's close's.
 */
export const outcomeGroups: readonly {
  readonly group: 'notReached' | 'spoke' | 'other';
  readonly outcomes: readonly OutcomeKey[];
}[] = [
  {
    group: 'notReached',
    outcomes: [
      { disposition: 'no-answer', key: '1', of: 'call' },
      { disposition: 'busy', key: '2', of: 'call' },
      { disposition: 'switched-off', key: '3', of: 'call' },
      { disposition: 'out-of-coverage', key: '4', of: 'call' },
      { disposition: 'incoming-barred', key: '5', of: 'call' },
      { disposition: 'invalid-number', key: '6', of: 'call' },
      { disposition: 'technical-failure', key: '7', of: 'call' },
    ],
  },
  {
    group: 'spoke',
    outcomes: [
      { disposition: 'callback', key: 'C', of: 'call' },
      { disposition: 'answered-partial', key: 'B', of: 'person' },
      { disposition: 'refused', key: 'R', of: 'person' },
      { disposition: 'language-barrier', key: 'L', of: 'call' },
      { disposition: 'wrong-person', key: 'W', of: 'call' },
      { disposition: 'already-called', key: 'A', of: 'person' },
      { disposition: 'recovered-early', key: 'E', of: 'person' },
      { disposition: 'not-a-case', key: 'N', of: 'person' },
    ],
  },
  {
    group: 'other',
    outcomes: [
      { disposition: 'hospitalised', key: 'H', of: 'person' },
      { disposition: 'shifted-elsewhere', key: 'M', of: 'person' },
      { disposition: 'died', key: 'D', of: 'person' },
      { disposition: 'opt-out', key: 'O', of: 'person' },
      { disposition: 'duplicate', key: 'P', of: 'person' },
    ],
  },
];

export function outcomeWithKey(sign: string): OutcomeKey | null {
  return outcomeGroups.flatMap(({ outcomes }) => outcomes).find(({ key }) => key === sign) ?? null;
}

/**
 * Whether more is asked before it is written down: a time, a language, or whether it is meant, because it stops calls or sends somebody.
 * What was merely not reached is written at once.
 */
export function asksMore(disposition: Disposition): boolean {
  const { stops, raises } = dispositionEffects[disposition];
  return (
    disposition === 'callback' || disposition === 'language-barrier' || raises !== null || !['nothing', 'today'].includes(stops)
  );
}
