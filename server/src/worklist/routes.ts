import type { Answered } from '@kshem/contract/endpoint.ts';
import * as worklist from '@kshem/contract/worklist.ts';
import { AppError } from '../app-error.ts';
import { type Door, mount } from '../http/mount.ts';
import { prepareDay } from '../jobs/timetable.ts';
import { claimNext } from './claim-next.ts';
import { countWorklist } from './count-worklist.ts';
import { listWorklist } from './list-worklist.ts';
import { releaseClaim } from './release-claim.ts';
import { renewClaim } from './renew-claim.ts';
import { reserveTurns } from './reserve-turns.ts';
import { skipHousehold } from './skip-household.ts';
import { steerHousehold } from './steer-household.ts';
import { takeBackClaim } from './take-back-claim.ts';
import { whyNotCalled } from './why-not-called.ts';

export function worklistRoutes(door: Door): void {
  const { deps, metrics } = door;
  mount(door, worklist.claimNext, async ({ actor }) => {
    const claim = await claimNext(deps, actor);
    metrics.claims.inc({ result: claim.kind === 'claimed' ? 'claimed' : claim.why });
    return claim;
  });
  mount(door, worklist.reserveTurns, ({ actor }) => reserveTurns(deps, actor));
  mount(door, worklist.renewClaim, ({ actor, params, body }) => renewClaim(deps, actor, { ...params, ...body }));
  mount(door, worklist.releaseClaim, ({ actor, params, body }) => releaseClaim(deps, actor, { ...params, ...body }));
  mount(door, worklist.skipHousehold, ({ actor, params, body }) => skipHousehold(deps, actor, { ...params, ...body }));
  mount(door, worklist.prepareDay, ({ actor, params }) => prepareDay(deps, actor.districtId, params.day));
  mount(door, worklist.listWorklist, async ({ actor, query: { after, ...filter } }) => {
    const items = await listWorklist(deps, actor, { ...filter, ...(after !== undefined && { after: readPlace(after) }) });
    const last = items.length === filter.limit ? items.at(-1) : undefined;
    return { items, next: last ? placeOf(last) : null } as Answered<typeof worklist.listWorklist>;
  });
  mount(door, worklist.countWorklist, async ({ actor, query }) => ({ items: await countWorklist(deps, actor, query) }));
  mount(door, worklist.takeBackClaim, ({ actor, params, body }) => takeBackClaim(deps, actor, { ...params, ...body }));
  mount(door, worklist.steerHousehold, async ({ actor, params, body }) => ({
    people: await steerHousehold(deps, actor, { ...params, ...body }),
  }));
  mount(door, worklist.whyNotCalled, async ({ actor, params }) => ({ items: await whyNotCalled(deps, actor, params.personId) }));
}

type Place = { band: number; dueAt: Date; householdId: string };

/** A row's place in the order of the desk, as the page's `next`. */
function placeOf({ band, dueAt, householdId }: Place): string {
  return `${band}~${dueAt.toISOString()}~${householdId}`;
}

function readPlace(written: string): Place {
  const [, band, dueAt, householdId] = /^(\d{1,2})~(\d{4}-[\d:.T-]+Z)~([\da-f-]{36})$/.exec(written) ?? [];
  if (!band || !dueAt || !householdId || Number.isNaN(Date.parse(dueAt)))
    throw new AppError('bad-request', { fields: ['after'] });
  return { band: Number(band), dueAt: new Date(dueAt), householdId };
}
