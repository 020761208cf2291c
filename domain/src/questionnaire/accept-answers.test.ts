import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tinyProtocol } from '../protocol/tiny-protocol.ts';
import { acceptAnswers } from './accept-answers.ts';

const { questionnaire } = tinyProtocol();
const accept = (raw: unknown) => acceptAnswers(questionnaire, raw);
const refusals = (raw: unknown) => accept(raw).refused.map(({ linkId, code }) => `${linkId}: ${code}`);

describe('answers that are taken', () => {
  test('plain values, answer objects and reasons for having none', () => {
    expect(
      accept({ oxygen: 93, pain: { value: true }, fever: { absent: 'refused' }, needs: ['food'], pulse: null }).answers,
    ).toEqual({
      oxygen: { value: 93 },
      pain: { value: true },
      fever: { absent: 'refused' },
      needs: { value: ['food'] },
      pulse: { absent: 'not-asked' },
    });
  });

  test('the ends of a range are possible', () => {
    expect(refusals({ oxygen: 40 })).toEqual([]);
    expect(refusals({ oxygen: 100 })).toEqual([]);
  });

  test('a single need is a list of one', () => {
    expect(accept({ needs: 'food' }).answers).toEqual({ needs: { value: ['food'] } });
  });
});

describe('answers that are refused', () => {
  test.each<[string, unknown]>([
    ['oxygen: out-of-range', { oxygen: 39 }],
    ['oxygen: out-of-range', { oxygen: 101 }],
    ['oxygen: not-a-whole-number', { oxygen: 93.5 }],
    ['oxygen: wrong-type', { oxygen: '93' }],
    ['oxygen: wrong-type', { oxygen: Number.NaN }],
    ['pain: wrong-type', { pain: 'yes' }],
    ['pain: wrong-type', { pain: { absent: 'forgot' } }],
    ['needs: not-an-option', { needs: ['food', 'gold'] }],
    ['needs: wrong-type', { needs: [1] }],
    ['oxigen: unknown-question', { oxigen: 93 }],
  ])('%s', (expected, raw) => {
    expect(refusals(raw)).toEqual([expected]);
  });

  test('a bad answer takes no good one with it', () => {
    const { answers, refused } = accept({ oxygen: 930, pain: true, nonsense: 1, fever: false });
    expect(answers).toEqual({ pain: { value: true }, fever: { value: false } });
    expect(refused.map(({ linkId }) => linkId)).toEqual(['oxygen', 'nonsense']);
  });

  test('nothing that a client can send makes it throw or lose a good answer', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.anything()), fc.anything(), (junk, anything) => {
        accept(anything);
        expect(accept({ ...junk, pain: true }).answers.pain).toEqual({ value: true });
      }),
    );
  });
});

describe('values that look mistaken', () => {
  const codes = (raw: unknown) => accept(raw).suggestions.map(({ code, suggestion }) => ({ code, suggestion }));

  test('oxygen and pulse read in the wrong order stay as said, with a question', () => {
    expect(codes({ oxygen: 72, pulse: 98 })).toEqual([
      { code: 'pulse-and-oxygen-swapped', suggestion: { oxygen: 98, pulse: 72 } },
    ]);
    expect(accept({ oxygen: 72, pulse: 98 }).answers).toEqual({ oxygen: { value: 72 }, pulse: { value: 98 } });
  });

  test('a pulse above 100 in the oxygen field is impossible, and explained', () => {
    expect(refusals({ oxygen: 110, pulse: 96 })).toEqual(['oxygen: out-of-range']);
    expect(codes({ oxygen: 110, pulse: 96 })).toEqual([
      { code: 'pulse-and-oxygen-swapped', suggestion: { oxygen: 96, pulse: 110 } },
    ]);
  });

  test.each([
    { oxygen: 98, pulse: 72 },
    { oxygen: 92, pulse: 98 },
    { oxygen: 88, pulse: 84 },
    { oxygen: 85, pulse: 120 },
  ])('a true reading is not doubted: $oxygen and $pulse', (reading) => {
    expect(codes(reading)).toEqual([]);
  });

  test('Celsius in a Fahrenheit field is refused and offered in Fahrenheit', () => {
    expect(refusals({ temperature: 38.2 })).toEqual(['temperature: out-of-range']);
    expect(codes({ temperature: 38.2 })).toEqual([{ code: 'celsius-given', suggestion: { temperature: 100.8 } }]);
  });

  test('a lost decimal point is offered with its point', () => {
    expect(codes({ temperature: 986 })).toEqual([{ code: 'decimal-point-lost', suggestion: { temperature: 98.6 } }]);
  });

  test('an unusual but possible value is asked again and kept', () => {
    expect(codes({ pulse: 30 })).toEqual([{ code: 'unusual', suggestion: undefined }]);
    expect(accept({ pulse: 30 }).answers).toEqual({ pulse: { value: 30 } });
  });
});
