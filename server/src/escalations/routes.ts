import type { Answered } from '@kshem/contract/endpoint.ts';
import * as escalations from '@kshem/contract/escalations.ts';
import { type Door, mount } from '../http/mount.ts';
import { countEscalations } from './count-escalations.ts';
import { listEscalations } from './list-escalations.ts';
import { moveEscalation } from './move-escalation.ts';
import { readEscalation } from './read-escalation.ts';

export function escalationRoutes(door: Door): void {
  const { deps } = door;
  // Owners are texts in the database; each answer's schema checks them.
  mount(door, escalations.listEscalations, async ({ actor, query }) => {
    return (await listEscalations(deps, actor, query)) as Answered<typeof escalations.listEscalations>;
  });
  mount(door, escalations.countEscalations, async ({ actor }) => {
    return { items: await countEscalations(deps, actor) } as Answered<typeof escalations.countEscalations>;
  });
  mount(door, escalations.readEscalation, async ({ actor, params }) => {
    return (await readEscalation(deps, actor, params.escalationId)) as Answered<typeof escalations.readEscalation>;
  });
  mount(door, escalations.acknowledgeEscalation, ({ actor, params }) =>
    moveEscalation(deps, actor, { ...params, action: 'acknowledge' }),
  );
  mount(door, escalations.resolveEscalation, ({ actor, params, body }) =>
    moveEscalation(deps, actor, { ...params, ...body, action: 'resolve' }),
  );
  mount(door, escalations.handBackEscalation, ({ actor, params, body }) =>
    moveEscalation(deps, actor, { ...params, ...body, action: 'hand-back' }),
  );
}
