import type { Expression } from '../triage/compile-expression.ts';
import type { CompiledProtocol } from './compile-protocol.ts';
import { canHappen, dependsOn } from './find-assignment.ts';
import type { Finding } from './finding.ts';
import { levels } from './protocol.ts';

/** Rules that can never fire, that another rule always outdoes, or that look for an option nobody can choose. */
export function checkExpressions(compiled: CompiledProtocol): readonly Finding[] {
  return [
    ...expressionsOf(compiled).flatMap(([where, expression]) => checkConstants(compiled, where, expression)),
    ...compiled.rules.flatMap(({ rule, when }) => neverTrue(compiled, 'rule-never-fires', `triage.rules.${rule.id}`, when)),
    ...neverTrue(compiled, 'never-ends', 'ending', compiled.ending),
    ...compiled.advice.flatMap(({ card, when }) =>
      when ? neverTrue(compiled, 'advice-never-shown', `advice.${card.code}`, when) : [],
    ),
    ...shadowed(compiled),
    ...unusedFacts(compiled),
  ];
}

function expressionsOf(compiled: CompiledProtocol): readonly (readonly [string, Expression])[] {
  return [
    ...compiled.history.flatMap(({ measure, when }) => (when ? [[`triage.history.${measure.name}`, when] as const] : [])),
    ...compiled.facts.map(({ name, when }) => [`triage.facts.${name}`, when] as const),
    ...compiled.rules.map(({ rule, when }) => [`triage.rules.${rule.id}`, when] as const),
    ...(compiled.raise ? [['triage.raise', compiled.raise] as const] : []),
    ['ending', compiled.ending],
    ...compiled.advice.flatMap(({ card, when }) => (when ? [[`advice.${card.code}`, when] as const] : [])),
  ];
}

function checkConstants(compiled: CompiledProtocol, where: string, expression: Expression): readonly Finding[] {
  return compiled.variables.flatMap(({ name, options }) => {
    if (!options) return [];
    return [...(expression.comparedWith.get(name) ?? [])]
      .filter((constant) => typeof constant === 'string' && !options.includes(constant))
      .map((constant) => error('unknown-option', where, `${name} is never "${constant}"; it is one of ${options.join(', ')}.`));
  });
}

function neverTrue(compiled: CompiledProtocol, code: string, where: string, when: Expression): readonly Finding[] {
  const found = canHappen(compiled, [when]);
  if (found === 'never') return [error(code, where, `No possible answers make this true: ${when.source}`)];
  if (found === 'yes') return [];
  return [{ severity: 'note', code: 'not-proved', where, message: 'Too many combinations to tell whether this can be true.' }];
}

/** A rule that fires only when a more urgent one fires too never sets the level. It may still be wanted for its reason or its need. */
function shadowed(compiled: CompiledProtocol): readonly Finding[] {
  const depends = new Map(compiled.rules.map(({ rule, when }) => [rule.id, dependsOn(compiled, when)]));
  return compiled.rules.flatMap(({ rule, when }) => {
    const above = compiled.rules.find((other) => {
      if (levels.indexOf(other.rule.level) >= levels.indexOf(rule.level)) return false;
      if (depends.get(rule.id)?.isDisjointFrom(depends.get(other.rule.id) ?? new Set()) !== false) return false;
      return canHappen(compiled, [when], [other.when]) === 'never' && canHappen(compiled, [when]) === 'yes';
    });
    if (!above) return [];
    const message = `Whenever it fires ${above.rule.id} fires too, which is more urgent; it never decides the level.`;
    return [{ severity: 'note', code: 'shadowed-rule', where: `triage.rules.${rule.id}`, message }];
  });
}

function unusedFacts(compiled: CompiledProtocol): readonly Finding[] {
  const read = new Set(expressionsOf(compiled).flatMap(([, { reads }]) => [...reads]));
  return compiled.variables
    .filter(({ name, origin }) => (origin === 'fact' || origin === 'history') && !read.has(name))
    .map(({ name }) => ({
      severity: 'warning',
      code: 'unused-fact',
      where: `triage.${name}`,
      message: 'No rule reads it; remove it.',
    }));
}

function error(code: string, where: string, message: string): Finding {
  return { severity: 'error', code, where, message };
}
