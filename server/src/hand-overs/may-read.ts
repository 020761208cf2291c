import type { Actor } from '../actor.ts';
import type { LockedHandOver } from './queries.ts';

/** Whoever wrote it or is named; else those who serve every ward it speaks of. No wards listed means the whole district. */
export function mayRead(
  { userId, areas }: Actor,
  { byUser, toUser, areaIds }: Pick<LockedHandOver, 'byUser' | 'toUser' | 'areaIds'>,
) {
  if (userId === byUser || (toUser !== null && userId === toUser)) return true;
  if (toUser !== null) return false;
  if (areas === 'all') return true;
  return areaIds.length > 0 && areaIds.every((areaId) => areas.includes(areaId));
}
