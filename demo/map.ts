import { demoAreas } from './district.ts';

/** Degrees of arc; the district lies nowhere. */
type Point = readonly [number, number];
export type Outline = { readonly type: 'Polygon'; readonly coordinates: readonly (readonly Point[])[] };

const columns = 6;
/** Wider than high, as a screen is. */
const [wide, high] = [0.2, 0.1];

/**
 * An invented map: wards and villages as patches of an uneven patchwork, each block in one piece, six to a row. Neighbours share their corners,
 * so there is no gap between them.
 */
export function demoOutlines(): readonly { readonly areaId: number; readonly outline: Outline }[] {
  const patches = demoAreas.filter(({ level }) => level === 'ward' || level === 'village');
  const blocks = [...Map.groupBy(patches, ({ parentId }) => parentId).values()];
  const rows = blocks.flatMap((block) => {
    const count = Math.ceil(block.length / columns);
    return Array.from({ length: count }, (_, row) => block.slice(row * columns, (row + 1) * columns));
  });
  return rows.flatMap((row, y) =>
    row.map(({ id }, i) => {
      // A row that is not full is stretched to the width of the others.
      const [left, right] = [(i * columns) / row.length, ((i + 1) * columns) / row.length];
      return { areaId: id, outline: patch(left, right, y, rows.length) };
    }),
  );
}

function patch(left: number, right: number, y: number, height: number): Outline {
  const side = (x: number, from: number, to: number) => [0, 0.33, 0.67].map((t) => corner(x, from + (to - from) * t, height));
  const edge = (from: number, to: number, row: number) => [0, 0.33, 0.67].map((t) => corner(from + (to - from) * t, row, height));
  const ring = [...edge(left, right, y), ...side(right, y, y + 1), ...edge(right, left, y + 1), ...side(left, y + 1, y)];
  return { type: 'Polygon', coordinates: [[...ring, ring[0] as Point]] };
}

/** A point of the grid, pushed about by two waves that never meet the same way twice; the same each time. */
function corner(x: number, y: number, height: number): Point {
  const [dx, dy] = [
    0.16 * Math.sin(x * 2.3 + y * 3.7) + 0.1 * Math.sin(y * 7.1),
    0.16 * Math.cos(x * 3.1 - y * 1.9) + 0.1 * Math.sin(x * 5.3),
  ];
  return [round((x + dx) * wide), round((height - y + dy) * high)];
}

function round(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5;
}
