import type { Answered } from '@kshem/contract/endpoint.ts';
import * as needs from '@kshem/contract/needs.ts';
import { type Door, mount } from '../http/mount.ts';
import { countNeeds } from './count-needs.ts';
import { deliverNeed } from './deliver-need.ts';
import { failDelivery } from './fail-delivery.ts';
import { hearOfNeed } from './hear-of-need.ts';
import { countDeliveries, listDeliveries } from './list-deliveries.ts';
import { listNeeds } from './list-needs.ts';
import { moveNeeds } from './move-many-needs.ts';
import { moveNeed } from './move-need.ts';
import { readNeed } from './read-need.ts';
import { showPhoto } from './show-photo.ts';
import { takeNeed } from './take-need.ts';

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
  mount(door, needs.hearOfNeed, ({ actor, params, body }) => hearOfNeed(deps, actor, { ...params, ...body }));
  mount(door, needs.listDeliveries, async ({ actor, query }) => {
    return { items: await listDeliveries(deps, actor, query) } as Answered<typeof needs.listDeliveries>;
  });
  mount(door, needs.countDeliveries, ({ actor }) => countDeliveries(deps, actor));
  mount(door, needs.takeNeed, ({ actor, params, body }) => takeNeed(deps, actor, { ...params, ...body }));
  mount(door, needs.deliverNeed, ({ actor, params, body }) => deliverNeed(deps, actor, { ...params, ...body }));
  mount(door, needs.failDelivery, ({ actor, params, body }) => failDelivery(deps, actor, { ...params, ...body }));
  mount(door, needs.readNeedPhoto, async ({ actor, params }) => ({
    ...{ name: 'proof.jpg', type: 'image/jpeg' },
    content: await showPhoto(deps, actor, params.needId),
  }));
  mount(door, needs.moveNeeds, async ({ actor, body }) => ({ items: await moveNeeds(deps, actor, body) }));
}
