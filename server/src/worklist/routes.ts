import * as worklist from '@kshem/contract/worklist.ts';
import { type Door, mount } from '../http/mount.ts';
import { prepareDay } from '../jobs/timetable.ts';
import { claimNext } from './claim-next.ts';
import { releaseClaim } from './release-claim.ts';
import { renewClaim } from './renew-claim.ts';
import { skipHousehold } from './skip-household.ts';

export function worklistRoutes(door: Door): void {
  const { deps, metrics } = door;
  mount(door, worklist.claimNext, async ({ actor }) => {
    const claim = await claimNext(deps, actor);
    metrics.claims.inc({ result: claim.kind === 'claimed' ? 'claimed' : claim.why });
    return claim;
  });
  mount(door, worklist.renewClaim, ({ actor, params, body }) => renewClaim(deps, actor, { ...params, ...body }));
  mount(door, worklist.releaseClaim, ({ actor, params, body }) => releaseClaim(deps, actor, { ...params, ...body }));
  mount(door, worklist.skipHousehold, ({ actor, params, body }) => skipHousehold(deps, actor, { ...params, ...body }));
  mount(door, worklist.prepareDay, ({ actor, params }) => prepareDay(deps, actor.districtId, params.day));
}
