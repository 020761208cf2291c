import { wardKey } from './ward-key.ts';

/** An area of the district as the tree has it. */
export type ListedArea = {
  readonly id: number;
  readonly parentId: number | null;
  readonly level: 'state' | 'district' | 'block' | 'ward' | 'village';
  readonly names: readonly string[];
};

export type Whereabouts = {
  readonly ward: string | null;
  readonly village: string | null;
  readonly localBody: string | null;
  readonly block: string | null;
};

/** The place a row names; `exact` is false where only the block, or nothing but the district, could be told. */
export type FoundArea = { readonly areaId: number; readonly exact: boolean };

/**
 * Gives the function that finds where a row of a list lives: by ward, then village, in either script, inside the block where the row
 * names one. A name that several places bear and no block tells apart is not guessed: the row goes to the block or the district.
 */
export function areaFinder(districtId: number, areas: readonly ListedArea[]): (row: Whereabouts) => FoundArea {
  const blocks = new Map<string, number>();
  const places = new Map<string, ListedArea[]>();
  for (const area of areas) {
    if (area.level === 'block') for (const key of keysOf(area)) blocks.set(key, area.id);
    if (area.level !== 'ward' && area.level !== 'village') continue;
    for (const key of keysOf(area)) places.set(key, [...(places.get(key) ?? []), area]);
  }
  const known = new Map<string, FoundArea>();
  return (row) => {
    const asked = `${row.ward}\t${row.village}\t${row.localBody}\t${row.block}`;
    const kept = known.get(asked);
    if (kept) return kept;
    const found = findArea(row, { districtId, blocks, places });
    // A list names its wards over and over; a column of free text must not grow the memory without end.
    if (known.size < 5000) known.set(asked, found);
    return found;
  };
}

type Tree = { districtId: number; blocks: ReadonlyMap<string, number>; places: ReadonlyMap<string, readonly ListedArea[]> };

function findArea(row: Whereabouts, { districtId, blocks, places }: Tree): FoundArea {
  const blockId = blocks.get(keyOf(row.block)) ?? blocks.get(keyOf(row.localBody)) ?? null;
  for (const name of [row.ward, row.village, row.localBody]) {
    const bearing = places.get(keyOf(name)) ?? [];
    const inBlock = blockId === null ? bearing : bearing.filter(({ parentId }) => parentId === blockId);
    const [only] = inBlock.length > 0 ? inBlock : bearing;
    if (only && (inBlock.length === 1 || bearing.length === 1)) return { areaId: only.id, exact: true };
  }
  return { areaId: blockId ?? districtId, exact: false };
}

function keyOf(name: string | null): string {
  return name === null ? '' : wardKey(name);
}

function keysOf({ names }: ListedArea): ReadonlySet<string> {
  return new Set(names.map((name) => wardKey(name)).filter((key) => key !== ''));
}
