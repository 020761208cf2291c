import type { Answer, Answers, EnableWhen, Item, Questionnaire } from './questionnaire.ts';

/** 'undecided': a question it depends on has no value yet, so whether it applies is not known. It is not shown, and not waived. */
export type Enablement = 'enabled' | 'disabled' | 'undecided';

/** The items a caller asks now, groups opened, in order. As in FHIR, a condition on an unanswered question is not met. */
export function enabledItems(questionnaire: Questionnaire, answers: Answers): readonly Item[] {
  const enablement = enablementOf(questionnaire, answers);
  return allItems(questionnaire).filter((item) => item.type !== 'group' && enablement.get(item.linkId) === 'enabled');
}

/** Every item in reading order, groups before their members. */
export function allItems(questionnaire: Questionnaire): readonly Item[] {
  const known = opened.get(questionnaire);
  if (known !== undefined) return known;
  const open = (item: Item): readonly Item[] => [item, ...(item.item ?? []).flatMap(open)];
  const items = questionnaire.item.flatMap(open);
  opened.set(questionnaire, items);
  return items;
}

// Asked many times for each call; a questionnaire never changes.
const opened = new WeakMap<Questionnaire, readonly Item[]>();

/**
 * Whether each item applies, by linkId. Triage needs the third state: a question that the answers switched off is excused,
 * a question whose switch was never answered is missing.
 */
export function enablementOf(questionnaire: Questionnaire, answers: Answers): ReadonlyMap<string, Enablement> {
  const found = new Map<string, Enablement>();
  const visit = (item: Item, parent: Enablement) => {
    const own = enablementOfItem(item, answers, found);
    const both = every([parent, own]);
    found.set(item.linkId, both);
    for (const member of item.item ?? []) visit(member, both);
  };
  for (const item of questionnaire.item) visit(item, 'enabled');
  return found;
}

function enablementOfItem(item: Item, answers: Answers, found: ReadonlyMap<string, Enablement>): Enablement {
  const conditions = item.enableWhen ?? [];
  if (conditions.length === 0) return 'enabled';
  const states = conditions.map((condition) => stateOf(condition, answers[condition.question], found.get(condition.question)));
  return item.enableBehavior === 'any' ? some(states) : every(states);
}

function stateOf(condition: EnableWhen, answer: Answer | undefined, question: Enablement | undefined): Enablement {
  const value = answer && 'value' in answer ? answer.value : null;
  if (condition.operator === 'exists') return enabledIf((value !== null) === condition.answer);
  if (value !== null) return enabledIf(holds(condition, value));
  return question === 'disabled' ? 'disabled' : 'undecided';
}

/** Whether a condition is met by a value that was given. Values of unlike types never meet it. */
export function holds(condition: EnableWhen, value: boolean | number | string | readonly string[]): boolean {
  const { operator, answer } = condition;
  if (operator === '=') return equals(value, answer);
  if (operator === '!=') return !equals(value, answer);
  if (typeof value !== typeof answer || typeof value === 'object' || typeof value === 'boolean') return false;
  if (operator === '>') return value > answer;
  if (operator === '<') return value < answer;
  if (operator === '>=') return value >= answer;
  return operator === '<=' && value <= answer;
}

function equals(value: boolean | number | string | readonly string[], answer: boolean | number | string): boolean {
  return typeof value === 'object' ? value.some((one) => one === answer) : value === answer;
}

function enabledIf(yes: boolean): Enablement {
  return yes ? 'enabled' : 'disabled';
}

function every(states: readonly Enablement[]): Enablement {
  if (states.includes('disabled')) return 'disabled';
  return states.includes('undecided') ? 'undecided' : 'enabled';
}

function some(states: readonly Enablement[]): Enablement {
  if (states.includes('enabled')) return 'enabled';
  return states.includes('undecided') ? 'undecided' : 'disabled';
}
