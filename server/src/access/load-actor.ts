import { areasInScope, covers } from '@kshem/domain/access/area-scope.ts';
import type { Actor } from '../actor.ts';
import { AppError } from '../app-error.ts';
import type { Deps } from '../deps.ts';
import { type Account, areasOfDistrict } from './queries.ts';

export type SignedInActor = Actor & { readonly userId: string };
export type LoadActor = (account: Account, wantedDistrict?: number) => Promise<SignedInActor>;

type DistrictAreas = Awaited<ReturnType<typeof areasOfDistrict>>;

/** New areas of a district are seen after this long; grants and roles are read with every request. */
const areasKeptMs = 5000;

/**
 * Makes the function that turns an account into an actor of one district: the wanted one, else the first of its own. The actor's areas
 * are the granted ones with everything below them.
 */
export function makeLoadActor({ app, now }: Pick<Deps, 'app' | 'now'>): LoadActor {
  const kept = new Map<number, { at: number; areas: Promise<DistrictAreas> }>();

  function areasOf(districtId: number): Promise<DistrictAreas> {
    const at = now().getTime();
    const known = kept.get(districtId);
    if (known && Math.abs(at - known.at) < areasKeptMs) return known.areas;
    const areas = areasOfDistrict(app, districtId);
    kept.set(districtId, { at, areas });
    areas.catch(() => kept.delete(districtId));
    return areas;
  }

  return async (account, wantedDistrict) => {
    const districtId = chooseDistrict(account, wantedDistrict);
    const granted = account.grants.filter((grant) => grant.districtId === districtId).map(({ areaId }) => areaId);
    const areas = await areasOf(districtId);
    const whole = areas.find(({ id }) => id === districtId);
    return {
      userId: account.userId,
      districtId,
      areas: whole && covers(granted, whole) ? 'all' : areasInScope(granted, areas),
      roles: account.roles,
      languages: account.languages,
    };
  };
}

function chooseDistrict({ grants }: Account, wanted: number | undefined): number {
  const [first] = grants;
  if (!first) throw new AppError('no-area');
  if (wanted === undefined) return first.districtId;
  if (!grants.some(({ districtId }) => districtId === wanted)) throw new AppError('not-allowed', { districtId: wanted });
  return wanted;
}
