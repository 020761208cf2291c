import { enabledItems } from './enabled-items.ts';
import { isQuestion, wasAsked } from './next-question.ts';
import type { Answers, Questionnaire } from './questionnaire.ts';

/** Whether every required question that applies was asked. An answer of "does not know" or "refused" completes it. */
export function isComplete(questionnaire: Questionnaire, answers: Answers): boolean {
  return unasked(questionnaire, answers).length === 0;
}

/** linkIds of the required questions that apply and were not asked, in reading order. */
export function unasked(questionnaire: Questionnaire, answers: Answers): readonly string[] {
  return enabledItems(questionnaire, answers)
    .filter((item) => isQuestion(item) && item.required === true && !wasAsked(answers, item.linkId))
    .map((item) => item.linkId);
}
