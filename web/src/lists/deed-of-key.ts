export type Deed = 'first' | 'second' | 'apart' | 'next' | 'before';

const keys: Readonly<Record<string, Deed>> = {
  1: 'first',
  2: 'second',
  a: 'apart',
  ArrowRight: 'next',
  ArrowLeft: 'before',
};

/** What a key does with a pair. */
export function deedOfKey(key: string): Deed | null {
  return keys[key.length === 1 ? key.toLowerCase() : key] ?? null;
}
