import type { Text } from '../text.ts';

/** What a doctor decided after speaking with somebody. */
export const decisions = ['stay', 'remeasure', 'visit', 'shift', 'refer'] as const;
export type Decision = (typeof decisions)[number];

export const decisionText: Readonly<Record<Decision, Text>> = {
  stay: { en: 'Stays at home', hi: 'घर पर रहें' },
  remeasure: { en: 'Measure again', hi: 'फिर से नापें' },
  visit: { en: 'Visit at home', hi: 'घर जाकर देखें' },
  shift: { en: 'Shift to hospital', hi: 'अस्पताल ले जाएँ' },
  refer: { en: 'Refer', hi: 'रेफ़र करें' },
};

/** Why a decision cannot be taken as it stands. */
export type DecisionGap = 'when-to-measure' | 'measure-later' | 'which-bed' | 'refer-where' | 'follow-up-later';

/**
 * What a decision still lacks: one to measure again says when (later than now, within the day that follows), one to shift says into which
 * kind of bed, one to refer says to whom; a follow-up is not in the past.
 */
export function decisionGaps(
  decided: {
    readonly decision: Decision;
    readonly remeasureAt: Date | null;
    readonly bedKind: string | null;
    readonly referTo: string | null;
    readonly followUpOn: string | null;
  },
  { now, today }: { readonly now: Date; readonly today: string },
): readonly DecisionGap[] {
  const { decision, remeasureAt, bedKind, referTo, followUpOn } = decided;
  const gaps: DecisionGap[] = [];
  if (decision === 'remeasure' && remeasureAt === null) gaps.push('when-to-measure');
  if (remeasureAt !== null && decision === 'remeasure' && (remeasureAt <= now || remeasureAt.getTime() - now.getTime() > dayMs))
    gaps.push('measure-later');
  if (decision === 'shift' && bedKind === null) gaps.push('which-bed');
  if (decision === 'refer' && (referTo ?? '').trim() === '') gaps.push('refer-where');
  if (followUpOn !== null && followUpOn < today) gaps.push('follow-up-later');
  return gaps;
}

const dayMs = 86_400_000;
