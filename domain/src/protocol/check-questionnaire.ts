import { allItems } from '../questionnaire/enabled-items.ts';
import type { EnableWhen, Item } from '../questionnaire/questionnaire.ts';
import { fixedVariables, variableName } from '../triage/environment.ts';
import { duplicates } from './duplicates.ts';
import type { Finding } from './finding.ts';
import { isReachable } from './is-reachable.ts';
import type { Protocol } from './protocol.ts';

/** Questions that cannot be asked, cannot be answered, or share a name. */
export function checkQuestionnaire(protocol: Protocol): readonly Finding[] {
  const items = allItems(protocol.questionnaire);
  const taken = [
    ...fixedVariables.map(({ name }) => name),
    ...(protocol.triage.history ?? []).map(({ name }) => name),
    ...protocol.triage.facts.map(({ name }) => name),
    ...items.map(({ linkId }) => variableName(linkId)),
  ];
  return [
    ...duplicates(items.map(({ linkId }) => linkId)).map((linkId) =>
      error('duplicate-question', linkId, 'This linkId is used twice.'),
    ),
    ...duplicates(taken).map((name) => error('duplicate-name', name, 'Two things that rules read have this name; rename one.')),
    ...items.flatMap((item, index) => [...checkItem(item), ...checkConditions(item, items.slice(0, index), items)]),
  ];
}

function checkItem(item: Item): readonly Finding[] {
  const findings: Finding[] = [];
  const { linkId, type, range, answerOption = [] } = item;
  if ((type === 'choice' || type === 'open-choice') && answerOption.length === 0)
    findings.push(error('no-options', linkId, 'A choice needs options.'));
  for (const code of duplicates(answerOption.map((option) => option.code)))
    findings.push(error('duplicate-option', linkId, `Option ${code} stands twice.`));
  if (item.repeats === true && type !== 'choice')
    findings.push(error('repeats', linkId, 'Only a choice may hold several answers.'));
  if (type === 'group' && (item.item ?? []).length === 0) findings.push(error('empty-group', linkId, 'A group needs questions.'));
  if (range && range.min >= range.max) findings.push(error('bad-range', linkId, 'The lowest value must be below the highest.'));
  if (range && ((range.usualMin ?? range.min) < range.min || (range.usualMax ?? range.max) > range.max)) {
    findings.push(error('bad-range', linkId, 'The usual values must lie within the possible ones.'));
  }
  if ((type === 'integer' || type === 'decimal') && !range) {
    findings.push({ ...error('no-range', linkId, 'Without a range every typing mistake is believed.'), severity: 'warning' });
  }
  return findings;
}

function checkConditions(item: Item, before: readonly Item[], items: readonly Item[]): readonly Finding[] {
  const conditions = item.enableWhen ?? [];
  const findings = conditions.flatMap((condition) => checkCondition(item, condition, before, items));
  if (conditions.length > 1 && item.enableBehavior === undefined) {
    findings.push(
      error('enable-behavior', item.linkId, 'Several conditions: say whether all or any of them must hold (enableBehavior).'),
    );
  }
  if (findings.length === 0 && conditions.length > 0 && !isReachable(item, items)) {
    findings.push(error('unreachable-question', item.linkId, 'No answers to the earlier questions ever lead to this one.'));
  }
  return findings;
}

function checkCondition(item: Item, condition: EnableWhen, before: readonly Item[], items: readonly Item[]): Finding[] {
  const { question, operator, answer } = condition;
  const unreachable = (message: string) => [error('unreachable-question', item.linkId, message)];
  const asked = before.find(({ linkId }) => linkId === question);
  if (!asked) {
    const known = items.some(({ linkId }) => linkId === question);
    return unreachable(
      known ? `It depends on ${question}, which is asked later.` : `It depends on ${question}, which does not exist.`,
    );
  }
  if (asked.type === 'group' || asked.type === 'display')
    return unreachable(`It depends on ${question}, which is not a question.`);
  if (operator === 'exists') return typeof answer === 'boolean' ? [] : unreachable('"exists" is compared with true or false.');
  if (typeof answer !== answerTypes[asked.type])
    return unreachable(`${question} is never answered with ${JSON.stringify(answer)}.`);
  if (asked.answerOption && asked.type === 'choice' && !asked.answerOption.some(({ code }) => code === answer)) {
    return unreachable(`${question} has no option ${JSON.stringify(answer)}.`);
  }
  const ordered = typeof answer === 'number';
  return ordered || operator === '=' || operator === '!=' ? [] : unreachable(`${operator} needs a number.`);
}

const answerTypes: Readonly<Record<Item['type'], string>> = {
  group: 'undefined',
  display: 'undefined',
  boolean: 'boolean',
  integer: 'number',
  decimal: 'number',
  choice: 'string',
  'open-choice': 'string',
  string: 'string',
  date: 'string',
};

function error(code: string, linkId: string, message: string): Finding {
  return { severity: 'error', code, where: `questionnaire.${linkId}`, message };
}
