import { needStatuses } from '@kshem/domain/need/need-state.ts';
import * as z from 'zod';
import { endpoint } from './endpoint.ts';
import { after, areaId, code, id, instant, limit, next, note, text } from './wire.ts';

const status = z.enum(needStatuses);
const ownerUnit = z.enum(['field', 'doctor', 'supervisor', 'officer']);

export const Need = z
  .object({
    needId: id,
    personId: id,
    personName: z.string(),
    areaId,
    programmeId: z.string(),
    kind: z.string(),
    title: text,
    status,
    cause: z.string().describe('What it comes from: answers, silence, number, refusal, person, desk'),
    ownerUnit,
    assignedTo: id.nullable(),
    detail: z.string().nullable(),
    raisedAt: instant,
    dueAt: instant,
    promisedAt: instant.nullable().describe('When the person was told it would come; moves no deadline'),
    overdue: z.boolean(),
    reopened: z.int().describe('How often it was said to have come and had not'),
  })
  .meta({ id: 'Need', description: 'What a person lacks. Closed only when the person says that it came' });

export const listNeeds = endpoint({
  name: 'listNeeds',
  method: 'GET',
  path: '/api/needs',
  summary: 'Needs that are not closed, the one due first at the top',
  permission: 'need.read',
  query: z.object({
    status: status.exactOptional(),
    ownerUnit: ownerUnit.exactOptional(),
    kind: code.exactOptional(),
    assignedTo: id.exactOptional(),
    personId: id.exactOptional(),
    after,
    limit,
  }),
  response: z.object({ items: z.array(Need), next }),
  errors: [],
});

export const moveNeed = endpoint({
  name: 'moveNeed',
  method: 'POST',
  path: '/api/needs/:needId/move',
  summary: 'Assign, promise, fulfil, confirm, decline or reopen a need',
  permission: 'need.update',
  params: z.object({ needId: id }),
  body: z.object({
    action: z.enum(['assign', 'promise', 'fulfil', 'confirm', 'decline', 'reopen']),
    from: status.describe('As it was seen: two who act on one need at once do not undo each other'),
    assignTo: id.exactOptional().describe('With `assign`; oneself when absent'),
    promisedAt: instant.exactOptional().describe('With `promise`'),
    note: note.exactOptional().describe('With `decline`: why'),
  }),
  response: z.object({ status }),
  errors: ['not-found', 'conflict', 'move-not-possible'],
});
