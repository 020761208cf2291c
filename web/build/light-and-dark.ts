import type { AcceptedPlugin, Declaration, Rule } from 'postcss';

const inDark = '[data-mantine-color-scheme="dark"]';

/**
 * `light-dark(a, b)` as browsers before 2024 understand it: the rule with `a`, and a second one with `b` for when the desk is dark. The
 * builder's own way needs the colour scheme in the same file, and painted everything black.
 */
export const lightAndDark: AcceptedPlugin = {
  postcssPlugin: 'kshem-light-and-dark',
  OnceExit(root) {
    root.walkRules((rule) => {
      const both = rule.nodes.filter((node): node is Declaration => node.type === 'decl' && node.value.includes('light-dark('));
      if (both.length > 0) split(rule, both);
    });
  },
};

function split(rule: Rule, both: readonly Declaration[]): void {
  if (rule.parent?.type === 'atrule' && 'name' in rule.parent && rule.parent.name.endsWith('keyframes'))
    throw rule.error('light-dark() has no place in keyframes: set a custom property beside them');
  const dark = rule.clone({ selectors: rule.selectors.map((selector) => `${inDark} ${selector}`), nodes: [] });
  for (const declaration of both) {
    dark.append(declaration.clone({ value: pick(declaration.value, 1) }));
    declaration.value = pick(declaration.value, 0);
  }
  rule.after(dark);
}

/** Every light-dark() of a value with its first or second part in its place. */
function pick(value: string, which: 0 | 1): string {
  const start = value.indexOf('light-dark(');
  if (start < 0) return value;
  const parts = [''];
  let depth = 1;
  let at = start + 'light-dark('.length;
  for (; depth > 0 && at < value.length; at++) {
    const sign = value.charAt(at);
    if (sign === '(') depth++;
    if (sign === ')') depth--;
    if (depth === 0) break;
    if (sign === ',' && depth === 1) parts.push('');
    else parts[parts.length - 1] += sign;
  }
  return pick(value.slice(0, start) + (parts[which] ?? '').trim() + value.slice(at + 1), which);
}
