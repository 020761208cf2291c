import { Environment } from '@marcbachmann/cel-js';
import { levels, type Protocol } from '../protocol/protocol.ts';
import { allItems } from '../questionnaire/enabled-items.ts';
import type { Item } from '../questionnaire/questionnaire.ts';
import { conditions } from './conditions.ts';

export type VariableType = 'bool' | 'double' | 'string' | 'list<string>';

export type Variable = {
  readonly name: string;
  readonly type: VariableType;
  readonly origin: 'answer' | 'person' | 'call' | 'history' | 'fact';
  readonly about: string;
  /** The only texts it can hold, or its members can be; absent where any text is possible. */
  readonly options?: readonly string[];
  /** The question behind an answer. */
  readonly item?: Item;
};

/**
 * Everything a rule of this protocol may read. Answers appear under their linkId with `_` for `-`; a number is the latest reading of
 * the call. A variable whose value is missing makes the rule undecided, never false (three-valued.ts). Facts and measures of the
 * protocol follow under their own names.
 */
export function variablesOf(protocol: Protocol): readonly Variable[] {
  const { history = [], facts } = protocol.triage;
  return [
    ...fixedVariables,
    ...allItems(protocol.questionnaire).flatMap(answerVariable),
    ...history.map(({ name, kind }): Variable => ({ name, type: 'double', origin: 'history', about: kind })),
    ...facts.map(({ name, type, when }): Variable => ({ name, type, origin: 'fact', about: when })),
  ];
}

export const fixedVariables: readonly Variable[] = [
  { name: 'age', type: 'double', origin: 'person', about: 'Age in years; 0.5 is six months' },
  { name: 'sex', type: 'string', origin: 'person', about: 'As recorded', options: ['female', 'male', 'other'] },
  { name: 'conditions', type: 'list<string>', origin: 'person', about: 'Lasting conditions', options: Object.keys(conditions) },
  { name: 'pregnant', type: 'bool', origin: 'person', about: 'Whether the person is pregnant' },
  { name: 'usual_spo2', type: 'double', origin: 'person', about: 'Oxygen when well, per cent; set by a doctor in lung disease' },
  {
    name: 'known',
    type: 'list<string>',
    origin: 'person',
    about: 'Which of these are known',
    options: ['age', 'sex', 'pregnant', 'usual_spo2'],
  },
  {
    name: 'informant',
    type: 'string',
    origin: 'call',
    about: 'Who spoke',
    options: ['self', 'caregiver', 'family', 'neighbour'],
  },
  { name: 'first_call', type: 'bool', origin: 'call', about: 'No answered check-in before this one' },
  {
    name: 'last_level',
    type: 'string',
    origin: 'call',
    about: 'Level of the answered check-in before; "none" on the first call',
    options: [...levels, 'none'],
  },
  { name: 'day', type: 'double', origin: 'call', about: 'Days since the date from which the schedule counts (day 0)' },
  { name: 'illness_day', type: 'double', origin: 'call', about: 'Days since onset, else since the sample, else since enrolment' },
];

export function variableName(linkId: string): string {
  return linkId.replaceAll('-', '_');
}

/** A CEL environment that knows exactly these variables, so that a misspelt name is refused when the protocol is checked. */
export function environmentFor(variables: readonly Variable[]): Environment {
  const environment = new Environment({ limits: { maxAstNodes: 400, maxDepth: 40 } });
  for (const { name, type, about } of variables) {
    if (!environment.hasVariable(name)) environment.registerVariable(name, type, { description: about });
  }
  return environment;
}

function answerVariable(item: Item): readonly Variable[] {
  const type = typeOf(item);
  if (!type) return [];
  const options = item.type === 'choice' ? { options: (item.answerOption ?? []).map(({ code }) => code) } : {};
  return [{ name: variableName(item.linkId), type, origin: 'answer', about: item.text.en, item, ...options }];
}

function typeOf(item: Item): VariableType | null {
  if (item.type === 'boolean') return 'bool';
  if (item.type === 'integer' || item.type === 'decimal') return 'double';
  if (item.type === 'choice' || item.type === 'open-choice') return item.repeats === true ? 'list<string>' : 'string';
  return item.type === 'string' || item.type === 'date' ? 'string' : null;
}
