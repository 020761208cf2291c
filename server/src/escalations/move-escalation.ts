// STUB by helper S until helper C's lands: overwrite freely.
import type { Actor } from '../actor.ts';
import type { Deps } from '../deps.ts';
export async function moveEscalation(deps: Deps, actor: Actor, m: { escalationId: string; action: 'acknowledge' | 'resolve'; resolution?: string }): Promise<void> {
  const now = deps.now();
  await deps.system.updateTable('escalation').set(m.action === 'acknowledge' ? { status: 'acknowledged', acknowledged_at: now, acknowledged_by: actor.userId, updated_at: now } : { status: 'resolved', resolved_at: now, resolved_by: actor.userId, resolution: m.resolution ?? null, updated_at: now }).where('district_id', '=', actor.districtId).where('id', '=', m.escalationId).execute();
}
