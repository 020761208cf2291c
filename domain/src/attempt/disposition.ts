/**
 * What an attempt came to, in the words of the desk (not of the telephone: see cause.ts). The list is research-backed; each has a
 * default next action, which the protocol's reach ladder refines.
 */
export const dispositions = [
  'answered-complete',
  'answered-partial',
  'proxy',
  'callback',
  'no-answer',
  'busy',
  'switched-off',
  'out-of-coverage',
  'incoming-barred',
  'invalid-number',
  'wrong-person',
  'language-barrier',
  'refused',
  'hospitalised',
  'shifted-elsewhere',
  'died',
  'recovered-early',
  'not-a-case',
  'already-called',
  'opt-out',
  'duplicate',
  'technical-failure',
  'not-attempted',
] as const;

export type Disposition = (typeof dispositions)[number];
