import { describe, expect, test } from 'vitest';
import { both } from '../protocol/tiny-protocol.ts';
import { enabledItems, enablementOf } from './enabled-items.ts';
import { isComplete, unasked } from './is-complete.ts';
import { nextQuestion } from './next-question.ts';
import type { Answers, EnableWhen, Item, Questionnaire } from './questionnaire.ts';

const text = both('प्रश्न?', 'Question?');
const device: Item = { linkId: 'device', type: 'boolean', text, required: true };
const when = (question: string, operator: EnableWhen['operator'], answer: EnableWhen['answer']): EnableWhen => ({
  question,
  operator,
  answer,
});
const oxygen: Item = { linkId: 'oxygen', type: 'integer', text, required: true, enableWhen: [when('device', '=', true)] };
const breaths: Item = { linkId: 'breaths', type: 'integer', text, enableWhen: [when('oxygen', '<=', 94)] };
const questionnaire: Questionnaire = {
  url: 'u',
  version: 'v',
  item: [
    { linkId: 'vitals', type: 'group', text, item: [device, oxygen, breaths] },
    { linkId: 'thanks', type: 'display', text },
  ],
};

function shown(answers: Answers): readonly string[] {
  return enabledItems(questionnaire, answers).map(({ linkId }) => linkId);
}

describe('which questions apply', () => {
  test('a question appears when its switch is answered so', () => {
    expect(shown({})).toEqual(['device', 'thanks']);
    expect(shown({ device: { value: true } })).toEqual(['device', 'oxygen', 'thanks']);
    expect(shown({ device: { value: true }, oxygen: { value: 94 } })).toEqual(['device', 'oxygen', 'breaths', 'thanks']);
    expect(shown({ device: { value: true }, oxygen: { value: 95 } })).toEqual(['device', 'oxygen', 'thanks']);
  });

  test('a switch that was refused neither shows the question nor waives it', () => {
    const enablement = enablementOf(questionnaire, { device: { absent: 'refused' } });
    expect([enablement.get('oxygen'), enablement.get('breaths')]).toEqual(['undecided', 'undecided']);
    expect(shown({ device: { absent: 'refused' } })).toEqual(['device', 'thanks']);
  });

  test('what a switched-off question would have switched on is off too', () => {
    const enablement = enablementOf(questionnaire, { device: { value: false } });
    expect([enablement.get('oxygen'), enablement.get('breaths')]).toEqual(['disabled', 'disabled']);
  });

  test.each<[EnableWhen['operator'], EnableWhen['answer'], Answers[string], string]>([
    ['=', 'a', { value: ['a', 'b'] }, 'enabled'],
    ['!=', 'a', { value: ['b'] }, 'enabled'],
    ['!=', 'a', { value: 'a' }, 'disabled'],
    ['>', 3, { value: 4 }, 'enabled'],
    ['>', 3, { value: 3 }, 'disabled'],
    ['>=', 3, { value: 3 }, 'enabled'],
    ['<', 3, { value: 3 }, 'disabled'],
    ['<=', 3, { value: 3 }, 'enabled'],
    ['exists', true, { absent: 'unknown' }, 'disabled'],
    ['exists', false, { absent: 'unknown' }, 'enabled'],
    ['exists', true, { value: false }, 'enabled'],
    ['>', 3, { value: 'many' }, 'disabled'],
  ])('%s %j on %j is %s', (operator, answer, given, expected) => {
    const item: Item[] = [
      { linkId: 'first', type: 'string', text },
      { linkId: 'second', type: 'boolean', text, enableWhen: [when('first', operator, answer)] },
    ];
    expect(enablementOf({ url: 'u', version: 'v', item }, { first: given }).get('second')).toBe(expected);
  });
});

describe('what to ask next', () => {
  test('the first that applies and was not asked; none when all were', () => {
    expect(nextQuestion(questionnaire, {})?.linkId).toBe('device');
    expect(nextQuestion(questionnaire, { device: { value: true } })?.linkId).toBe('oxygen');
    expect(nextQuestion(questionnaire, { device: { value: false } })).toBeNull();
  });

  test('a refused question is not asked twice, one that was skipped is', () => {
    expect(nextQuestion(questionnaire, { device: { value: true }, oxygen: { absent: 'refused' } })).toBeNull();
    expect(nextQuestion(questionnaire, { device: { value: true }, oxygen: { absent: 'not-asked' } })?.linkId).toBe('oxygen');
  });
});

describe('whether the call is complete', () => {
  test('required questions that apply must have been asked', () => {
    expect(unasked(questionnaire, { device: { value: true } })).toEqual(['oxygen']);
    expect(isComplete(questionnaire, { device: { value: true }, oxygen: { absent: 'unknown' } })).toBe(true);
    expect(isComplete(questionnaire, { device: { value: false } })).toBe(true);
  });
});
