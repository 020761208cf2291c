import { allItems } from '../questionnaire/enabled-items.ts';
import type { Item } from '../questionnaire/questionnaire.ts';
import { compileExpression, type Expression } from '../triage/compile-expression.ts';
import { environmentFor, type Variable, variablesOf } from '../triage/environment.ts';
import type { Finding } from './finding.ts';
import type { AdviceCard, Measure, Protocol, TriageRule } from './protocol.ts';

/** A protocol with its expressions parsed and type-checked once. Make it once per version and keep it. */
export type CompiledProtocol = {
  readonly protocol: Protocol;
  readonly items: readonly Item[];
  readonly variables: readonly Variable[];
  readonly history: readonly { readonly measure: Measure; readonly when: Expression | null }[];
  readonly facts: readonly { readonly name: string; readonly when: Expression }[];
  readonly rules: readonly { readonly rule: TriageRule; readonly when: Expression }[];
  readonly raise: Expression | null;
  readonly ending: Expression;
  readonly advice: readonly { readonly card: AdviceCard; readonly when: Expression | null }[];
};

export type Compiled =
  | { readonly ok: true; readonly compiled: CompiledProtocol }
  | { readonly ok: false; readonly errors: readonly Finding[] };

/** Compiles every expression; on errors returns all of them, each with the place and what CEL says. */
export function compileProtocol(protocol: Protocol): Compiled {
  const errors: Finding[] = [];
  const variables = variablesOf(protocol);
  const expression = compilerFor(variables, errors);
  const answersOnly = compilerFor(
    variables.filter(({ origin }) => origin === 'answer'),
    errors,
  );
  const { triage, ending, advice } = protocol;
  const compiled = {
    protocol,
    items: allItems(protocol.questionnaire),
    variables,
    history: (triage.history ?? []).map((measure) => ({
      measure,
      when: 'when' in measure ? answersOnly(measure.when, `triage.history.${measure.name}`) : null,
    })),
    facts: compileFacts(protocol, variables, errors),
    rules: triage.rules.map((rule) => ({ rule, when: expression(rule.when, `triage.rules.${rule.id}`) })),
    raise: triage.raise ? expression(triage.raise.when, 'triage.raise') : null,
    ending: expression(ending.when, 'ending'),
    advice: advice.map((card) => ({ card, when: card.when === undefined ? null : expression(card.when, `advice.${card.code}`) })),
  };
  return errors.length === 0 ? { ok: true, compiled } : { ok: false, errors };
}

/** A fact may read the facts before it, not itself or a later one. */
function compileFacts(protocol: Protocol, variables: readonly Variable[], errors: Finding[]) {
  const names = protocol.triage.facts.map(({ name }) => name);
  return protocol.triage.facts.map(({ name, type, when }, index) => {
    const later = new Set(names.slice(index));
    const before = variables.filter((variable) => variable.origin !== 'fact' || !later.has(variable.name));
    return { name, when: compilerFor(before, errors)(when, `triage.facts.${name}`, type) };
  });
}

function compilerFor(variables: readonly Variable[], errors: Finding[]) {
  const environment = environmentFor(variables);
  return (source: string, where: string, type: 'bool' | 'double' = 'bool'): Expression => {
    const result = compileExpression(environment, source, type);
    if ('run' in result) return result;
    errors.push({ severity: 'error', code: result.code, where, message: result.message });
    return never;
  };
}

/** Stands in for an expression that did not compile; the protocol is refused, so it never runs. */
const never: Expression = { source: 'false', reads: new Set(), comparedWith: new Map(), run: () => false };
