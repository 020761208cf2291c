import { sql } from 'kysely';
import type { Actor } from '../actor.ts';
import type { Deps } from '../deps.ts';

/** The actor, looking at one of their areas with everything below it only. Row-level security then does the filtering. */
export async function narrowScope(deps: Pick<Deps, 'app'>, actor: Actor, areaId: number | undefined): Promise<Actor> {
  if (areaId === undefined) return actor;
  const { rows } = await sql<{ id: number }>`
    select id from area where district_id = ${actor.districtId} and path @> array[${areaId}::int]`.execute(deps.app);
  const below = rows.map(({ id }) => id);
  const { areas } = actor;
  return { ...actor, areas: areas === 'all' ? below : below.filter((id) => areas.includes(id)) };
}
