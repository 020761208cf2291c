import { describe, expect, test } from 'vitest';
import { givenTurn, questionnaire } from './given-desk.ts';
import type { Action } from './keys.ts';
import { nothing, type Open } from './open.ts';
import { questionActs } from './question-acts.ts';
import { itemOf, nothingSaid, type Said } from './said.ts';

/** A desk that is typed on: each act sees what the one before left. */
function givenQuestions(from: Partial<Said> = {}) {
  const [checkIn] = Object.values(givenTurn('mother').turn.checkIns);
  if (!checkIn) throw new Error('no check-in');
  const desk = { said: { ...nothingSaid(questionnaire, 'id', '4821'), ...from } as Said, open: nothing as Open };
  const act = (action: Action, sign = '') => {
    const at = {
      ...{ checkIn, said: desk.said, open: desk.open, item: itemOf(questionnaire, desk.said.focus) },
      before: { value: true },
      now: () => new Date('2021-05-10T04:30:00Z'),
      setOpen: (open: Open) => {
        desk.open = open;
      },
      say: (said: Said) => {
        desk.said = said;
      },
    };
    (questionActs(at) as Partial<Record<Action, (sign: string) => void>>)[action]?.(sign);
  };
  const type = (typed: string) => {
    desk.said = { ...desk.said, typed };
    act('forward');
  };
  return { desk, act, type };
}

describe('answering by keys', () => {
  test('one key answers and goes on', () => {
    const { desk, act } = givenQuestions();
    act('option', '2');
    act('yes');
    expect(desk.said).toMatchObject({
      focus: 'spo2',
      informant: { kind: 'family' },
      answers: { 'who-answered': { value: 'family' }, 'has-oximeter': { value: true } },
    });
  });

  test('not known and refused are two answers', () => {
    const { desk, act } = givenQuestions();
    act('unknown');
    act('refused');
    expect(desk.said.answers).toEqual({ 'who-answered': { absent: 'unknown' }, 'has-oximeter': { absent: 'refused' } });
  });

  test('Enter on nothing leaves the question unasked', () => {
    const { desk, act } = givenQuestions({ focus: 'has-oximeter' });
    act('forward');
    expect(desk.said).toMatchObject({ focus: 'temperature-f', answers: {} });
  });

  test('Enter on a question of several answers says that none was given', () => {
    const { desk, act } = givenQuestions({ focus: 'needs' });
    act('forward');
    expect(desk.said).toMatchObject({ focus: null, answers: { needs: { value: [] } } });
  });
});

describe('numbers', () => {
  const withDevice = { answers: { 'has-oximeter': { value: true } } } as const;

  test('read in the wrong order are put right by one key', () => {
    const { desk, act, type } = givenQuestions({ ...withDevice, focus: 'spo2' });
    type('72');
    expect(desk.open).toMatchObject({ kind: 'doubt', doubt: { code: 'unusual' } });
    act('keep');
    type('98');
    expect(desk.open).toMatchObject({ kind: 'doubt', doubt: { code: 'pulse-and-oxygen-swapped' } });
    act('correct');
    expect(desk.open).toEqual(nothing);
    expect(desk.said).toMatchObject({ focus: 'temperature-f', answers: { spo2: { value: 98 }, pulse: { value: 72 } } });
  });

  test('typed together answer both questions', () => {
    const { desk, type } = givenQuestions({ ...withDevice, focus: 'spo2' });
    type('97/80');
    expect(desk.said).toMatchObject({ focus: 'temperature-f', answers: { spo2: { value: 97 }, pulse: { value: 80 } } });
  });

  test('that cannot be are never taken as they stand', () => {
    const { desk, act, type } = givenQuestions({ focus: 'temperature-f' });
    type('38.2');
    act('keep');
    expect(desk.said.answers).toEqual({});
    act('correct');
    expect(desk.said.answers).toEqual({ 'temperature-f': { value: 100.8 } });
  });

  test('with a point are not taken where a whole number is asked', () => {
    const { desk, type } = givenQuestions({ ...withDevice, focus: 'spo2' });
    type('97.5');
    expect(desk.said).toMatchObject({ focus: 'spo2', typed: '97.5' });
  });
});
