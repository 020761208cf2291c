import { type Described, differing } from './lines.ts';

export type Change = {
  readonly id: string;
  readonly kind: 'added' | 'removed' | 'changed';
  readonly before: Described | null;
  readonly after: Described | null;
  /** Keys of the lines that are not alike. */
  readonly marks: ReadonlySet<string>;
};

/** What a reader finds different in a group between two versions, in the order of the newer one, what was removed last. */
export function compareDescribed(before: readonly Described[], after: readonly Described[]): readonly Change[] {
  const old = new Map(before.map((one) => [one.id, one]));
  const now = new Set(after.map(({ id }) => id));
  const kept = after.flatMap((one): Change[] => {
    const was = old.get(one.id) ?? null;
    const marks = differing(was?.lines ?? [], one.lines);
    return marks.size === 0 ? [] : [{ id: one.id, kind: was ? 'changed' : 'added', before: was, after: one, marks }];
  });
  const gone = before
    .filter(({ id }) => !now.has(id))
    .map((one): Change => ({ id: one.id, kind: 'removed', before: one, after: null, marks: new Set() }));
  return [...kept, ...gone];
}
