import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CheckIn } from './desk-port.ts';
import { questionnaire } from './given-desk.ts';
import {
  answered,
  askedOfNeed,
  back,
  deliveryCodeFrom,
  itemOf,
  needsInAnswers,
  needToggled,
  next,
  nothingSaid,
  promisedFor,
  questionsOf,
  type Said,
  standing,
  toggled,
} from './said.ts';
import { submissionOf } from './submission-of.ts';

const at = new Date('2021-05-10T04:30:00Z');
const start = nothingSaid(questionnaire, 'id', '4821');
const item = (linkId: string) => {
  const found = itemOf(questionnaire, linkId);
  if (!found) throw new Error(linkId);
  return found;
};
const give = (said: Said, linkId: string, value: boolean | number | string) => answered(said, item(linkId), { value }, at);

describe('going through the questions', () => {
  test('begins at the first and ends with none in focus', () => {
    let said = start;
    const seen: (string | null)[] = [];
    for (let i = 0; i < 10 && said.focus !== null; i++) {
      seen.push(said.focus);
      said = next(said, questionnaire);
    }
    expect(seen).toEqual(['who-answered', 'has-oximeter', 'temperature-f', 'needs']);
    expect(said.focus).toBeNull();
  });

  test('comes to the questions that an answer opened', () => {
    const said = next(give({ ...start, focus: 'has-oximeter' }, 'has-oximeter', true), questionnaire);
    expect(said.focus).toBe('spo2');
  });

  test('goes back from the end to the last question', () => {
    expect(back({ ...start, focus: null }, questionnaire).focus).toBe('needs');
  });

  test('forward and back again is where one was, wherever one was', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.nat(5), (has, index) => {
        const said = give(start, 'has-oximeter', has);
        const questions = questionsOf(questionnaire, said);
        const focus = questions[index % questions.length]?.linkId ?? null;
        expect(back(next({ ...said, focus }, questionnaire), questionnaire).focus).toBe(focus);
      }),
    );
  });
});

describe('answers', () => {
  test('to who speaks make them the informant', () => {
    expect(give(start, 'who-answered', 'family').informant).toEqual({ kind: 'family' });
  });

  test('that another answer switched off are not sent', () => {
    const said = give(give(give(start, 'has-oximeter', true), 'spo2', 97), 'has-oximeter', false);
    expect(standing(said, questionnaire)).toEqual({ 'has-oximeter': { value: false } });
  });

  test('that measure remember when', () => {
    expect(give(start, 'temperature-f', 98.6).measuredAt).toEqual({ 'temperature-f': at.toISOString() });
  });
});

describe('needs', () => {
  test('stand in the answer to the question that asks for them, else by themselves; twice is not', () => {
    const food = needToggled(start, questionnaire, 'food', at);
    expect(needsInAnswers(food, questionnaire)).toEqual(['food']);
    expect(needsInAnswers(needToggled(food, questionnaire, 'food', at), questionnaire)).toEqual([]);
    const visit = needToggled(food, questionnaire, 'home-visit', at);
    expect(visit.needs).toEqual({ 'home-visit': '' });
    expect(needToggled(visit, questionnaire, 'home-visit', at).needs).toEqual({});
  });

  test('one that is taken back takes its words with it', () => {
    const food = { ...needToggled(start, questionnaire, 'food', at), needs: { food: 'Rice' } };
    expect(needToggled(food, questionnaire, 'food', at).needs).toEqual({});
  });

  test('leave what stands in another question’s field alone', () => {
    const typing = { ...start, focus: 'temperature-f', typed: '98' };
    expect(needToggled(typing, questionnaire, 'food', at).typed).toBe('98');
  });

  test('go with what their kind asks, the time that was promised, and the code that was told', () => {
    const asked = askedOfNeed(toggled(start, item('needs'), 'food', at), 'food', 'how-many', '5');
    const said = promisedFor(askedOfNeed(asked, 'food', 'cooks', ' '), 'food', '2021-05-10T14:30:00.000Z');
    const checkIn = { checkInId: 'c', dueOn: '2021-05-10', questionnaire } as CheckIn;
    expect(submissionOf(checkIn, said, 7, 'a', at)).toMatchObject({
      needs: [{ kind: 'food', asked: { 'how-many': '5' }, promisedAt: '2021-05-10T14:30:00.000Z' }],
      deliveryCode: '4821',
    });
    expect(submissionOf(checkIn, promisedFor(asked, 'food', null), 7, 'a', at).needs).toEqual([
      { kind: 'food', asked: { 'how-many': '5' } },
    ]);
  });

  test('are read out by four digits, whatever id they come from', () => {
    fc.assert(fc.property(fc.uuid(), (id) => /^\d{4}$/.test(deliveryCodeFrom(id))));
  });

  test('are sent beside the answers only where there is more to them', () => {
    const said = { ...toggled(start, item('needs'), 'food', at), needs: { food: ' Rice for five ', 'home-visit': '' } };
    const checkIn = { checkInId: 'c', dueOn: '2021-05-10', questionnaire } as CheckIn;
    const sent = submissionOf(checkIn, said, 7, 'a', at);
    expect(sent.needs).toEqual([{ kind: 'food', detail: 'Rice for five' }, { kind: 'home-visit' }]);
    expect(submissionOf(checkIn, { ...said, needs: { food: '' } }, 7, 'a', at)).not.toHaveProperty('needs');
  });
});
