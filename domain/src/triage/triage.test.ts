import { describe, expect, test } from 'vitest';
import type { Protocol, Triage } from '../protocol/protocol.ts';
import { both, tinyProtocol, tinyRule } from '../protocol/tiny-protocol.ts';
import { call, compiledOf, daysAgo } from './given.ts';
import { triage } from './triage.ts';

const well = { 'has-device': true, oxygen: 97, pulse: 80, pain: false, fever: false, needs: [] };
const compiled = compiledOf(tinyProtocol());

function withTriage(changes: Partial<Triage>, more: Partial<Protocol> = {}) {
  return compiledOf(tinyProtocol({ triage: { ...tinyProtocol().triage, ...changes }, ...more }));
}

function outcome(answers: Readonly<Record<string, unknown>>) {
  const { level, reasons, undecided } = triage(compiled, call(answers));
  return { level, fired: reasons.map(({ ruleId }) => ruleId), open: undecided.map(({ ruleId }) => ruleId) };
}

describe('the level', () => {
  test('green when nothing fires and nothing is missing', () => {
    expect(outcome(well)).toEqual({ level: 'green', fired: [], open: [] });
  });

  test('the most urgent rule decides; the others are still said, most urgent first', () => {
    expect(outcome({ ...well, pain: true, oxygen: 90 })).toEqual({ level: 'red', fired: ['L', 'P'], open: [] });
  });

  test('red tells who must act and by when; a level without one does not', () => {
    expect(triage(compiled, call({ ...well, oxygen: 90 })).escalation).toEqual({ to: 'doctor', withinMinutes: 15 });
    expect(triage(compiled, call({ ...well, pain: true }))).not.toHaveProperty('escalation');
  });
});

describe('an answer that is missing', () => {
  test.each(['unknown', 'refused', 'not-asked'] as const)('%s is named as such, and the level is no longer green', (why) => {
    expect(triage(compiled, call({ ...well, pain: why }))).toMatchObject({
      level: 'yellow',
      undecided: [{ ruleId: 'P', level: 'amber', missing: [{ linkId: 'pain', why }] }],
    });
  });

  test('does not soften what was heard', () => {
    expect(outcome({ pain: true })).toEqual({ level: 'amber', fired: ['P'], open: ['L', 'F'] });
  });

  test('does not matter where the other answers decide', () => {
    const either = withTriage({ rules: [tinyRule('X', 'pain || fever', 'red'), tinyRule('Y', 'pain && fever', 'red')] });
    const { reasons, undecided } = triage(either, call({ ...well, pain: 'refused', fever: true }));
    expect(reasons.map(({ ruleId }) => ruleId)).toEqual(['X']);
    expect(undecided.map(({ ruleId }) => ruleId)).toEqual(['Y']);
  });

  test('a question that the answers switched off is excused', () => {
    expect(outcome({ ...well, 'has-device': false, oxygen: 'not-asked', pulse: 'not-asked' })).toEqual({
      level: 'green',
      fired: [],
      open: [],
    });
  });

  test('a question whose switch was refused is not excused', () => {
    expect(outcome({ ...well, 'has-device': 'refused', oxygen: 'not-asked' })).toMatchObject({ level: 'yellow', open: ['L'] });
  });

  test('a missing fact about the person is named as one', () => {
    const old = withTriage({ rules: [tinyRule('A', 'age >= 60.0 && pain', 'amber')] });
    const { undecided } = triage(old, call({ ...well, pain: true }, { person: { conditions: [] } }));
    expect(undecided).toMatchObject([{ missing: [{ linkId: 'person.age', why: 'unknown' }] }]);
  });

  test('an impossible value is not believed, whichever way it came in', () => {
    const hot = withTriage({ rules: [tinyRule('T', 'temperature > 100.0', 'amber')] });
    const celsius = call(
      { ...well, temperature: 38.2 },
      { readings: [{ linkId: 'temperature', value: 39, at: '2026-01-10T05:10:00Z' }] },
    );
    expect(triage(hot, celsius).undecided).toMatchObject([{ ruleId: 'T', missing: [{ linkId: 'temperature', why: 'unknown' }] }]);
    expect(triage(hot, call({ ...well, temperature: 101 })).level).toBe('amber');
  });

  test('an option that is not offered is not taken for another', () => {
    const asks = withTriage({ rules: [tinyRule('N', '"food" in needs', 'amber')] });
    expect(triage(asks, call({ ...well, needs: ['fod'] })).undecided).toMatchObject([{ ruleId: 'N' }]);
  });

  test('an answer of the wrong kind counts as missing and never throws', () => {
    expect(outcome({ ...well, oxygen: 'ninety', pain: 3, needs: 7 })).toMatchObject({ level: 'yellow', open: ['L', 'P'] });
  });
});

describe('the high-risk tier', () => {
  const raise = { when: 'age >= 60.0', reason: both('उम्र', 'Age'), source: ['S'] };
  const rules = [
    tinyRule('P', 'pain', 'amber', { raise: true }),
    tinyRule('F', 'fever', 'yellow'),
    tinyRule('R', 'low', 'red', { raise: true }),
  ];
  const tiered = withTriage({ raise, rules });
  const aged = (ageYears: number | null, answers: object) =>
    triage(tiered, call({ ...well, ...answers }, { person: { ageYears, conditions: [] } }));

  test('raises a rule that says so by one level, and says from which', () => {
    expect(aged(60, { pain: true })).toMatchObject({
      level: 'red',
      highRisk: true,
      reasons: [{ ruleId: 'P', level: 'red', raisedFrom: 'amber' }],
    });
    expect(aged(59, { pain: true })).toMatchObject({ level: 'amber', highRisk: false });
  });

  test('leaves the other rules, and cannot go beyond red', () => {
    expect(aged(60, { fever: true }).level).toBe('yellow');
    expect(aged(60, { oxygen: 80 }).reasons[0]).not.toHaveProperty('raisedFrom');
  });

  test('is not known when the age is not', () => {
    expect(aged(null, { pain: true })).toMatchObject({ level: 'amber', highRisk: null });
  });
});

describe('needs', () => {
  test('what the person asks for comes first, and a rule does not raise it twice', () => {
    const kinds = ['food', 'device'].map(
      (code) => ({ code, title: both('चीज़', 'Thing'), withinHours: 24, owner: 'field' }) as const,
    );
    const rules = [tinyRule('D', '!has_device', 'green', { needs: ['device', 'food'] })];
    const { needs } = triage(
      withTriage({ rules }, { needKinds: kinds }),
      call({ ...well, 'has-device': false, needs: ['food'] }),
    );
    expect(needs).toEqual([
      { kind: 'food', ruleId: null },
      { kind: 'device', ruleId: 'D' },
    ]);
  });
});

describe('taking a reading again', () => {
  const rules = [tinyRule('L', 'oxygen < 94.0', 'red', { remeasure: { linkId: 'oxygen', afterMinutes: 5 } })];
  const again = (values: readonly number[]) => {
    const readings = values.map((value, index) => ({ linkId: 'oxygen', value, at: `2026-01-10T05:${10 + index * 5}:00Z` }));
    return triage(withTriage({ rules }), call({ ...well, oxygen: 90 }, { readings }));
  };

  test('is asked for until three were taken', () => {
    expect(again([]).remeasure).toEqual([{ linkId: 'oxygen', afterMinutes: 5, ruleId: 'L' }]);
    expect(again([91]).remeasure).toHaveLength(1);
    expect(again([91, 92])).toMatchObject({ level: 'red', remeasure: [] });
  });

  test('replaces the reading that it checked', () => {
    expect(again([97])).toMatchObject({ level: 'green', reasons: [] });
  });
});

describe('advice', () => {
  const card = (code: string, more: object) => ({
    code,
    title: both('पर्ची', 'Card'),
    body: both('सलाह', 'Advice'),
    effectiveFrom: '2026-01-10',
    source: ['S'],
    approvedBy: 'A doctor',
    readableBy: 'anyone' as const,
    ...more,
  });
  const advice = [
    card('today', {}),
    card('tomorrow', { effectiveFrom: '2026-01-11' }),
    card('ended', { effectiveFrom: '2026-01-01', effectiveUntil: '2026-01-10' }),
    card('fever', { when: 'fever' }),
  ];
  const shown = (answers: object) => triage(compiledOf(tinyProtocol({ advice })), call({ ...well, ...answers })).advice;

  test('only what is in force on the local date, and only when its condition holds', () => {
    expect(shown({})).toEqual(['today']);
    expect(shown({ fever: true })).toEqual(['today', 'fever']);
  });

  test('a card whose condition is open is kept back', () => {
    expect(shown({ fever: 'unknown' })).toEqual(['today']);
  });
});

describe('the end of follow-up', () => {
  const end = (answers: object, changes = {}) => triage(compiled, call({ ...well, ...answers }, changes)).isolation;

  test('may come on the earliest day, not the day before', () => {
    expect(end({}, { episode: { openedOn: '2026-01-03' } })).toMatchObject({
      mayEnd: true,
      earliestOn: '2026-01-10',
      text: { en: 'Yes' },
    });
    expect(end({}, { episode: { openedOn: '2026-01-04' } })).toMatchObject({
      mayEnd: false,
      blockedBy: [{ code: 'before-earliest-day' }],
    });
  });

  test('days are counted where the programme runs: 01:00 in India is already the next day', () => {
    expect(end({}, { at: '2026-01-09T19:30:00Z', episode: { openedOn: '2026-01-03' } })).toMatchObject({ mayEnd: true });
  });

  test('an unanswered danger sign blocks it as well as an unanswered condition', () => {
    expect(end({ pain: 'refused' })).toMatchObject({ blockedBy: [{ code: 'not-known', missing: [{ linkId: 'pain' }] }] });
    expect(end({ fever: 'refused' })).toMatchObject({ blockedBy: [{ code: 'not-known', missing: [{ linkId: 'fever' }] }] });
  });

  test('a red or amber call never ends it', () => {
    expect(end({ pain: true })).toMatchObject({ mayEnd: false, blockedBy: [{ code: 'needs-attention-first' }] });
  });
});

describe('who answered', () => {
  test('what only the person can feel is marked when someone else answers', () => {
    expect(triage(compiled, call(well, { informant: { kind: 'caregiver' } })).secondHand).toEqual(['pain']);
    expect(triage(compiled, call({ ...well, pain: 'unknown' }, { informant: { kind: 'family' } })).secondHand).toEqual([]);
    expect(triage(compiled, call(well)).secondHand).toEqual([]);
  });
});

test('the partial NEWS2 is for adults, and leaves oxygen out in lung disease', () => {
  const of = (person: object) => triage(compiled, call({ ...well, oxygen: 91 }, { person: { conditions: [], ...person } })).news2;
  expect(of({ ageYears: 40 })).toMatchObject({ partial: true, score: 3, anyThree: true });
  expect(of({ ageYears: 15 })).toBeNull();
  expect(of({ ageYears: null })).toBeNull();
  expect(of({ ageYears: 40, conditions: ['chronic-lung-disease'] })).toMatchObject({
    score: 0,
    missing: expect.arrayContaining(['spo2']),
  });
});

test('answers from the future and empty calls are not history', () => {
  const first = withTriage({ history: [], rules: [tinyRule('N', 'first_call', 'yellow')] });
  expect(triage(first, call(well, { past: [daysAgo(-1, well), daysAgo(1, {})] })).reasons).toHaveLength(1);
  expect(triage(first, call(well, { past: [daysAgo(1, well)] })).reasons).toEqual([]);
});
