import type { Trx } from '../db/transaction.ts';
import type { Deps } from '../deps.ts';
import { raiseNeeds } from '../needs/raise-need.ts';

export type SilentEpisode = {
  readonly episodeId: string;
  readonly personId: string;
  readonly householdId: string;
  readonly areaId: number;
  readonly programmeId: string;
  readonly version: string;
};

/** Somebody goes to each of these people. One visit is open at a time; gives the number that were not asked for before. */
export function raiseHomeVisits(deps: Deps, trx: Trx, districtId: number, silent: readonly SilentEpisode[]): Promise<number> {
  const needs = silent.map(({ episodeId, personId, householdId, areaId, programmeId, version }) => ({
    districtId,
    episodeId,
    personId,
    householdId,
    areaId,
    programmeId,
    version,
    kind: 'home-visit',
    cause: 'silence' as const,
    by: null,
  }));
  return raiseNeeds(trx, deps, needs);
}
