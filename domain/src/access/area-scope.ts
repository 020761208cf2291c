/** Areas are a tree (state, district, block, ward or village). A grant covers its area and everything below. */
export type AreaPath = {
  readonly id: number;
  /** Ids from the root down to and including this area. */
  readonly path: readonly number[];
};

/** Whether an area is inside any of the granted ones. No grant covers nothing. */
export function covers(grantedIds: readonly number[], area: AreaPath): boolean {
  return area.path.some((id) => grantedIds.includes(id));
}

/** Ids of all areas inside the granted ones, in the order of `areas`. */
export function areasInScope(grantedIds: readonly number[], areas: readonly AreaPath[]): readonly number[] {
  const granted = new Set(grantedIds);
  return areas.filter((area) => area.path.some((id) => granted.has(id))).map((area) => area.id);
}

/** Whether one may hand out these grants: nobody gives away an area that they do not hold themselves. */
export function mayGrant(ownIds: readonly number[], wanted: readonly AreaPath[]): boolean {
  return wanted.every((area) => covers(ownIds, area));
}
