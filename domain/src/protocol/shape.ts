import type { Finding } from './finding.ts';

/**
 * The shape of a plain parsed value. Reading collects every problem with its path instead of stopping at the first, because a doctor
 * edits these files. What is read is only meaningful when no problem was found.
 */
export type Shape<T> = { readonly optional?: true; readonly read: (value: unknown, at: string, problems: Finding[]) => T };

export function string(pattern?: RegExp, form?: string): Shape<string> {
  return shape(
    (value): value is string => typeof value === 'string' && value.trim() !== '' && (pattern?.test(value) ?? true),
    form ?? 'a text',
  );
}

export function number(): Shape<number> {
  return shape((value): value is number => typeof value === 'number' && Number.isFinite(value), 'a number');
}

export function boolean(): Shape<boolean> {
  return shape((value): value is boolean => typeof value === 'boolean', 'true or false');
}

export function oneOf<const T extends string | number | boolean>(...options: readonly T[]): Shape<T> {
  return shape((value): value is T => options.some((option) => option === value), `one of ${options.join(', ')}`);
}

export function optional<T>(inner: Shape<T>): Shape<T> {
  return { ...inner, optional: true };
}

export function list<T>(of: Shape<T>): Shape<readonly T[]> {
  return {
    read(value, at, problems) {
      if (Array.isArray(value)) return value.map((one, index) => of.read(one, `${at}[${nameOf(one) ?? index}]`, problems));
      return refuse(value, at, 'a list', problems);
    },
  };
}

/** A map whose keys are free (`keys` absent) or from a list. */
export function mapOf<T>(of: Shape<T>, keys?: readonly string[]): Shape<Readonly<Record<string, T>>> {
  return {
    read(value, at, problems) {
      if (!isObject(value)) return refuse(value, at, 'a map of names to values', problems);
      if (keys) refuseStrangers(value, keys, at, problems);
      return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, of.read(one, join(at, key), problems)]));
    },
  };
}

export function object<T>(fields: { readonly [K in keyof T]-?: Shape<Exclude<T[K], undefined>> }): Shape<T> {
  const named = Object.entries<Shape<unknown>>(fields);
  return {
    read(value, at, problems) {
      if (!isObject(value)) return refuse(value, at, `a map with ${named.map(([key]) => key).join(', ')}`, problems);
      refuseStrangers(value, Object.keys(fields), at, problems);
      const present = named.filter(([key, field]) => field.optional !== true || (value[key] ?? null) !== null);
      return Object.fromEntries(present.map(([key, field]) => [key, field.read(value[key], join(at, key), problems)])) as T;
    },
  };
}

/** One of several object shapes, told apart by a key. */
export function variants<T>(tag: string, shapes: Readonly<Record<string, Shape<T>>>): Shape<T> {
  return {
    read(value, at, problems) {
      const chosen = isObject(value) ? shapes[String(value[tag])] : undefined;
      return chosen
        ? chosen.read(value, at, problems)
        : refuse(value, join(at, tag), `one of ${Object.keys(shapes).join(', ')}`, problems);
    },
  };
}

/** A shape that contains itself. */
export function later<T>(get: () => Shape<T>): Shape<T> {
  return { read: (value, at, problems) => get().read(value, at, problems) };
}

function shape<T>(fits: (value: unknown) => value is T, form: string): Shape<T> {
  return { read: (value, at, problems) => (fits(value) ? value : refuse(value, at, form, problems)) };
}

function refuse(value: unknown, at: string, form: string, problems: Finding[]): never {
  const code = value === undefined || value === null ? 'missing' : 'wrong-shape';
  const message = code === 'missing' ? `Missing: write ${form} here.` : `Write ${form} here.`;
  problems.push({ severity: 'error', code, where: at, message });
  // Nobody uses the value of a place with a problem; returning lets the reader find the other problems too.
  return undefined as never;
}

function refuseStrangers(value: object, known: readonly string[], at: string, problems: Finding[]): void {
  for (const key of Object.keys(value).filter((name) => !known.includes(name))) {
    const message = `Unknown name; remove it or use one of ${known.join(', ')}.`;
    problems.push({ severity: 'error', code: 'unknown-name', where: join(at, key), message });
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Paths name a list's members by what a reader calls them, and only by position when they have no name. */
function nameOf(value: unknown): string | null {
  if (!isObject(value)) return null;
  const name = value.id ?? value.linkId ?? value.code ?? value.name;
  return typeof name === 'string' ? name : null;
}

function join(at: string, key: string): string {
  return at === '' ? key : `${at}.${key}`;
}
