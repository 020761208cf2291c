import type { Answered } from '@kshem/contract/endpoint.ts';
import * as escalations from '@kshem/contract/escalations.ts';
import { type Door, mount } from '../http/mount.ts';
import { listEscalations } from './list-escalations.ts';
import { moveEscalation } from './move-escalation.ts';

export function escalationRoutes(door: Door): void {
  const { deps } = door;
  mount(door, escalations.listEscalations, async ({ actor, query }) => {
    // Owners are texts in the database; the answer's schema checks them.
    return (await listEscalations(deps, actor, query)) as Answered<typeof escalations.listEscalations>;
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
