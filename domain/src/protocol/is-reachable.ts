import { enablementOf } from '../questionnaire/enabled-items.ts';
import type { Answer, Answers, Item } from '../questionnaire/questionnaire.ts';
import { switchesOf } from './find-assignment.ts';

/** Whether some answers to the questions it depends on show the item. Tries the values around every constant it is compared with. */
export function isReachable(item: Item, items: readonly Item[]): boolean {
  const roots = items.filter((one) => !items.some((group) => group.item?.includes(one)));
  const questionnaire = { url: '', version: '', item: roots };
  const switches = items.filter(({ linkId }) => switchesOf(items, item.linkId).has(linkId));
  return someAnswers(switches, items, {}, (answers) => enablementOf(questionnaire, answers).get(item.linkId) === 'enabled');
}

function someAnswers(
  switches: readonly Item[],
  items: readonly Item[],
  answers: Answers,
  shown: (answers: Answers) => boolean,
): boolean {
  const [first, ...rest] = switches;
  if (!first) return shown(answers);
  return answersTo(first, items).some((answer) =>
    someAnswers(rest, items, answer ? { ...answers, [first.linkId]: answer } : answers, shown),
  );
}

function answersTo(question: Item, items: readonly Item[]): readonly (Answer | null)[] {
  const constants = items
    .flatMap(({ enableWhen = [] }) => enableWhen)
    .filter((condition) => condition.question === question.linkId);
  const values = constants.flatMap(({ answer }) => valuesAround(question, answer));
  return [...new Set(values)].map((value): Answer | null => ({ value })).concat(null);
}

function valuesAround(question: Item, constant: boolean | number | string): readonly (boolean | number | string)[] {
  if (typeof constant === 'boolean') return [true, false];
  if (typeof constant === 'string') return question.answerOption?.map(({ code }) => code) ?? [constant];
  const { min = -1e6, max = 1e6 } = question.range ?? {};
  const step = question.type === 'integer' ? 1 : 0.1;
  return [constant - step, constant, constant + step].filter((value) => value >= min && value <= max);
}
