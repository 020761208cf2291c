import type { Actor } from '../actor.ts';
import type { Deps } from '../deps.ts';
import { type DistrictArea, listDistrictAreas } from './queries.ts';
import { seesArea } from './sees-area.ts';

/** Areas of the actor's district in reading order: each parent, then its children by name. */
export async function listAreas({ app }: Pick<Deps, 'app'>, actor: Actor) {
  const rows = await listDistrictAreas(app, actor.districtId);
  const children = Map.groupBy(rows, ({ parentId }) => parentId);
  const below = (row: DistrictArea, depth: number): (DistrictArea & { depth: number })[] => [
    { ...row, depth },
    ...(children.get(row.areaId) ?? []).flatMap((child) => below(child, depth + 1)),
  ];
  const district = rows.find(({ areaId }) => areaId === actor.districtId);
  if (!district) return [];
  return below(district, 0).map(({ parentId, ...row }) => ({
    ...row,
    parentId: row.areaId === actor.districtId ? null : parentId,
    own: seesArea(actor, row.areaId),
  }));
}
