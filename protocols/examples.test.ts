import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkProtocol } from '@kshem/domain/protocol/check-protocol.ts';
import { type CompiledProtocol, compileProtocol } from '@kshem/domain/protocol/compile-protocol.ts';
import type { Protocol } from '@kshem/domain/protocol/protocol.ts';
import { describe, expect, test } from 'vitest';
import { loadProgrammes, readYaml } from './load.ts';
import { type Examples, runExample, runExamples } from './run-examples.ts';

describe.each(shipped())('$programme/$version', (protocol) => {
  const compiled = compiledOf(protocol);
  const file = examplesOf(protocol);

  test('the check finds nothing wrong', () => {
    expect(checkProtocol(protocol)).toEqual([]);
  });

  test.each(runExamples(compiled, file))('$example.title', ({ differences }) => {
    expect(differences).toEqual([]);
  });

  test('every rule fires in at least one example', () => {
    const fired = new Set(runExamples(compiled, file).flatMap(({ result }) => result.reasons.map(({ ruleId }) => ruleId)));
    expect(protocol.triage.rules.map(({ id }) => id).filter((id) => !fired.has(id))).toEqual([]);
  });

  test('moving any limit by one step makes an example fail', () => {
    const unnoticed = movedLimits(protocol).filter((change) => {
      const changed = compiledOf(change.protocol);
      return file.examples.every((example) => runExample(changed, file, example).differences.length === 0);
    });
    expect(unnoticed.map(({ moved }) => moved)).toEqual([]);
  });
});

function shipped(): readonly Protocol[] {
  return loadProgrammes().flatMap(({ protocols }) => protocols);
}

function compiledOf(protocol: Protocol): CompiledProtocol {
  const result = compileProtocol(protocol);
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return result.compiled;
}

function examplesOf({ programme, version }: Protocol): Examples {
  const path = join(import.meta.dirname, programme, version, 'examples.yaml');
  expect(existsSync(path)).toBe(true);
  return readYaml(path) as Examples;
}

type Change = { readonly moved: string; readonly protocol: Protocol };

/** The protocol with one limit moved by one step, up and down: proof that the examples stand on both sides of every limit. */
function movedLimits(protocol: Protocol): readonly Change[] {
  const { triage, ending } = protocol;
  const { rules, facts, history = [] } = triage;
  const withTriage = (part: Partial<Protocol['triage']>): Protocol => ({ ...protocol, triage: { ...triage, ...part } });
  const replaced = <T extends { when: string }>(all: readonly T[], one: T, when: string): T[] =>
    all.map((each) => (each === one ? { ...each, when } : each));
  return [
    ...rules.flatMap((rule) => moved(rule.id, rule.when, (when) => withTriage({ rules: replaced(rules, rule, when) }))),
    ...facts.flatMap((fact) => moved(fact.name, fact.when, (when) => withTriage({ facts: replaced(facts, fact, when) }))),
    ...history.flatMap((measure) => {
      const put = (when: string) =>
        withTriage({ history: history.map((each) => (each === measure ? { ...measure, when } : each)) });
      return 'when' in measure ? moved(measure.name, measure.when, put) : [];
    }),
    ...moved('ending', ending.when, (when) => ({ ...protocol, ending: { ...ending, when } })),
    ...[-1, 1].map((by) => ({
      moved: `ending.earliestDay by ${by}`,
      protocol: { ...protocol, ending: { ...ending, earliestDay: ending.earliestDay + by } },
    })),
  ];
}

function moved(where: string, when: string, put: (changed: string) => Protocol): readonly Change[] {
  return [...when.matchAll(/\d+\.\d+/g)].flatMap((match) => {
    const [before, after] = [when.slice(0, match.index), when.slice(match.index + match[0].length)];
    return [-1, 1].map((direction) => {
      const limit = (Number(match[0]) + direction * stepOf(before, Number(match[0]))).toFixed(2);
      return { moved: `${where}: ${match[0]} becomes ${limit} in ${when}`, protocol: put(`${before}${limit}${after}`) };
    });
  });
}

/** The smallest difference that can be said: a tenth of a degree, a month of an infant's age, one of anything else. */
function stepOf(before: string, value: number): number {
  if (/temperature_f [<>=]+ $/.test(before)) return 0.1;
  return value < 1 ? 0.08 : 1;
}
