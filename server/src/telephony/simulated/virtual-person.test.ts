import { acceptAnswers } from '@kshem/domain/questionnaire/accept-answers.ts';
import { isComplete } from '@kshem/domain/questionnaire/is-complete.ts';
import type { Answer, Item, Questionnaire } from '@kshem/domain/questionnaire/questionnaire.ts';
import { describe, expect, test } from 'vitest';
import { plainSpeaker } from './habits.ts';
import type { IllnessCourse } from './illness.ts';
import { createRandom } from './random.ts';
import { heardPart, secondsToSay, talkTo, type VirtualPerson } from './virtual-person.ts';

const text = { hi: '?', en: '?' };
const item = (linkId: string, type: Item['type'], more: Partial<Item> = {}): Item => ({
  linkId,
  type,
  text,
  required: true,
  ...more,
});
const options = (...codes: string[]) => ({ answerOption: codes.map((code) => ({ code, display: text })) });

const questionnaire: Questionnaire = {
  url: 'https://example.org/q',
  version: '1',
  item: [
    item('informant', 'choice', options('self', 'caregiver', 'neighbour')),
    item('danger', 'group', { item: [item('breathless', 'boolean'), item('chest-pain', 'boolean')] }),
    item('has-oximeter', 'boolean'),
    item('spo2', 'integer', {
      range: { min: 50, max: 100 },
      enableWhen: [{ question: 'has-oximeter', operator: '=', answer: true }],
    }),
    item('reading-2', 'integer', { code: [{ system: 'http://loinc.org', code: '8867-4' }], range: { min: 30, max: 220 } }),
    item('temperature', 'decimal', { range: { min: 90, max: 110 } }),
    item('fever-days', 'integer', { range: { min: 0, max: 30 } }),
    item('trend', 'choice', options('better', 'same', 'worse')),
    item('symptoms', 'choice', { repeats: true, ...options('cough', 'fever', 'breathlessness', 'none') }),
    item('needs', 'choice', { repeats: true, ...options('food', 'medicine', 'none') }),
    item('note', 'string', { required: false }),
  ],
};

const course: IllnessCourse = {
  baseline: { spo2: 97, pulse: 78, temperatureF: 98.2 },
  symptoms: [
    { symptom: 'cough', from: 0, to: 12 },
    { symptom: 'breathless', from: 8, to: 11 },
  ],
  fever: { from: 1, to: 5, temperatureF: 101.5 },
  dip: { from: 8, to: 11, points: 8 },
  hospitalFromDay: null,
  diesOnDay: null,
  hasOximeter: true,
  hasThermometer: true,
};
const steady = { ...plainSpeaker, dodges: 0, refusesQuestion: 0, refusesCall: 0, asksToBeCalledBack: 0, confusesReadings: 0 };
const person: VirtualPerson = { seed: 'worsens on day 8', speaking: steady, illness: course };

const asked = (who: VirtualPerson, day: number, call = 1) => talkTo(who, { day, call, questionnaire, languages: ['hi'] });
const answersOf = (who: VirtualPerson, day: number) => {
  const said = asked(who, day);
  if (said.kind !== 'answered') throw new Error(`was not answered: ${said.kind}`);
  return said.answers;
};
const value = (answer: Answer | undefined) => (answer !== undefined && 'value' in answer ? answer.value : answer);

describe('a virtual person', () => {
  test('answers every question that applies, with answers the questionnaire accepts', () => {
    for (let day = 0; day < 15; day++) {
      const answers = answersOf(person, day);
      expect(isComplete(questionnaire, answers)).toBe(true);
      expect(acceptAnswers(questionnaire, answers).refused).toEqual([]);
    }
  });

  test('says the same when asked the same again, and other readings on another day', () => {
    expect(answersOf(person, 3)).toEqual(answersOf(person, 3));
    expect(answersOf(person, 3)).not.toEqual(answersOf(person, 4));
  });

  test('who worsens on day 8 is well on day 7 and short of breath with a low reading on day 9', () => {
    expect(value(answersOf(person, 7).breathless)).toBe(false);
    expect(Number(value(answersOf(person, 7).spo2))).toBeGreaterThan(94);
    const worse = answersOf(person, 9);
    expect(value(worse.breathless)).toBe(true);
    expect(Number(value(worse.spo2))).toBeLessThan(93);
    expect(value(answersOf(person, 8).trend)).toBe('worse');
    expect(value(answersOf(person, 12).trend)).toBe('better');
    expect(value(worse.symptoms)).toEqual(['cough', 'breathlessness']);
  });

  test('fever shows as a temperature and as days', () => {
    expect(Number(value(answersOf(person, 4).temperature))).toBeGreaterThan(100);
    expect(value(answersOf(person, 4)['fever-days'])).toBe(4);
    expect(Number(value(answersOf(person, 7).temperature))).toBeLessThan(100);
    expect(value(answersOf(person, 7)['fever-days'])).toBe(0);
  });

  test('without an oximeter or a thermometer there are no readings, only unknown', () => {
    const without = { ...person, illness: { ...course, hasOximeter: false, hasThermometer: false } };
    const answers = answersOf(without, 3);
    expect(value(answers['has-oximeter'])).toBe(false);
    expect(answers.spo2).toBeUndefined();
    expect(answers['reading-2']).toEqual({ absent: 'unknown' });
    expect(answers.temperature).toEqual({ absent: 'unknown' });
  });

  test('refusals and dodges are kept apart', () => {
    const silent = { ...person, speaking: { ...steady, refusesQuestion: 1 } };
    const vague = { ...person, speaking: { ...steady, dodges: 1 } };
    expect(answersOf(silent, 3).breathless).toEqual({ absent: 'refused' });
    expect(answersOf(vague, 3).breathless).toEqual({ absent: 'unknown' });
  });

  test('a mixed-up pair of readings is read out the wrong way round', () => {
    const mixed = { ...person, speaking: { ...steady, confusesReadings: 1 } };
    expect(Number(value(answersOf(mixed, 3)['reading-2']))).toBeGreaterThan(93);
    expect(Number(value(answersOf(mixed, 3).spo2))).toBeLessThan(100);
  });

  test.each([
    ['wrong-person', { speaking: { ...steady, wrongPerson: true } }],
    ['refused', { speaking: { ...steady, refusesCall: 1 } }],
    ['language-barrier', { speaking: { ...steady, language: 'cg' as const } }],
    ['died', { illness: { ...course, diesOnDay: 9 } }],
    ['hospitalised', { illness: { ...course, hospitalFromDay: 9 } }],
  ])('ends the call as %s', (disposition, change) => {
    expect(asked({ ...person, ...change }, 9)).toEqual({ kind: 'not-talked', disposition });
  });

  test('is alive and at home the day before', () => {
    expect(asked({ ...person, illness: { ...course, diesOnDay: 9, hospitalFromDay: 9 } }, 8).kind).toBe('answered');
  });

  test('asks to be called back at a time, and may talk at the second try', () => {
    const busy = { ...person, speaking: { ...steady, asksToBeCalledBack: 0.5 } };
    const kinds = Array.from({ length: 20 }, (_, call) => asked(busy, 3, call + 1).kind);
    expect(new Set(kinds)).toEqual(new Set(['callback', 'answered']));
  });

  test('of a cut call the first answers are kept, in the order they were given', () => {
    const answers = answersOf(person, 3);
    const kept = Object.keys(heardPart(answers, 0.5));
    expect(kept).toEqual(Object.keys(answers).slice(0, kept.length));
    expect(kept.length).toBe(Math.floor(Object.keys(answers).length / 2));
    expect(heardPart(answers, 1)).toEqual(answers);
    expect(heardPart(answers, 0)).toEqual({});
  });

  test('a conversation takes minutes, a refusal does not', () => {
    const random = createRandom('talk');
    const mean = (said: Parameters<typeof secondsToSay>[0]) =>
      Array.from({ length: 2000 }, () => secondsToSay(said, random)).reduce((sum, seconds) => sum + seconds, 0) / 2000;
    expect(mean(asked(person, 3)) / 180).toBeCloseTo(1, 1);
    expect(mean({ kind: 'not-talked', disposition: 'refused' }) / 35).toBeCloseTo(1, 1);
  });

  test('a proxy is named as one', () => {
    const said = asked({ ...person, speaking: { ...steady, speaks: 'caregiver' } }, 3);
    expect(said).toMatchObject({ kind: 'answered', informant: { kind: 'caregiver' } });
    expect(said.kind === 'answered' && value(said.answers.informant)).toBe('caregiver');
  });
});
