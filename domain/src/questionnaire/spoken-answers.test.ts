import { expect, test } from 'vitest';
import type { Questionnaire } from './questionnaire.ts';
import { spokenAnswers } from './spoken-answers.ts';

const text = (en: string) => ({ hi: `${en} (hi)`, en });
const questionnaire: Questionnaire = {
  url: 'https://example.test/q',
  version: '1',
  item: [
    {
      linkId: 'g',
      type: 'group',
      text: text('How are you'),
      item: [
        { linkId: 'fever', type: 'boolean', text: text('Fever?') },
        { linkId: 'spo2', type: 'integer', text: text('Oxygen?'), unit: '%' },
      ],
    },
    {
      linkId: 'needs',
      type: 'open-choice',
      repeats: true,
      text: text('What do you need?'),
      answerOption: [{ code: 'food', display: text('Food') }],
    },
    { linkId: 'since', type: 'date', text: text('Since when?') },
    { linkId: 'who', type: 'string', text: text('Who helps?') },
  ],
};

test('answers are read in the order of the questionnaire, whatever the order in which they were kept', () => {
  const read = spokenAnswers(questionnaire, { needs: { value: ['food', 'soap'] }, spo2: { value: 97 }, fever: { value: false } });
  expect(read).toEqual([
    { linkId: 'fever', question: text('Fever?'), said: { kind: 'yes-no', value: false } },
    { linkId: 'spo2', question: text('Oxygen?'), said: { kind: 'number', value: 97, unit: '%' } },
    {
      linkId: 'needs',
      question: text('What do you need?'),
      said: { kind: 'chosen', texts: [text('Food'), { hi: 'soap', en: 'soap' }] },
    },
  ]);
});

test('not known and refused are told apart; what was not asked is not read', () => {
  const read = spokenAnswers(questionnaire, {
    fever: { absent: 'refused' },
    spo2: { absent: 'unknown' },
    since: { absent: 'not-asked' },
    who: { value: 'a neighbour' },
  });
  expect(read.map(({ linkId, said }) => [linkId, said])).toEqual([
    ['fever', { kind: 'absent', why: 'refused' }],
    ['spo2', { kind: 'absent', why: 'unknown' }],
    ['who', { kind: 'text', text: 'a neighbour' }],
  ]);
});

test('an answer to a question that the version does not ask is left out', () => {
  expect(spokenAnswers(questionnaire, { gone: { value: true }, since: { value: '2021-05-01' } })).toEqual([
    { linkId: 'since', question: text('Since when?'), said: { kind: 'date', on: '2021-05-01' } },
  ]);
});
