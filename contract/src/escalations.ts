import { escalationStatuses } from '@kshem/domain/escalation/escalation-state.ts';
import { lines } from '@kshem/domain/escalation/line.ts';
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
    area: text,
    programmeId: z.string(),
    programme: text,
    level,
    status,
    reasons: z
      .array(
        z.object({
          ruleId: z.string(),
          text,
          action: text.nullable().describe('What the caller was told to do at once; null: no rule of a version raised it'),
          source: z.array(z.string()),
        }),
      )
      .describe('What raised it, in words'),
    ownerUnit,
    raisedAt: instant,
    dueAt: instant.describe('By when somebody must acknowledge it'),
    overdue: z.boolean(),
    line: z.enum(lines).describe('For whom it rings by now: its own unit, supervisors too, an officer too'),
    expired: z.int().describe('How often its time ran out before anybody took it on'),
    acknowledgedAt: instant.nullable(),
    acknowledgedBy: id.nullable(),
    acknowledgedByName: text.nullable(),
    resolvedAt: instant.nullable(),
    resolution: z.string().nullable(),
  })
  .meta({ id: 'Escalation', description: 'Somebody senior must act. Resolved only by somebody who acknowledged it by name' });

export const listEscalations = endpoint({
  name: 'listEscalations',
  method: 'GET',
  path: '/api/escalations',
  summary:
    'Escalations that nobody has resolved: the most urgent level first, in it whoever waits longest. Or the resolved ones, latest first',
  permission: 'escalation.read',
  query: z.object({
    status: status.exactOptional().describe('All that are not resolved when absent'),
    ownerUnit: ownerUnit.exactOptional(),
    level: level.exactOptional(),
    after,
    limit,
  }),
  response: z.object({ items: z.array(Escalation), next }),
  errors: [],
});

export const countEscalations = endpoint({
  name: 'countEscalations',
  method: 'GET',
  path: '/api/escalations/counts',
  summary: 'How many escalations wait to be acknowledged, and since when, by level and unit. Nobody is named',
  permission: 'escalation.read',
  response: z.object({
    items: z.array(
      z
        .object({
          level,
          ownerUnit,
          raised: z.int().describe('Nobody has acknowledged them'),
          acknowledged: z.int(),
          overdue: z.int(),
          second: z.int().describe('Of the raised, those that ring for supervisors too'),
          officer: z.int().describe('Of the raised, those that ring for an officer too'),
          waitingSince: instant.nullable().describe('The oldest that nobody has acknowledged'),
          latestRaisedAt: instant.nullable(),
        })
        .meta({ id: 'EscalationCount' }),
    ),
  }),
  errors: [],
});

export const readEscalation = endpoint({
  name: 'readEscalation',
  method: 'GET',
  path: '/api/escalations/:escalationId',
  summary: 'An escalation with everything that happened to it',
  permission: 'escalation.read',
  params,
  response: z
    .object({
      escalation: Escalation,
      events: z.array(
        z.object({
          at: instant,
          action: z.string(),
          by: text.nullable().describe('null: the server itself'),
          note: z.string().nullable(),
        }),
      ),
    })
    .meta({ id: 'EscalationHistory' }),
  errors: ['not-found'],
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
