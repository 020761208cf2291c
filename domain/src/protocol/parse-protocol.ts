import { dispositions } from '../attempt/disposition.ts';
import type { EnableWhen, Item, Questionnaire } from '../questionnaire/questionnaire.ts';
import type { Text } from '../text.ts';
import type { Finding } from './finding.ts';
import type {
  AdviceCard,
  CallingWindow,
  EndingRule,
  Level,
  Measure,
  NeedKind,
  NeedQuestion,
  Protocol,
  ReachLadder,
  Schedule,
  Triage,
  TriageRule,
} from './protocol.ts';
import { levels, needPriorities, needProofs } from './protocol.ts';
import { boolean, later, list, mapOf, number, object, oneOf, optional, type Shape, string, variants } from './shape.ts';

export type Parsed =
  | { readonly ok: true; readonly protocol: Protocol }
  | { readonly ok: false; readonly errors: readonly Finding[] };

/**
 * Reads a protocol from the plain values of its two files (`protocol.yaml` and `questionnaire.yaml`, parsed by the caller). Every
 * problem is reported with its path and what to write there; whether the content makes sense is check-protocol's work.
 */
export function parseProtocol(files: { readonly protocol: unknown; readonly questionnaire: unknown }): Parsed {
  const errors: Finding[] = [];
  const questionnaire = questionnaireShape.read(files.questionnaire, 'questionnaire', errors);
  const rest = protocolShape.read(files.protocol, '', errors);
  return errors.length === 0 ? { ok: true, protocol: { ...rest, questionnaire } } : { ok: false, errors };
}

const localDate = string(/^\d{4}-\d\d-\d\d$/, 'a date such as 2022-01-05, in quotes');
const localTime = string(/^([01]\d|2[0-4]):[0-5]\d$/, 'a time such as 08:00, in quotes');
const code = string(/^[a-z0-9][a-z0-9-]*$/, 'a code of small letters, digits and hyphens');
const variable = string(/^[a-z][a-z0-9_]*$/, 'a name of small letters, digits and underscores');
/** A gap in a translation is left to check-protocol, which says it in the translator's words. */
const words: Shape<string> = {
  read: (value, at, problems) =>
    value === undefined || value === null || value === '' ? '' : string().read(value, at, problems),
};
const text = object<Text>({ hi: words, en: words });
const level = oneOf(...levels);
const sources = list(string());

const enableWhen = object<EnableWhen>({
  question: code,
  operator: oneOf('exists', '=', '!=', '>', '<', '>=', '<='),
  answer: {
    read: (value, at, problems) =>
      typeof value === 'number' || typeof value === 'boolean' ? value : string().read(value, at, problems),
  },
});

const item: Shape<Item> = object<Item>({
  linkId: code,
  type: oneOf('group', 'display', 'boolean', 'integer', 'decimal', 'choice', 'open-choice', 'string', 'date'),
  text,
  tip: optional(text),
  code: optional(list(object<{ system: string; code: string }>({ system: string(), code: string() }))),
  required: optional(boolean()),
  repeats: optional(boolean()),
  enableWhen: optional(list(enableWhen)),
  enableBehavior: optional(oneOf('all', 'any')),
  answerOption: optional(list(object<{ code: string; display: Text }>({ code, display: text }))),
  unit: optional(string()),
  range: optional(
    object<NonNullable<Item['range']>>({
      min: number(),
      max: number(),
      usualMin: optional(number()),
      usualMax: optional(number()),
    }),
  ),
  selfReport: optional(boolean()),
  raisesNeeds: optional(boolean()),
  item: optional(list(later(() => item))),
});

const questionnaireShape = object<Questionnaire>({ url: string(), version: string(), item: list(item) });

const measure = variants<Measure>('kind', {
  'days-in-a-row': object<Extract<Measure, { kind: 'days-in-a-row' }>>({
    name: variable,
    kind: oneOf('days-in-a-row'),
    when: string(),
  }),
  'days-without': object<Extract<Measure, { kind: 'days-without' }>>({
    name: variable,
    kind: oneOf('days-without'),
    when: string(),
  }),
  'fall-from-usual': object<Extract<Measure, { kind: 'fall-from-usual' }>>({
    name: variable,
    kind: oneOf('fall-from-usual'),
    linkId: code,
    usual: optional(variable),
  }),
  'nth-lowest': object<Extract<Measure, { kind: 'nth-lowest' }>>({
    name: variable,
    kind: oneOf('nth-lowest'),
    linkId: code,
    nth: number(),
    withinMinutes: number(),
  }),
});

const rule = object<TriageRule>({
  id: string(/^[A-Za-z0-9][A-Za-z0-9-]*$/, 'a short id such as S1b'),
  when: string(),
  level,
  reason: text,
  action: text,
  source: sources,
  needs: optional(list(code)),
  remeasure: optional(object<NonNullable<TriageRule['remeasure']>>({ linkId: code, afterMinutes: number() })),
  raise: optional(boolean()),
});

const escalation = object<{ to: 'doctor'; withinMinutes: number }>({ to: oneOf('doctor'), withinMinutes: number() });

const triage = object<Triage>({
  history: optional(list(measure)),
  facts: list(object<Triage['facts'][number]>({ name: variable, type: oneOf('bool', 'double'), when: string() })),
  rules: list(rule),
  raise: optional(object<NonNullable<Triage['raise']>>({ when: string(), reason: text, source: sources })),
  undecidedLevel: level,
  escalate: mapOf(escalation, levels) as Shape<Triage['escalate']>,
});

const cadence = object<{ everyDays: number; perDay: number }>({ everyDays: number(), perDay: number() });

const schedule = object<Schedule>({
  from: oneOf('onset-or-sample', 'sample', 'opened'),
  lastDay: number(),
  cadence: object<Record<Level | 'new', { everyDays: number; perDay: number }>>({
    new: cadence,
    red: cadence,
    amber: cadence,
    yellow: cadence,
    green: cadence,
  }),
  firstCallWithinHours: number(),
  highRisk: cadence,
});

const wait: Shape<number | 'next-part'> = {
  read: (value, at, problems) => (value === 'next-part' ? value : number().read(value, at, problems)),
};

const reach = object<ReachLadder>({
  maxAttemptsPerDay: number(),
  minGapMinutes: number(),
  nextPartGapMinutes: optional(number()),
  partsOfDay: list(object<ReachLadder['partsOfDay'][number]>({ name: code, from: localTime, to: localTime })),
  retry: mapOf(list(wait), dispositions) as Shape<ReachLadder['retry']>,
  rungs: list(oneOf('alternate-number', 'household-member', 'field-visit')),
  silentDays: number(),
});

const callingWindow = object<CallingWindow>({ from: localTime, to: localTime, closedWeekdays: list(oneOf(1, 2, 3, 4, 5, 6, 7)) });

const ending = object<EndingRule>({
  earliestDay: number(),
  when: string(),
  blocked: text,
  allowed: text,
  doctorConfirms: boolean(),
  source: sources,
});

const needKind = object<NeedKind>({
  code,
  title: text,
  withinHours: number(),
  owner: oneOf('field', 'doctor', 'supervisor', 'officer'),
  priority: optional(oneOf(...needPriorities)),
  asks: optional(
    list(
      object<NeedQuestion>({
        code,
        text,
        options: optional(list(object<{ code: string; display: Text }>({ code, display: text }))),
      }),
    ),
  ),
  proof: optional(oneOf(...needProofs)),
});

const adviceCard = object<AdviceCard>({
  code,
  title: text,
  body: text,
  effectiveFrom: localDate,
  effectiveUntil: optional(localDate),
  source: sources,
  approvedBy: string(),
  readableBy: oneOf('anyone', 'doctor'),
  when: optional(string()),
});

const protocolShape = object<Omit<Protocol, 'questionnaire'>>({
  programme: code,
  version: code,
  title: text,
  effectiveFrom: localDate,
  approval: optional(object<NonNullable<Protocol['approval']>>({ by: string(), on: localDate })),
  sources: mapOf(string()),
  openQuestions: list(text),
  triage,
  schedule,
  reach,
  callingWindow,
  ending,
  needKinds: list(needKind),
  advice: list(adviceCard),
});
