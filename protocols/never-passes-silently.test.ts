import { compileProtocol } from '@kshem/domain/protocol/compile-protocol.ts';
import { levels, type Protocol } from '@kshem/domain/protocol/protocol.ts';
import { allItems, enabledItems } from '@kshem/domain/questionnaire/enabled-items.ts';
import { nextQuestion } from '@kshem/domain/questionnaire/next-question.ts';
import type { Answer, Answers, Item } from '@kshem/domain/questionnaire/questionnaire.ts';
import { conditions } from '@kshem/domain/triage/conditions.ts';
import type { TriageInput } from '@kshem/domain/triage/input.ts';
import { triage } from '@kshem/domain/triage/triage.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadProgrammes } from './load.ts';

/**
 * The promise behind every version: an answer that is missing, for whatever reason and in whatever combination, never throws, never
 * invents a danger and never hides one.
 */
describe.each(loadProgrammes().flatMap(({ protocols }) => protocols))('$programme/$version', (protocol) => {
  const result = compileProtocol(protocol);
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  const { compiled } = result;

  test('a rule that would fire fires, or is open with the question that is missing', () => {
    fc.assert(
      fc.property(anyCall(protocol), anyGaps(protocol), (input, gaps) => {
        const whole = triage(compiled, input);
        const partial = triage(compiled, { ...input, answers: withGaps(input.answers, gaps) });
        const fired = partial.reasons.map(({ ruleId }) => ruleId);
        const open = partial.undecided.map(({ ruleId }) => ruleId);
        const would = whole.reasons.map(({ ruleId }) => ruleId);
        expect([...fired, ...open]).toEqual(expect.arrayContaining(would));
        expect([...would, ...whole.undecided.map(({ ruleId }) => ruleId)]).toEqual(expect.arrayContaining(fired));
        for (const { missing } of partial.undecided) expect(missing).not.toEqual([]);
        const danger = whole.reasons.some(({ level }) => level === 'red' || level === 'amber');
        if (danger) expect(levels.indexOf(partial.level)).toBeLessThanOrEqual(levels.indexOf(protocol.triage.undecidedLevel));
        if (partial.isolation.mayEnd) expect(whole.isolation.mayEnd).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  test('every single answer missing, one at a time and all at once', () => {
    const [input] = fc.sample(anyCall(protocol), { numRuns: 1, seed: 7 });
    if (!input) throw new Error('no sample');
    const linkIds = Object.keys(input.answers);
    for (const gone of [...linkIds.map((linkId) => [linkId]), linkIds]) {
      for (const absent of ['unknown', 'refused', 'not-asked'] as const) {
        const gaps = Object.fromEntries(gone.map((linkId) => [linkId, { absent }]));
        expect(() => triage(compiled, { ...input, answers: withGaps(input.answers, gaps) })).not.toThrow();
      }
    }
  });

  test('a call on which nothing was answered is never green', () => {
    fc.assert(
      fc.property(anyCall(protocol), (input) => {
        expect(triage(compiled, { ...input, answers: {} }).level).not.toBe('green');
      }),
      { numRuns: 50 },
    );
  });
});

type Gaps = Readonly<Record<string, Extract<Answer, { absent: string }>>>;

function withGaps(answers: Answers, gaps: Gaps): Answers {
  return Object.fromEntries(Object.entries(answers).map(([linkId, answer]) => [linkId, gaps[linkId] ?? answer]));
}

function anyGaps(protocol: Protocol): fc.Arbitrary<Gaps> {
  const gap = fc.option(
    fc.constantFrom('unknown', 'refused', 'not-asked').map((absent) => ({ absent }) as const),
    { nil: undefined },
  );
  const linkIds = allItems(protocol.questionnaire).map(({ linkId }) => linkId);
  return fc.record(Object.fromEntries(linkIds.map((linkId) => [linkId, gap]))).map((all) => {
    return Object.fromEntries(Object.entries(all).flatMap(([linkId, one]) => (one ? [[linkId, one]] : [])));
  });
}

/** A complete call with any history: every question that applies is answered. */
function anyCall(protocol: Protocol): fc.Arbitrary<TriageInput> {
  const at = Date.parse('2022-03-10T06:00:00Z');
  const complete = anyChoices(protocol).map((choices) => completeAnswers(protocol, choices));
  const past = fc.record({
    minutesAgo: fc.integer({ min: 1, max: 20 * 24 * 60 }),
    answers: complete,
    level: fc.constantFrom(...levels),
  });
  return fc
    .record({
      answers: complete,
      past: fc.array(past, { maxLength: 5 }),
      ageYears: fc.option(fc.oneof(fc.constantFrom(0.1, 0.5, 3), fc.integer({ min: 5, max: 100 }))),
      conditions: fc.subarray(Object.keys(conditions), { maxLength: 2 }),
      usualSpo2: fc.option(fc.integer({ min: 85, max: 99 }), { freq: 1 }),
      informant: fc.constantFrom('self', 'caregiver', 'neighbour'),
      daysAgo: fc.integer({ min: -1, max: 20 }),
    })
    .map(({ answers, past, ageYears, conditions, usualSpo2, informant, daysAgo }) => ({
      answers,
      at: new Date(at).toISOString(),
      informant: { kind: informant } as const,
      past: past.map((one) => ({
        answers: one.answers,
        level: one.level,
        at: new Date(at - one.minutesAgo * 60_000).toISOString(),
      })),
      readings: [],
      person: { ageYears, conditions, usualSpo2 },
      episode: { openedOn: new Date(at - daysAgo * 86_400_000).toISOString().slice(0, 10) },
      timeZone: 'Asia/Kolkata',
    }));
}

function anyChoices(protocol: Protocol): fc.Arbitrary<Readonly<Record<string, Answer>>> {
  const items = allItems(protocol.questionnaire).filter(({ type }) => type !== 'group' && type !== 'display');
  return fc.record(Object.fromEntries(items.map((item) => [item.linkId, anyAnswer(item)])));
}

function anyAnswer(item: Item): fc.Arbitrary<Answer> {
  const codes = (item.answerOption ?? []).map(({ code }) => code);
  const { min = 0, max = 100, usualMin = min, usualMax = max } = item.range ?? {};
  if (item.type === 'boolean') return fc.boolean().map((value) => ({ value }));
  if (item.type === 'integer') return fc.integer({ min: usualMin, max: usualMax }).map((value) => ({ value }));
  if (item.type === 'decimal')
    return fc.integer({ min: usualMin * 10, max: usualMax * 10 }).map((tenths) => ({ value: tenths / 10 }));
  if (item.repeats === true) return fc.subarray(codes, { maxLength: 3 }).map((value) => ({ value }));
  return fc.constantFrom(...codes).map((value) => ({ value }));
}

function completeAnswers(protocol: Protocol, choices: Readonly<Record<string, Answer>>): Answers {
  const answers: Record<string, Answer> = {};
  for (let item = nextQuestion(protocol.questionnaire, answers); item; item = nextQuestion(protocol.questionnaire, answers)) {
    answers[item.linkId] = choices[item.linkId] ?? { absent: 'unknown' };
  }
  const asked = new Set(enabledItems(protocol.questionnaire, answers).map(({ linkId }) => linkId));
  return Object.fromEntries(Object.entries(answers).filter(([linkId]) => asked.has(linkId)));
}
