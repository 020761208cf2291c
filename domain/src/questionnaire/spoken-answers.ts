import type { Text } from '../text.ts';
import { allItems } from './enabled-items.ts';
import type { Answer, Answers, Item, Questionnaire } from './questionnaire.ts';

/** What was said to one question, ready to be read: choices in words, everything else as it is. */
export type Said =
  | { readonly kind: 'yes-no'; readonly value: boolean }
  | { readonly kind: 'number'; readonly value: number; readonly unit: string | null }
  | { readonly kind: 'chosen'; readonly texts: readonly Text[] }
  | { readonly kind: 'date'; readonly on: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'absent'; readonly why: 'unknown' | 'refused' };

export type SpokenAnswer = { readonly linkId: string; readonly question: Text; readonly said: Said };

/**
 * Answers in the words of the questionnaire under which they were given, in its order. Questions that were not asked are left out; one
 * that the questionnaire does not have cannot be put in words and is left out too.
 */
export function spokenAnswers(questionnaire: Questionnaire, answers: Answers): readonly SpokenAnswer[] {
  return allItems(questionnaire).flatMap((item) => {
    const answer = answers[item.linkId];
    const said = answer && saidTo(item, answer);
    return said ? [{ linkId: item.linkId, question: item.text, said }] : [];
  });
}

function saidTo(item: Item, answer: Answer): Said | null {
  if ('absent' in answer) return answer.absent === 'not-asked' ? null : { kind: 'absent', why: answer.absent };
  const { value } = answer;
  if (typeof value === 'boolean') return { kind: 'yes-no', value };
  if (typeof value === 'number') return { kind: 'number', value, unit: item.unit ?? null };
  if (item.type === 'date' && typeof value === 'string') return { kind: 'date', on: value };
  const codes = typeof value === 'string' ? [value] : value;
  if (item.answerOption === undefined) return { kind: 'text', text: codes.join(', ') };
  return { kind: 'chosen', texts: codes.map((code) => optionText(item, code)) };
}

/** What was typed beside the options (open-choice) stands in no language but its own. */
function optionText(item: Item, code: string): Text {
  return item.answerOption?.find((option) => option.code === code)?.display ?? { hi: code, en: code };
}
