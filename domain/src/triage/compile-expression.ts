import type { ASTNode, Environment } from '@marcbachmann/cel-js';
import type { Situation } from './three-valued.ts';

export type Expression = {
  readonly source: string;
  /** Names of the variables it reads. */
  readonly reads: ReadonlySet<string>;
  /** Constants it compares each variable with; the values around which its answer can change. */
  readonly comparedWith: ReadonlyMap<string, ReadonlySet<number | string>>;
  readonly run: (situation: Situation) => unknown;
};

export type ExpressionError = {
  readonly code: 'cel-syntax-or-type' | 'cel-not-allowed' | 'cel-wrong-result';
  readonly message: string;
};

/**
 * Parses and type-checks one expression. Only operators that cannot fail on well-typed values are allowed (no calls, no division,
 * no indexing), so that the one thing that can stop an evaluation is a missing answer.
 */
export function compileExpression(
  environment: Environment,
  source: string,
  type: 'bool' | 'double',
): Expression | ExpressionError {
  const checked = environment.check(source);
  if (!checked.valid) return { code: 'cel-syntax-or-type', message: firstLine(checked.error?.message) };
  const parsed = environment.parse(source);
  const nodes = nodesOf(parsed.ast);
  const stranger = nodes.find((node) => !allowed.has(node.op));
  if (stranger)
    return { code: 'cel-not-allowed', message: `"${stranger.op}" may fail on some answers; use only ${[...allowed].join(' ')}` };
  if (checked.type !== type) return { code: 'cel-wrong-result', message: `gives ${checked.type}, expected ${type}` };
  return {
    source,
    reads: new Set(nodes.flatMap((node) => (node.op === 'id' ? [node.args] : []))),
    comparedWith: comparisons(nodes),
    run: (situation) => parsed(situation),
  };
}

const allowed: ReadonlySet<string> = new Set([
  'value',
  'id',
  'list',
  '!_',
  '-_',
  '+',
  '-',
  '*',
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
  'in',
  '&&',
  '||',
  '?:',
]);

const comparing: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=', 'in']);

function nodesOf(node: ASTNode): readonly ASTNode[] {
  return [node, ...childrenOf(node).flatMap(nodesOf)];
}

function childrenOf(node: ASTNode): readonly ASTNode[] {
  const args: unknown = node.args;
  return (Array.isArray(args) ? args.flat(2) : [args]).filter(isNode);
}

function isNode(value: unknown): value is ASTNode {
  return typeof value === 'object' && value !== null && 'op' in value && 'args' in value;
}

function comparisons(nodes: readonly ASTNode[]): ReadonlyMap<string, ReadonlySet<number | string>> {
  const found = new Map<string, Set<number | string>>();
  for (const node of nodes.filter(({ op }) => comparing.has(op))) {
    const inside = nodesOf(node);
    const constants = inside.flatMap(constantOf);
    for (const name of inside.flatMap((one) => (one.op === 'id' ? [one.args] : []))) {
      found.set(name, new Set([...(found.get(name) ?? []), ...constants]));
    }
  }
  return found;
}

function constantOf(node: ASTNode): readonly (number | string)[] {
  if (node.op !== 'value') return [];
  if (typeof node.args === 'string' || typeof node.args === 'number') return [node.args];
  return typeof node.args === 'bigint' ? [Number(node.args)] : [];
}

function firstLine(message: string | undefined): string {
  return message?.split('\n')[0] ?? 'not understood';
}
