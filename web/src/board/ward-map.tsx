import { listAreaShapes } from '@kshem/contract/room.ts';
import { type GeoPermissibleObjects, geoIdentity, geoPath } from 'd3-geo';
import { useState } from 'react';
import { useAreas } from '../api/use-areas.ts';
import { useAsk } from '../api/use-ask.ts';
import { useWords } from '../i18n/use-words.ts';
import classes from './board.module.css';
import { type Line, type Sum, sumOf } from './use-board.ts';

const [width, height] = [560, 260];
type Ward = Sum & { readonly areaId: number; readonly path: string; readonly at: readonly [number, number] };

/** The wards by how many of those due are reached; without outlines each is a tile. The figure stands in it: colour is not the only sign. */
export function WardMap({ lines }: { lines: readonly Line[] }) {
  const { t, percent, number } = useWords();
  const { nameOf, areas } = useAreas();
  const shapes = useAsk(listAreaShapes, undefined, { staleTime: 3_600_000 });
  const [chosen, setChosen] = useState<number | null>(null);
  const sums = new Map(lines.map((line) => [line.areaId, sumOf([line])]));
  const leaves = areas.filter(({ level, own }) => own && (level === 'ward' || level === 'village')).map(({ areaId }) => areaId);
  const wards = shapes.data?.items.length ? outlined(shapes.data.items, leaves, sums) : tiled(leaves, sums);
  const shown = wards.find(({ areaId }) => areaId === chosen);
  const wordsOf = ({ areaId, due, reached, notYetTried }: Ward) =>
    t('board.wardWords', { ward: nameOf(areaId), due: number(due), reached: number(reached), untried: number(notYetTried) });
  return (
    <figure className={classes.panel}>
      <figcaption>{t('board.map')}</figcaption>
      {/* biome-ignore lint/a11y/useSemanticElements: a map is a group of places, and SVG has no element for it */}
      <svg viewBox={`0 0 ${width} ${height}`} className={classes.map} role="group" aria-label={t('board.map')}>
        {wards.map((ward) => (
          // biome-ignore lint/a11y/useSemanticElements: SVG has no button
          <g
            key={ward.areaId}
            role="button"
            tabIndex={0}
            aria-pressed={ward.areaId === chosen}
            aria-label={wordsOf(ward)}
            data-share={shadeOf(ward)}
            onClick={() => setChosen(ward.areaId)}
            onKeyDown={({ key }) => key === 'Enter' && setChosen(ward.areaId)}
            onFocus={() => setChosen(ward.areaId)}
            onMouseEnter={() => setChosen(ward.areaId)}
          >
            <path d={ward.path} />
            <text x={ward.at[0]} y={ward.at[1]} textAnchor="middle" dominantBaseline="central">
              {ward.due === 0 ? '' : percent(ward.reached / ward.due)}
            </text>
          </g>
        ))}
      </svg>
      <p className={classes.small}>{shown ? wordsOf(shown) : t('board.mapHint')}</p>
    </figure>
  );
}

const nobody: Sum = { due: 0, reached: 0, tried: 0, notYetTried: 0, attempts: 0 };

/** Fifths of those due, or that nobody was due. */
function shadeOf({ due, reached }: Sum): string {
  return due === 0 ? 'none' : String(Math.min(4, Math.floor((reached / due) * 5)));
}

type Shape = { readonly areaId: number; readonly outline: { readonly type: string; readonly coordinates: readonly unknown[] } };

function outlined(shapes: readonly Shape[], own: readonly number[], sums: ReadonlyMap<number | null, Sum>): Ward[] {
  const mine = shapes.filter(({ areaId }) => own.includes(areaId));
  const all = { type: 'GeometryCollection', geometries: mine.map(({ outline }) => outline) } as unknown as GeoPermissibleObjects;
  const path = geoPath(
    geoIdentity()
      .reflectY(true)
      .fitExtent(
        [
          [4, 4],
          [width - 4, height - 4],
        ],
        all as never,
      ),
  );
  return mine.map(({ areaId, outline }) => ({
    areaId,
    ...(sums.get(areaId) ?? nobody),
    path: path(outline as unknown as GeoPermissibleObjects) ?? '',
    at: path.centroid(outline as unknown as GeoPermissibleObjects),
  }));
}

function tiled(areaIds: readonly number[], sums: ReadonlyMap<number | null, Sum>): Ward[] {
  const columns = Math.max(1, Math.ceil(Math.sqrt((areaIds.length * width) / height)));
  const size = Math.min(width / columns, height / Math.max(1, Math.ceil(areaIds.length / columns)));
  return areaIds.map((areaId, i) => {
    const [x, y] = [(i % columns) * size, Math.floor(i / columns) * size];
    const side = size - 3;
    return {
      areaId,
      ...(sums.get(areaId) ?? nobody),
      path: `M${x} ${y}h${side}v${side}h${-side}z`,
      at: [x + side / 2, y + side / 2],
    };
  });
}
