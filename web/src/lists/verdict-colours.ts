import { badgeColours } from '../ui/badge-colours.ts';

/** Never the only sign: the word stands in it. */
export const verdictColours = {
  accepted: badgeColours.good,
  updated: badgeColours.good,
  unchanged: badgeColours.quiet,
  'accepted-with-warnings': 'yellow.4',
  'suspected-duplicate': badgeColours.doubtful,
  rejected: badgeColours.bad,
} as const;
export type Verdict = keyof typeof verdictColours;
export const verdicts = Object.keys(verdictColours) as Verdict[];
