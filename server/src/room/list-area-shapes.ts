import type { Answered } from '@kshem/contract/endpoint.ts';
import type { listAreaShapes as endpoint } from '@kshem/contract/room.ts';
import type { Actor } from '../actor.ts';
import type { Deps } from '../deps.ts';

type Shape = Answered<typeof endpoint>['items'][number];

/** Outlines of the district's areas that have one. */
export async function listAreaShapes({ app }: Pick<Deps, 'app'>, { districtId }: Actor): Promise<Shape[]> {
  const rows = await app
    .selectFrom('area_shape')
    .innerJoin('area', 'area.id', 'area_shape.area_id')
    .select(['area_shape.area_id as areaId', 'area_shape.outline'])
    .where('area.district_id', '=', districtId)
    .orderBy('area_shape.area_id')
    .execute();
  return rows.map(({ areaId, outline }) => ({ areaId, outline: outline as unknown as Shape['outline'] }));
}
