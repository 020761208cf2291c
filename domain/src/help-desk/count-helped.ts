/** One thing that somebody got: whose, as what, when. The person is the one that their record stands for today. */
export type Help = {
  readonly personId: string;
  readonly category: string;
  readonly kind: string;
  /** Local date on which the person said that it came. */
  readonly day: string;
};

export type HelpedCounts = {
  readonly people: number;
  readonly byCategory: Readonly<Record<string, number>>;
  readonly byKind: Readonly<Record<string, number>>;
  /** `category kind`. */
  readonly byBoth: Readonly<Record<string, number>>;
  readonly byDay: Readonly<Record<string, number>>;
};

/**
 * How many people were helped: in all, and by category, kind and day. Whoever got two things is one person in all, and one under each of
 * the two kinds; so the parts may sum to more than the whole, and never to less.
 */
export function countHelped(helps: readonly Help[]): HelpedCounts {
  return {
    people: new Set(helps.map(({ personId }) => personId)).size,
    byCategory: peopleBy(helps, ({ category }) => category),
    byKind: peopleBy(helps, ({ kind }) => kind),
    byBoth: peopleBy(helps, ({ category, kind }) => `${category} ${kind}`),
    byDay: peopleBy(helps, ({ day }) => day),
  };
}

function peopleBy(helps: readonly Help[], part: (help: Help) => string): Record<string, number> {
  const groups = Map.groupBy(helps, part);
  const counted = [...groups].map(([name, of]) => [name, new Set(of.map(({ personId }) => personId)).size] as const);
  return Object.fromEntries(counted.sort(([a], [b]) => (a < b ? -1 : 1)));
}
