import { describe, expect, test } from 'vitest';
import type { Item } from '../questionnaire/questionnaire.ts';
import { checkProtocol, isPublishable } from './check-protocol.ts';
import type { Protocol } from './protocol.ts';
import { both, tinyItems, tinyProtocol, tinyRule } from './tiny-protocol.ts';

/** Codes with their places. */
function found(protocol: Protocol): readonly string[] {
  return checkProtocol(protocol).map(({ code, where }) => `${code} ${where}`);
}

function withRule(when: string, more = {}): Protocol {
  const { triage } = tinyProtocol();
  return tinyProtocol({ triage: { ...triage, rules: [...triage.rules, tinyRule('X', when, 'amber', more)] } });
}

function withItem(item: Partial<Item> & Pick<Item, 'linkId'>): Protocol {
  const added: Item = { type: 'boolean', text: both('प्रश्न?', 'Question?'), ...item };
  return tinyProtocol({ questionnaire: { url: 'urn:tiny', version: 'v1', item: [...tinyItems, added] } });
}

test('a sound protocol has no findings and may be published', () => {
  expect(checkProtocol(tinyProtocol())).toEqual([]);
  expect(isPublishable(tinyProtocol(), [])).toBe(true);
});

test('a draft may not be published, though nothing is wrong with it', () => {
  const { approval: _, ...draft } = tinyProtocol();
  expect(found(draft)).toEqual(['draft approval']);
  expect(isPublishable(draft, checkProtocol(draft))).toBe(false);
});

describe('a question nobody will be asked', () => {
  test.each<[string, NonNullable<Item['enableWhen']>]>([
    ['depends on a question that does not exist', [{ question: 'nowhere', operator: '=', answer: true }]],
    ['depends on a value beyond the possible ones', [{ question: 'oxygen', operator: '>', answer: 100 }]],
    ['depends on an option that is not offered', [{ question: 'needs', operator: '=', answer: 'gold' }]],
    ['compares a yes or no with a text', [{ question: 'pain', operator: '=', answer: 'yes' }]],
    ['compares a yes or no by size', [{ question: 'pain', operator: '>', answer: true }]],
  ])('%s', (_, enableWhen) => {
    expect(found(withItem({ linkId: 'extra', enableWhen }))).toEqual(['unreachable-question questionnaire.extra']);
  });

  test('depends on a question that comes later', () => {
    const early: Item = {
      linkId: 'early',
      type: 'boolean',
      text: both('पहले?', 'Early?'),
      enableWhen: [{ question: 'pain', operator: '=', answer: true }],
    };
    const protocol = tinyProtocol({ questionnaire: { url: 'u', version: 'v', item: [early, ...tinyItems] } });
    expect(checkProtocol(protocol)).toMatchObject([{ code: 'unreachable-question', message: expect.stringContaining('later') }]);
  });

  test('has conditions that exclude each other', () => {
    const enableWhen = [
      { question: 'oxygen', operator: '<', answer: 90 },
      { question: 'oxygen', operator: '>', answer: 90 },
    ] as const;
    expect(found(withItem({ linkId: 'extra', enableWhen, enableBehavior: 'all' }))).toEqual([
      'unreachable-question questionnaire.extra',
    ]);
    expect(found(withItem({ linkId: 'extra', enableWhen, enableBehavior: 'any' }))).toEqual([]);
  });

  test('needs a device to be there and not to be there', () => {
    const enableWhen = [
      { question: 'has-device', operator: '=', answer: false },
      { question: 'oxygen', operator: 'exists', answer: true },
    ] as const;
    expect(found(withItem({ linkId: 'extra', enableWhen, enableBehavior: 'all' }))).toEqual([]);
  });
});

describe('a rule that can never fire', () => {
  test.each([
    ['below the lowest possible value', 'oxygen < 40.0'],
    ['two limits that exclude each other', 'oxygen < 90.0 && oxygen > 92.0'],
    ['an answer without its switch', '!has_device && oxygen < 90.0'],
    ['through a fact', 'low && oxygen >= 94.0'],
    ['a run of days below zero', 'fever_days < 0.0'],
    ['nothing at all', 'false'],
  ])('%s', (_, when) => {
    expect(found(withRule(when))).toEqual(['rule-never-fires triage.rules.X']);
  });

  test.each([
    ['oxygen <= 40.0'],
    ['oxygen < 90.0 || oxygen > 92.0'],
    ['age < 1.0'],
    ['age > 110.0 && !("sex" in known)'],
    ['fever_days > 30.0'],
  ])('one that can is left alone: %s', (when) => {
    expect(found(withRule(when)).filter((code) => code.startsWith('rule-never'))).toEqual([]);
  });

  test('a rule that a more urgent one always outdoes is noted', () => {
    expect(found(withRule('oxygen < 90.0'))).toEqual(['shadowed-rule triage.rules.X']);
    expect(found(withRule('oxygen < 95.0'))).toEqual([]);
  });
});

describe('an expression that does not hold together', () => {
  test.each([
    ['a misspelt question', 'oxigen < 90.0', 'cel-syntax-or-type'],
    ['a number compared with a text', 'oxygen < "90"', 'cel-syntax-or-type'],
    ['a syntax error', 'oxygen < ', 'cel-syntax-or-type'],
    ['a number where a condition is due', 'oxygen + 1.0', 'cel-wrong-result'],
    ['a function that may fail', 'string(oxygen) == "90"', 'cel-not-allowed'],
    ['a division', 'oxygen / 2.0 < 45.0', 'cel-not-allowed'],
    ['an option nobody can choose', '"gold" in needs', 'unknown-option'],
    ['a condition of unknown code', '"hay-fever" in conditions', 'unknown-option'],
  ])('%s', (_, when, code) => {
    expect(checkProtocol(withRule(when)).map((finding) => finding.code)).toContain(code);
  });

  test('a fact may not read a later fact', () => {
    const { triage } = tinyProtocol();
    const facts = [{ name: 'early', type: 'bool', when: 'low && pain' }, ...triage.facts] as const;
    expect(found(tinyProtocol({ triage: { ...triage, facts } }))).toEqual(['cel-syntax-or-type triage.facts.early']);
  });
});

describe('names and texts', () => {
  test('a missing, copied or unread translation is named with its place', () => {
    const missing = tinyRule('X', 'pain', 'green', { reason: both('', 'Reason'), action: both('Action', 'Action') });
    const latin = tinyRule('Y', 'pain', 'green', { reason: both('Dard', 'Pain') });
    const { triage } = tinyProtocol();
    const protocol = tinyProtocol({ triage: { ...triage, rules: [...triage.rules, missing, latin] } });
    expect(found(protocol).filter((code) => code.startsWith('missing-translation'))).toEqual([
      'missing-translation triage.rules[X].reason.hi',
      'missing-translation triage.rules[X].action.hi',
      'missing-translation triage.rules[Y].reason.hi',
    ]);
  });

  test('a rule names a source that exists', () => {
    expect(found(withRule('pain && fever', { source: [] }))).toContain('no-source triage.rules.X');
    expect(found(withRule('pain && fever', { source: ['T'] }))).toContain('unknown-source triage.rules.X');
  });

  test('a rule raises needs and measures questions that exist', () => {
    expect(found(withRule('pain && fever', { needs: ['gold'] }))).toContain('unknown-need triage.rules.X');
    expect(found(withRule('pain && fever', { remeasure: { linkId: 'pain', afterMinutes: 5 } }))).toContain(
      'unknown-question triage.rules.X',
    );
  });

  test('an advice card that ends before it begins would never be shown', () => {
    const card = {
      code: 'card',
      title: both('पर्ची', 'Card'),
      body: both('सलाह', 'Advice'),
      effectiveFrom: '2021-06-07',
      effectiveUntil: '2021-06-07',
      source: ['S'],
      approvedBy: 'A doctor',
      readableBy: 'anyone',
    } as const;
    expect(found(tinyProtocol({ advice: [card] }))).toEqual(['bad-date advice.card']);
    expect(found(tinyProtocol({ advice: [{ ...card, effectiveUntil: '2021-02-30' }] }))).toEqual(['bad-date advice.card']);
  });

  test('two things that rules would read by one name', () => {
    expect(found(withItem({ linkId: 'low' }))).toContain('duplicate-name questionnaire.low');
    expect(found(withItem({ linkId: 'age' }))).toContain('duplicate-name questionnaire.age');
  });
});

describe('calls that cannot be made', () => {
  const { reach, schedule, callingWindow, triage } = tinyProtocol();
  test.each<[string, Partial<Protocol>, string]>([
    ['a window that closes before it opens', { callingWindow: { ...callingWindow, from: '20:00', to: '08:00' } }, 'bad-window'],
    ['a week without a day', { callingWindow: { ...callingWindow, closedWeekdays: [1, 2, 3, 4, 5, 6, 7] } }, 'bad-window'],
    ['a wait below the least gap', { reach: { ...reach, retry: { busy: [5] } } }, 'bad-retry'],
    ['a second call to a family in mourning', { reach: { ...reach, retry: { died: [60] } } }, 'bad-retry'],
    ['no other part of the day', { reach: { ...reach, partsOfDay: reach.partsOfDay.slice(0, 1) } }, 'bad-retry'],
    ['a schedule that ends too early', { schedule: { ...schedule, lastDay: 6 } }, 'schedule-too-short'],
    ['half a call a day', { schedule: { ...schedule, highRisk: { everyDays: 1, perDay: 0.5 } } }, 'bad-cadence'],
    ['an unanswered danger sign taken for fine', { triage: { ...triage, undecidedLevel: 'green' } }, 'undecided-passes'],
    ['red that reaches nobody', { triage: { ...triage, escalate: {} } }, 'no-escalation'],
  ])('%s', (_, changes, code) => {
    expect(checkProtocol(tinyProtocol(changes)).map((finding) => finding.code)).toContain(code);
  });
});
