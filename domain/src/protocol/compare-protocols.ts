import type { Protocol } from './protocol.ts';

export type ProtocolChange = {
  /** Such as `triage.rules[S1].when`. */
  readonly where: string;
  readonly kind: 'added' | 'removed' | 'changed' | 'moved';
  /** Plain values; absent where there was or is nothing. `moved`: the names in their order. */
  readonly before?: unknown;
  readonly after?: unknown;
};

/**
 * What a reader must know of the way from one version to the next, in the order of the file. Rules, questions, options, needs and
 * advice are matched by their own name, so that one inserted rule is one change; a changed order is reported where order is read.
 */
export function compareProtocols(before: Protocol, after: Protocol): readonly ProtocolChange[] {
  return compare('', before, after);
}

function compare(where: string, before: unknown, after: unknown): readonly ProtocolChange[] {
  if (Array.isArray(before) && Array.isArray(after)) return compareLists(where, before, after);
  if (isObject(before) && isObject(after)) return compareObjects(where, before, after);
  return Object.is(before, after) ? [] : [{ where, kind: 'changed', before, after }];
}

function compareObjects(where: string, before: Fields, after: Fields): readonly ProtocolChange[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key) => compareMember(where === '' ? key : `${where}.${key}`, before[key], after[key]));
}

function compareLists(where: string, before: readonly unknown[], after: readonly unknown[]): readonly ProtocolChange[] {
  const [old, now] = [named(before), named(after)];
  if (!old || !now) return same(before, after) ? [] : [{ where, kind: 'changed', before, after }];
  const names = [...new Set([...old.keys(), ...now.keys()])];
  const [oldOrder, newOrder] = [[...old.keys()].filter((name) => now.has(name)), [...now.keys()].filter((name) => old.has(name))];
  return [
    ...names.flatMap((name) => compareMember(`${where}[${name}]`, old.get(name), now.get(name))),
    ...(same(oldOrder, newOrder) ? [] : [{ where, kind: 'moved' as const, before: oldOrder, after: newOrder }]),
  ];
}

function compareMember(where: string, before: unknown, after: unknown): readonly ProtocolChange[] {
  if (before === undefined && after === undefined) return [];
  if (before === undefined) return [{ where, kind: 'added', after }];
  if (after === undefined) return [{ where, kind: 'removed', before }];
  return compare(where, before, after);
}

/** The list by its members' names; null when a member has none, or two share one. */
function named(list: readonly unknown[]): ReadonlyMap<string, unknown> | null {
  const found = new Map<string, unknown>();
  for (const member of list) {
    const name = nameOf(member);
    if (name === null || found.has(name)) return null;
    found.set(name, member);
  }
  return found;
}

type Fields = Readonly<Record<string, unknown>>;

function nameOf(member: unknown): string | null {
  if (!isObject(member)) return null;
  const name = [member.id, member.linkId, member.code, member.name].find((one) => typeof one === 'string');
  return typeof name === 'string' ? name : null;
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
