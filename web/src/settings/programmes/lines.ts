import type { Text } from '@kshem/domain/text.ts';
import type { useWords } from '../../i18n/use-words.ts';

export type Words = ReturnType<typeof useWords>;

/** One thing said of a part of a protocol. `key` finds its like in another version. */
export type Line = { readonly key: string; readonly label: string; readonly value: string; readonly code?: boolean };

/** A part of a protocol as it is read: its name, and what is said of it. */
export type Described = { readonly id: string; readonly title: string; readonly lines: readonly Line[] };

/** Keys of lines that two versions do not say alike, also those that only one says. */
export function differing(before: readonly Line[], after: readonly Line[]): ReadonlySet<string> {
  const old = new Map(before.map(({ key, value }) => [key, value]));
  const now = new Map(after.map(({ key, value }) => [key, value]));
  return new Set([...old.keys(), ...now.keys()].filter((key) => old.get(key) !== now.get(key)));
}

/** The lines that say something, in their order. */
export function lines(...all: readonly (Line | null)[]): readonly Line[] {
  return all.filter((line) => line !== null);
}

/** A text in both languages, one under the other: a doctor signs both. */
export function both({ hi, en }: Text): string {
  return hi === en ? hi : `${hi}\n${en}`;
}
