import type { Item } from '../questionnaire/questionnaire.ts';
import type { Protocol, TriageRule } from './protocol.ts';

/** The smallest protocol that checks clean, for tests that say only what they change. */
export function tinyProtocol(changes: Partial<Protocol> = {}): Protocol {
  return {
    programme: 'tiny',
    version: 'v1',
    title: both('शीर्षक', 'Title'),
    effectiveFrom: '2026-01-01',
    approval: { by: 'A doctor', on: '2026-01-01' },
    sources: { S: 'example.org' },
    openQuestions: [],
    questionnaire: { url: 'urn:tiny', version: 'v1', item: tinyItems },
    triage: {
      history: [{ name: 'fever_days', kind: 'days-in-a-row', when: 'fever' }],
      facts: [{ name: 'low', type: 'bool', when: 'oxygen < 94.0' }],
      rules: [tinyRule('L', 'low', 'red'), tinyRule('P', 'pain', 'amber'), tinyRule('F', 'fever_days > 3.0', 'yellow')],
      undecidedLevel: 'yellow',
      escalate: { red: { to: 'doctor', withinMinutes: 15 } },
    },
    schedule: {
      from: 'opened',
      lastDay: 7,
      cadence: { new: daily, red: daily, amber: daily, yellow: daily, green: daily },
      firstCallWithinHours: 24,
      highRisk: daily,
    },
    reach: {
      maxAttemptsPerDay: 5,
      minGapMinutes: 10,
      partsOfDay: [
        { name: 'morning', from: '08:00', to: '12:00' },
        { name: 'evening', from: '12:00', to: '20:00' },
      ],
      retry: { busy: [10, 30], 'no-answer': ['next-part'] },
      rungs: ['alternate-number'],
      silentDays: 2,
    },
    callingWindow: { from: '08:00', to: '20:00', closedWeekdays: [] },
    ending: {
      earliestDay: 7,
      when: '!fever',
      blocked: both('अभी नहीं', 'Not yet'),
      allowed: both('हाँ', 'Yes'),
      doctorConfirms: false,
      source: ['S'],
    },
    needKinds: [{ code: 'food', title: both('राशन', 'Food'), withinHours: 24, owner: 'field' }],
    advice: [],
    ...changes,
  };
}

export function tinyRule(id: string, when: string, level: TriageRule['level'], more: Partial<TriageRule> = {}): TriageRule {
  return { id, when, level, reason: both('कारण', 'Reason'), action: both('काम', 'Action'), source: ['S'], ...more };
}

export function both(hi: string, en: string) {
  return { hi, en };
}

const daily = { everyDays: 1, perDay: 1 };

export const tinyItems: readonly Item[] = [
  { linkId: 'has-device', type: 'boolean', text: both('मशीन है?', 'Is there a device?'), required: true },
  {
    linkId: 'oxygen',
    type: 'integer',
    text: both('ऑक्सीजन?', 'Oxygen?'),
    required: true,
    unit: '%',
    range: { min: 40, max: 100 },
    code: [{ system: 'http://loinc.org', code: '59408-5' }],
    enableWhen: [{ question: 'has-device', operator: '=', answer: true }],
  },
  {
    linkId: 'pulse',
    type: 'integer',
    text: both('नब्ज़?', 'Pulse?'),
    range: { min: 25, max: 230, usualMin: 45, usualMax: 150 },
    code: [{ system: 'http://loinc.org', code: '8867-4' }],
    enableWhen: [{ question: 'has-device', operator: '=', answer: true }],
  },
  {
    linkId: 'temperature',
    type: 'decimal',
    text: both('तापमान?', 'Temperature?'),
    unit: '°F',
    range: { min: 90, max: 110, usualMin: 95, usualMax: 105 },
    code: [{ system: 'http://loinc.org', code: '8310-5' }],
  },
  { linkId: 'pain', type: 'boolean', text: both('दर्द?', 'Pain?'), required: true, selfReport: true },
  { linkId: 'fever', type: 'boolean', text: both('बुखार?', 'Fever?'), required: true },
  {
    linkId: 'needs',
    type: 'choice',
    repeats: true,
    raisesNeeds: true,
    text: both('ज़रूरत?', 'Needs?'),
    answerOption: [{ code: 'food', display: both('राशन', 'Food') }],
  },
];
