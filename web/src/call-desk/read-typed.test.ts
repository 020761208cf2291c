import { describe, expect, test } from 'vitest';
import { questionnaire } from './given-desk.ts';
import { doubtAbout, readTyped } from './read-typed.ts';
import { itemOf } from './said.ts';

const read = (linkId: string, text: string) => {
  const item = itemOf(questionnaire, linkId);
  if (!item) throw new Error(linkId);
  return readTyped(questionnaire, item, text);
};
const nobody = { answers: {}, confirmed: [] };

describe('what is typed', () => {
  test('may be in either script, with a point or a comma', () => {
    expect(read('temperature-f', '९८.६')).toEqual({ kind: 'values', values: { 'temperature-f': 98.6 } });
    expect(read('temperature-f', '98,6')).toEqual({ kind: 'values', values: { 'temperature-f': 98.6 } });
  });

  test('may be both numbers of the device at once, at the question for oxygen', () => {
    expect(read('spo2', '98/72')).toEqual({ kind: 'values', values: { spo2: 98, pulse: 72 } });
    expect(read('spo2', '98 72')).toEqual({ kind: 'values', values: { spo2: 98, pulse: 72 } });
    expect(read('temperature-f', '98/72')).toEqual({ kind: 'unreadable' });
  });

  test('is nothing, or not a number', () => {
    expect(read('spo2', '  ')).toEqual({ kind: 'nothing' });
    expect(read('spo2', 'ninety 🙂')).toEqual({ kind: 'unreadable' });
  });
});

describe('a value that looks mistaken', () => {
  test('read in the wrong order is proposed the other way round', () => {
    const doubt = doubtAbout(questionnaire, { ...nobody, answers: { spo2: { value: 72 } } }, { pulse: 98 });
    expect(doubt).toMatchObject({ code: 'pulse-and-oxygen-swapped', suggestion: { spo2: 98, pulse: 72 } });
  });

  test('in Celsius is proposed in Fahrenheit and cannot be kept as it is', () => {
    const doubt = doubtAbout(questionnaire, nobody, { 'temperature-f': 38.2 });
    expect(doubt).toMatchObject({ code: 'celsius-given', suggestion: { 'temperature-f': 100.8 }, keep: null });
  });

  test('is believed once it was confirmed, and asked about again when it is another', () => {
    const doubt = doubtAbout(questionnaire, nobody, { spo2: 82 });
    const said = { ...nobody, confirmed: [doubt?.keep ?? ''] };
    expect(doubtAbout(questionnaire, said, { spo2: 82 })).toBeNull();
    expect(doubtAbout(questionnaire, said, { spo2: 81 })).not.toBeNull();
  });

  test('typed before does not hold up another question', () => {
    expect(doubtAbout(questionnaire, { ...nobody, answers: { spo2: { value: 82 } } }, { 'temperature-f': 98.6 })).toBeNull();
  });

  test('that is usual is not asked about', () => {
    expect(doubtAbout(questionnaire, nobody, { spo2: 97, pulse: 80 })).toBeNull();
  });
});
