import { needStatuses } from '@kshem/domain/need/need-state.ts';
import * as z from 'zod';
import { endpoint } from './endpoint.ts';
import type { ErrorCode } from './errors.ts';
import { after, areaId, code, id, instant, limit, next, note, text } from './wire.ts';

const status = z.enum(needStatuses);
const ownerUnit = z.enum(['field', 'doctor', 'supervisor', 'officer']);
const action = z.enum(['assign', 'promise', 'fulfil', 'confirm', 'decline', 'reopen']);
const anyArea = z.coerce.number().int().positive().describe('A ward, or what lies above it');

export const Need = z
  .object({
    needId: id,
    personId: id,
    personName: z.string(),
    areaId,
    area: text,
    address: z.string().nullable().describe('For whoever goes there'),
    contactPointId: id.nullable().describe('The first usable number; it is revealed with people’s revealNumber. null: none'),
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
    closedAt: instant.nullable(),
    overdue: z.boolean(),
    reopened: z.int().describe('How often it was said to have come and had not'),
  })
  .meta({ id: 'Need', description: 'What a person lacks. Closed only when the person says that it came' });

export const listNeeds = endpoint({
  name: 'listNeeds',
  method: 'GET',
  path: '/api/needs',
  summary: 'Needs that are not closed, the one due first at the top; or those that were closed, the latest first',
  permission: 'need.read',
  query: z.object({
    state: z.enum(['open', 'closed']).default('open').describe('Whether it is closed: confirmed or declined'),
    status: status.exactOptional(),
    ownerUnit: ownerUnit.exactOptional(),
    kind: code.exactOptional(),
    areaId: anyArea.exactOptional(),
    overdue: z.literal('yes').exactOptional(),
    assignedTo: z.union([id, z.literal('nobody')]).exactOptional(),
    personId: id.exactOptional(),
    after,
    limit,
  }),
  response: z.object({ items: z.array(Need), next }),
  errors: [],
});

export const countNeeds = endpoint({
  name: 'countNeeds',
  method: 'GET',
  path: '/api/needs/counts',
  summary: 'How many needs are not closed, by the unit that owns them and by kind. Nobody is named',
  permission: 'need.read',
  query: z.object({ areaId: anyArea.exactOptional() }),
  response: z.object({
    items: z.array(
      z
        .object({
          ownerUnit,
          kind: z.string(),
          title: text,
          waiting: z.int().describe('Open or assigned'),
          overdue: z.int(),
          unassigned: z.int(),
          fulfilled: z.int().describe('Said to have come; the person has not confirmed it'),
        })
        .meta({ id: 'NeedCount' }),
    ),
  }),
  errors: [],
});

export const readNeed = endpoint({
  name: 'readNeed',
  method: 'GET',
  path: '/api/needs/:needId',
  summary: 'A need with everything that happened to it',
  permission: 'need.read',
  params: z.object({ needId: id }),
  response: z
    .object({
      need: Need,
      events: z.array(
        z.object({
          at: instant,
          action: z.string(),
          status,
          by: text.nullable().describe('null: the server itself'),
          assignedTo: text.nullable(),
          promisedAt: instant.nullable(),
          note: z.string().nullable(),
        }),
      ),
    })
    .meta({ id: 'NeedHistory' }),
  errors: ['not-found'],
});

const from = status.describe('As it was seen: two who act on one need at once do not undo each other');
const parts = {
  assignTo: id.exactOptional().describe('With `assign`: a member of the unit; oneself when absent'),
  promisedAt: instant.exactOptional().describe('With `promise`'),
  note: note.exactOptional().describe('With `decline`: why; with `note`: the remark'),
};

export const moveNeed = endpoint({
  name: 'moveNeed',
  method: 'POST',
  path: '/api/needs/:needId/move',
  summary: 'Assign, promise, fulfil, confirm, decline or reopen a need',
  permission: 'need.update',
  params: z.object({ needId: id }),
  body: z.object({ action, from, ...parts }),
  response: z.object({ status }),
  errors: ['not-found', 'conflict', 'move-not-possible', 'assignee-not-possible'],
});

/** Callers may not move needs, but the person's own word on one that is said to have come is theirs to write down. */
export const hearOfNeed = endpoint({
  name: 'hearOfNeed',
  method: 'POST',
  path: '/api/needs/:needId/heard',
  summary: 'What the person says of a need that is said to have come: it came, and is closed, or it did not, and is open again',
  permission: 'answers.submit',
  params: z.object({ needId: id }),
  body: z.object({ came: z.boolean() }),
  response: z.object({ status }),
  errors: ['not-found', 'conflict', 'move-not-possible'],
});

export const moveNeeds = endpoint({
  name: 'moveNeeds',
  method: 'POST',
  path: '/api/needs/moves',
  summary: 'The same, or a remark, for many needs: each by itself, and each says whether it was done',
  permission: 'need.update',
  body: z.object({
    action: action.or(z.literal('note')),
    needs: z
      .array(z.object({ needId: id, from }))
      .min(1)
      .max(200),
    ...parts,
  }),
  response: z.object({
    items: z.array(
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('moved'), needId: id, status }),
        z.object({ kind: z.literal('refused'), needId: id, code: z.custom<ErrorCode>().meta({ type: 'string' }), message: text }),
      ]),
    ),
  }),
  errors: [],
});
