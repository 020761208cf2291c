import { escalationStatuses } from '@kshem/domain/escalation/escalation-state.ts';
import * as z from 'zod';
import { endpoint } from './endpoint.ts';
import { level } from './triage.ts';
import { after, areaId, id, instant, limit, next, note, text } from './wire.ts';

const status = z.enum(escalationStatuses);
const ownerUnit = z.enum(['doctor', 'supervisor', 'officer']);
const params = z.object({ escalationId: id });
const moved = z.object({ status });

export const Escalation = z
  .object({
    escalationId: id,
    personId: id,
    personName: z.string(),
    episodeId: id,
    areaId,
    programmeId: z.string(),
    level,
    status,
    reasons: z.array(z.object({ ruleId: z.string(), text })),
    ownerUnit,
    raisedAt: instant,
    dueAt: instant.describe('By when somebody must acknowledge it'),
    overdue: z.boolean(),
    acknowledgedAt: instant.nullable(),
    acknowledgedBy: id.nullable(),
  })
  .meta({ id: 'Escalation', description: 'Somebody senior must act. Resolved only by somebody who acknowledged it by name' });

export const listEscalations = endpoint({
  name: 'listEscalations',
  method: 'GET',
  path: '/api/escalations',
  summary: 'Escalations that nobody has resolved, the one due first at the top',
  permission: 'escalation.read',
  query: z.object({
    status: z.enum(['raised', 'acknowledged']).exactOptional(),
    ownerUnit: ownerUnit.exactOptional(),
    level: level.exactOptional(),
    after,
    limit,
  }),
  response: z.object({ items: z.array(Escalation), next }),
  errors: [],
});

export const acknowledgeEscalation = endpoint({
  name: 'acknowledgeEscalation',
  method: 'POST',
  path: '/api/escalations/:escalationId/acknowledge',
  summary: 'Take an escalation on in one’s own name',
  permission: 'escalation.acknowledge',
  params,
  response: moved,
  errors: ['not-found', 'conflict'],
});

export const resolveEscalation = endpoint({
  name: 'resolveEscalation',
  method: 'POST',
  path: '/api/escalations/:escalationId/resolve',
  summary: 'Write what was done about an escalation that was acknowledged',
  permission: 'escalation.resolve',
  params,
  body: z.object({ resolution: note }),
  response: moved,
  errors: ['not-found', 'acknowledge-first', 'conflict'],
});

export const handBackEscalation = endpoint({
  name: 'handBackEscalation',
  method: 'POST',
  path: '/api/escalations/:escalationId/hand-back',
  summary: 'Give an escalation back: it is raised again and waits for somebody else',
  permission: 'escalation.acknowledge',
  params,
  body: z.object({ note }),
  response: moved,
  errors: ['not-found', 'conflict'],
});
