import { enabledItems } from './enabled-items.ts';
import type { Answers, Item, Questionnaire } from './questionnaire.ts';

/**
 * The next item to ask: the first enabled question without an answer, in reading order; null when all were asked. "Does not know"
 * and "refused" are answers: they are not asked twice.
 */
export function nextQuestion(questionnaire: Questionnaire, answers: Answers): Item | null {
  return enabledItems(questionnaire, answers).find((item) => isQuestion(item) && !wasAsked(answers, item.linkId)) ?? null;
}

export function isQuestion(item: Item): boolean {
  return item.type !== 'display' && item.type !== 'group';
}

export function wasAsked(answers: Answers, linkId: string): boolean {
  const answer = answers[linkId];
  return answer !== undefined && !('absent' in answer && answer.absent === 'not-asked');
}
