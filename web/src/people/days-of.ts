import { localDate } from '@kshem/domain/time/local-date.ts';

/** Entries by the local day on which they happened, in the order in which they come. */
export function daysOf<T extends { readonly at: Date }>(
  entries: readonly T[],
  zone: string,
): readonly { readonly day: string; readonly entries: readonly T[] }[] {
  const byDay = Map.groupBy(entries, ({ at }) => localDate(at, zone));
  return [...byDay].map(([day, ofDay]) => ({ day, entries: ofDay }));
}
