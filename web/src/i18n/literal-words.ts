import { parseSync } from 'vite';

type Node = { readonly type: string; readonly [field: string]: unknown };

/** Properties that are read out or shown. */
const spoken = new Set([
  ...['aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext'],
  ...['title', 'placeholder', 'label', 'description', 'alt', 'error', 'heading', 'caption', 'hint', 'nothingFound'],
]);

/** Two letters of any script in a row: punctuation, arrows and one-letter keys are the same in every language. */
const isWord = (text: string) => /\p{L}[\p{L}\p{M}]/u.test(text);

/**
 * What a screen says in words of its own instead of the languages' files, and words it puts together around t(): each as written.
 * @param code one .tsx file
 * @throws when the file cannot be parsed: a gate that cannot read must not let pass
 */
export function literalWords(code: string): string[] {
  const { program, errors } = parseSync('screen.tsx', code);
  if (errors[0]) throw new Error(errors[0].message);
  return nodesIn(program).flatMap((node) => {
    if (node.type === 'JSXText') return [String(node.value).trim()].filter(isWord);
    if (node.type === 'JSXAttribute') return isSpoken(node) ? said(node.value) : [];
    // Children in braces; those of properties are judged with their property.
    if (node.type === 'JSXElement' || node.type === 'JSXFragment') return childrenOf(node).flatMap(said);
    return joined(node, code);
  });
}

function nodesIn(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesIn);
  if (!isNode(value)) return [];
  return [value, ...Object.values(value).flatMap(nodesIn)];
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

function isSpoken(attribute: Node): boolean {
  return isNode(attribute.name) && spoken.has(String(attribute.name.name));
}

function childrenOf(element: Node): unknown[] {
  const children = Array.isArray(element.children) ? element.children : [];
  return children.filter((child) => isNode(child) && child.type === 'JSXExpressionContainer');
}

/** The words an expression can come to: both sides of a choice, every part of a template; what a call returns is not ours to know. */
function said(value: unknown): string[] {
  if (!isNode(value)) return [];
  switch (value.type) {
    case 'Literal':
      return typeof value.value === 'string' && isWord(value.value) ? [value.value] : [];
    case 'TemplateLiteral':
      return [...textsOf(value).filter(isWord), ...partsOf(value).flatMap(said)];
    case 'ConditionalExpression':
      return [...said(value.consequent), ...said(value.alternate)];
    case 'LogicalExpression':
    case 'BinaryExpression':
      return /^(\+|&&|\|\||\?\?)$/.test(String(value.operator)) ? [...said(value.left), ...said(value.right)] : [];
    default:
      return said(value.expression);
  }
}

/** A sentence put together from words: another language has another order. Marks between two texts are allowed. */
function joined(node: Node, code: string): string[] {
  const written = code.slice(Number(node.start), Number(node.end));
  if (node.type === 'TemplateLiteral') return partsOf(node).some(isWords) && textsOf(node).some(isWord) ? [written] : [];
  if (node.type === 'BinaryExpression' && node.operator === '+')
    return isWords(node.left) || isWords(node.right) ? [written] : [];
  return [];
}

function isWords(value: unknown): boolean {
  return isNode(value) && value.type === 'CallExpression' && isNode(value.callee) && value.callee.name === 't';
}

function textsOf(template: Node): string[] {
  const quasis = Array.isArray(template.quasis) ? template.quasis : [];
  return quasis.map((quasi: { value: { raw: string } }) => quasi.value.raw);
}

function partsOf(template: Node): unknown[] {
  return Array.isArray(template.expressions) ? template.expressions : [];
}
