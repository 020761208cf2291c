import * as z from 'zod';
import { endpoint } from './endpoint.ts';
import { id, instant, limit, localDate, next } from './wire.ts';

export const AuditEvent = z
  .object({
    id,
    at: instant,
    actorId: id.nullable().describe('null: the server itself'),
    actorLogin: z.string().nullable(),
    action: z.string(),
    subjectKind: z.string(),
    subjectId: z.string(),
    detail: z.record(z.string(), z.unknown()).nullable().describe('Ids, codes and counts'),
  })
  .meta({ id: 'AuditEvent', description: 'Something that somebody did or saw' });

const page = { after: id.exactOptional(), limit };
const events = z.object({ items: z.array(AuditEvent), next }).meta({ id: 'AuditEvents' });

export const whoSaw = endpoint({
  name: 'whoSaw',
  method: 'GET',
  path: '/api/audit/subjects/:subjectId',
  summary: 'Who saw or changed a person or a thing, latest first. Looking is itself written down',
  permission: 'audit.read',
  params: z.object({ subjectId: z.string().min(1).max(100) }),
  query: z.object(page),
  response: events,
  errors: ['not-found'],
});

export const whatDid = endpoint({
  name: 'whatDid',
  method: 'GET',
  path: '/api/audit/actors/:userId',
  summary: 'What an account did and saw on a day, latest first',
  permission: 'audit.read',
  params: z.object({ userId: id }),
  query: z.object({ day: localDate.describe('By UTC, as the trail is cut'), ...page }),
  response: events,
  errors: ['not-found'],
});
