/** Never the only sign: the word stands in it. */
export const verdictColours = {
  accepted: 'green.9',
  updated: 'green.9',
  unchanged: 'gray.8',
  'accepted-with-warnings': 'yellow.4',
  'suspected-duplicate': 'orange.9',
  rejected: 'red.9',
} as const;
export type Verdict = keyof typeof verdictColours;
export const verdicts = Object.keys(verdictColours) as Verdict[];
