import type { Role } from '@kshem/domain/access/roles.ts';

/** Who is acting, for which district, over which areas. `areas` are leaf ids (wards, villages); 'all' = the whole district. */
export type Actor = {
  /** Null for the server itself (timetable, import jobs). */
  readonly userId: string | null;
  readonly districtId: number;
  readonly areas: readonly number[] | 'all';
  readonly roles: readonly Role[];
  readonly languages: readonly string[];
};

/** The server acting by itself over a whole district. */
export function systemActor(districtId: number): Actor {
  return { userId: null, districtId, areas: 'all', roles: [], languages: [] };
}
