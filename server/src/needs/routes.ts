import type { Answered } from '@kshem/contract/endpoint.ts';
import * as needs from '@kshem/contract/needs.ts';
import { type Door, mount } from '../http/mount.ts';
import { countNeeds } from './count-needs.ts';
import { listNeeds } from './list-needs.ts';
import { moveNeeds } from './move-many-needs.ts';
import { moveNeed } from './move-need.ts';
import { readNeed } from './read-need.ts';

export function needRoutes(door: Door): void {
  const { deps } = door;
  // Owners are texts in the database; each answer's schema checks them.
  mount(door, needs.listNeeds, async ({ actor, query }) => {
    return (await listNeeds(deps, actor, query)) as Answered<typeof needs.listNeeds>;
  });
  mount(door, needs.countNeeds, async ({ actor, query }) => {
    return { items: await countNeeds(deps, actor, query) } as Answered<typeof needs.countNeeds>;
  });
  mount(door, needs.readNeed, async ({ actor, params }) => {
    return (await readNeed(deps, actor, params.needId)) as Answered<typeof needs.readNeed>;
  });
  mount(door, needs.moveNeed, ({ actor, params, body }) => moveNeed(deps, actor, { ...params, ...body }));
  mount(door, needs.hearOfNeed, ({ actor, params, body }) =>
    moveNeed(deps, actor, { ...params, action: body.came ? 'confirm' : 'reopen', from: 'fulfilled' }),
  );
  mount(door, needs.moveNeeds, async ({ actor, body }) => ({ items: await moveNeeds(deps, actor, body) }));
}
