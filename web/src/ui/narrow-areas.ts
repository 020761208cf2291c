import type { Area } from '../api/use-areas.ts';

/** The areas whose names hold the words, with everything above them. */
export function narrowed(areas: readonly Area[], words: string): readonly Area[] {
  const wanted = words.trim().toLowerCase();
  if (wanted === '') return areas;
  const kept = new Set<number>();
  const parents = new Map(areas.map(({ areaId, parentId }) => [areaId, parentId]));
  for (const { areaId, nameHi, nameEn, lgdCode } of areas) {
    if (![nameHi, nameEn.toLowerCase(), lgdCode ?? ''].some((text) => text.includes(wanted))) continue;
    for (let at: number | null | undefined = areaId; at !== null && at !== undefined; at = parents.get(at)) kept.add(at);
  }
  return areas.filter(({ areaId }) => kept.has(areaId));
}
