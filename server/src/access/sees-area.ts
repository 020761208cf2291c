import type { Actor } from '../actor.ts';

/** Whether an area is inside the actor's scope; for what must run over the whole district and still be this actor's to do. */
export function seesArea({ areas }: Pick<Actor, 'areas'>, areaId: number): boolean {
  return areas === 'all' || areas.includes(areaId);
}
