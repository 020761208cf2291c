import type { Answered } from '@kshem/contract/endpoint.ts';
import * as needs from '@kshem/contract/needs.ts';
import { type Door, mount } from '../http/mount.ts';
import { listNeeds } from './list-needs.ts';
import { moveNeed } from './move-need.ts';

export function needRoutes(door: Door): void {
  const { deps } = door;
  mount(door, needs.listNeeds, async ({ actor, query }) => {
    // Owners are texts in the database; the answer's schema checks them.
    return (await listNeeds(deps, actor, query)) as Answered<typeof needs.listNeeds>;
  });
  mount(door, needs.moveNeed, ({ actor, params, body }) => moveNeed(deps, actor, { ...params, ...body }));
}
