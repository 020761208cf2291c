import { enablementOf } from '../questionnaire/enabled-items.ts';
import type { Answers, Item } from '../questionnaire/questionnaire.ts';
import type { Expression } from '../triage/compile-expression.ts';
import type { Variable } from '../triage/environment.ts';
import { variableName } from '../triage/environment.ts';
import { type NotKnown, Situation, type Value } from '../triage/three-valued.ts';
import type { CompiledProtocol } from './compile-protocol.ts';

/** Situations tried before giving up; a rule over six answers needs a few hundred. */
const budget = 5_000;

/** Whether some answers make every `wanted` expression true and every `unwanted` one false. 'gave-up': not known, nothing is reported. */
export function canHappen(
  compiled: CompiledProtocol,
  wanted: readonly Expression[],
  unwanted: readonly Expression[] = [],
): 'yes' | 'never' | 'gave-up' {
  const expressions = withFacts(compiled, [...wanted, ...unwanted]);
  const variables = variablesFor(compiled, expressions);
  const search: Search = {
    compiled,
    wanted,
    unwanted,
    variables,
    facts: compiled.facts.filter(({ when }) => expressions.includes(when)),
    questions: compiled.items.filter(({ linkId }) => variables.some(({ variable }) => variable.item?.linkId === linkId)),
    left: { tries: budget },
  };
  return tryFrom(search, 0, new Map());
}

/** Everything an expression depends on, facts opened. Two expressions with nothing in common never imply each other. */
export function dependsOn(compiled: CompiledProtocol, expression: Expression): ReadonlySet<string> {
  return new Set(withFacts(compiled, [expression]).flatMap(({ reads }) => [...reads]));
}

/** Values around which an expression over this variable can change, and the ends of its range. */
function candidates(variable: Variable, constants: ReadonlySet<number | string>): readonly Value[] {
  if (variable.type === 'bool') return [true, false];
  const named = [...constants].filter((constant) => typeof constant === 'string');
  if (variable.type === 'double')
    return numbersAround(
      variable,
      [...constants].filter((constant) => typeof constant === 'number'),
    );
  if (variable.type === 'string') return variable.options ?? [...named, 'something else'];
  const wanted = named.filter((code) => variable.options?.includes(code) ?? true);
  const all = variable.options ?? wanted;
  return [[], ...wanted.map((code) => [code]), wanted, all, ...wanted.map((code) => all.filter((one) => one !== code))];
}

type Search = {
  readonly compiled: CompiledProtocol;
  readonly wanted: readonly Expression[];
  readonly unwanted: readonly Expression[];
  readonly variables: readonly { readonly variable: Variable; readonly values: readonly Value[] }[];
  readonly facts: CompiledProtocol['facts'];
  readonly questions: readonly Item[];
  readonly left: { tries: number };
};

/** Gives one variable after another a value; three-valued evaluation drops a branch as soon as it is lost. */
function tryFrom(search: Search, index: number, chosen: ReadonlyMap<string, Value>): 'yes' | 'never' | 'gave-up' {
  if (search.left.tries-- <= 0) return 'gave-up';
  const state = stateOf(search, chosen);
  if (state !== 'open') return state;
  const next = search.variables[index];
  if (!next) return 'never';
  const branches = [...next.values.map((value) => new Map(chosen).set(next.variable.name, value)), chosen];
  let result: 'never' | 'gave-up' = 'never';
  for (const branch of branches) {
    const found = tryFrom(search, index + 1, branch);
    if (found === 'yes') return 'yes';
    if (found === 'gave-up') result = 'gave-up';
  }
  return result;
}

function stateOf(search: Search, chosen: ReadonlyMap<string, Value>): 'yes' | 'never' | 'open' {
  const situation = situationWith(search, chosen);
  let open = false;
  for (const expression of search.wanted) {
    const truth = truthOf(situation, expression);
    if (truth === false) return 'never';
    open ||= truth === null;
  }
  for (const expression of search.unwanted) {
    const truth = truthOf(situation, expression);
    if (truth === true) return 'never';
    open ||= truth === null;
  }
  const enabled = areEnabled(search, chosen);
  return open && enabled === 'yes' ? 'open' : enabled;
}

/** An answer can only have been given to a question that was shown. */
function areEnabled({ compiled, questions }: Search, chosen: ReadonlyMap<string, Value>): 'yes' | 'never' | 'open' {
  const answered = questions.flatMap(({ linkId }) => {
    const value = chosen.get(variableName(linkId));
    return value === undefined ? [] : [[linkId, { value }] as const];
  });
  const answers: Answers = Object.fromEntries(answered);
  const enablement = enablementOf(compiled.protocol.questionnaire, answers);
  const states = answered.map(([linkId]) => enablement.get(linkId));
  if (states.includes('disabled')) return 'never';
  return states.includes('undecided') ? 'open' : 'yes';
}

function situationWith({ variables, facts }: Search, chosen: ReadonlyMap<string, Value>): Situation {
  const situation = new Situation();
  for (const { variable } of variables) situation.set(variable.name, chosen.get(variable.name) ?? notChosen);
  for (const { name, when } of facts) {
    const verdict = situation.judge(when.run);
    situation.set(name, verdict.known ? verdict.value : notChosen);
  }
  return situation;
}

const notChosen: NotKnown = { notKnown: [] };

function truthOf(situation: Situation, expression: Expression): boolean | null {
  const verdict = situation.judge(expression.run);
  return verdict.known ? verdict.value === true : null;
}

/** The variables that decide, with the questions that switch them on before them. */
function variablesFor(compiled: CompiledProtocol, all: readonly Expression[]): Search['variables'] {
  const read = new Set(all.flatMap(({ reads }) => [...reads]));
  const names = new Set<string>();
  for (const { name, item, origin } of compiled.variables) {
    if (!read.has(name) || origin === 'fact') continue;
    for (const switching of item ? switchesOf(compiled.items, item.linkId) : []) names.add(variableName(switching));
    names.add(name);
  }
  const inOrder = compiled.variables
    .filter(({ name }) => names.has(name))
    .toSorted((a, b) => Number(a.item === undefined) - Number(b.item === undefined));
  return inOrder.map((variable) => ({ variable, values: candidates(variable, constantsFor(compiled, all, variable)) }));
}

function withFacts(compiled: CompiledProtocol, expressions: readonly Expression[]): readonly Expression[] {
  const found = new Set(expressions);
  for (const { name, when } of compiled.facts.toReversed()) {
    if ([...found].some(({ reads }) => reads.has(name))) found.add(when);
  }
  return [...found];
}

/** linkIds on whose answers it depends that an item is shown, its groups' included. */
export function switchesOf(items: readonly Item[], linkId: string): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (id: string) => {
    const above = items.filter((item) => item.linkId === id || item.item?.some((member) => member.linkId === id));
    for (const item of above) {
      if (item.linkId !== id) visit(item.linkId);
      for (const { question } of item.enableWhen ?? []) {
        if (found.has(question)) continue;
        found.add(question);
        visit(question);
      }
    }
  };
  visit(linkId);
  return found;
}

function constantsFor(
  compiled: CompiledProtocol,
  expressions: readonly Expression[],
  variable: Variable,
): ReadonlySet<number | string> {
  const compared = expressions.flatMap(({ comparedWith }) => [...(comparedWith.get(variable.name) ?? [])]);
  const conditionsOnIt = compiled.items
    .flatMap(({ enableWhen = [] }) => enableWhen)
    .filter(({ question }) => question === variable.item?.linkId);
  return new Set([...compared, ...conditionsOnIt.flatMap(({ answer }) => (typeof answer === 'boolean' ? [] : [answer]))]);
}

function numbersAround(variable: Variable, constants: readonly number[]): readonly number[] {
  const step = variable.item?.type === 'decimal' || variable.origin === 'person' ? 0.1 : 1;
  const { min = 0, max = 1000 } = variable.item?.range ?? {};
  const near = constants.flatMap((constant) => [constant - step, constant, constant + step]);
  return [...new Set([...near, min, max].map((value) => Math.round(value * 100) / 100))].filter(
    (value) => value >= min && value <= max,
  );
}
