import type { Text } from '../text.ts';

/** `meets`: it is what was asked for, and the person is asked whether it came; else the request stays open. */
type Outcome = { readonly title: Text; readonly meets: boolean };

const results = {
  positive: { title: { hi: 'पॉज़िटिव', en: 'Positive' }, meets: true },
  negative: { title: { hi: 'निगेटिव', en: 'Negative' }, meets: true },
  inconclusive: { title: { hi: 'साफ़ नहीं', en: 'Inconclusive' }, meets: true },
} as const satisfies Record<string, Outcome>;

/** What can come of a request, by its kind; other kinds have no outcome of their own. */
export const outcomesOfRequests = {
  vaccination: {
    'dose-1': { title: { hi: 'पहली ख़ुराक लगी', en: 'First dose given' }, meets: true },
    'dose-2': { title: { hi: 'दूसरी ख़ुराक लगी', en: 'Second dose given' }, meets: true },
    booster: { title: { hi: 'बूस्टर लगा', en: 'Booster given' }, meets: true },
    'turned-away': { title: { hi: 'केंद्र से लौटाया', en: 'Turned away at the centre' }, meets: false },
  },
  test: { 'sample-taken': { title: { hi: 'सैंपल लिया', en: 'Sample taken' }, meets: false }, ...results },
  'test-result': { ...results, lost: { title: { hi: 'रिपोर्ट नहीं मिली', en: 'Report not found' }, meets: false } },
} as const satisfies Record<string, Record<string, Outcome>>;

/** The outcomes of a kind, in order; none where it has none. */
export function outcomesOf(kind: string): readonly (Outcome & { readonly code: string })[] {
  const found: Readonly<Record<string, Outcome>> =
    kind in outcomesOfRequests ? outcomesOfRequests[kind as keyof typeof outcomesOfRequests] : {};
  return Object.entries(found).map(([code, outcome]) => ({ code, ...outcome }));
}
