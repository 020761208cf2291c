import { type FailedDelivery, failedDeliveries } from '@kshem/domain/need/failed-delivery.ts';
import { needStatuses } from '@kshem/domain/need/need-state.ts';
import { needProofs } from '@kshem/domain/protocol/protocol.ts';
import * as z from 'zod';
import { endpoint } from './endpoint.ts';
import type { ErrorCode } from './errors.ts';
import { after, areaId, code, id, instant, limit, next, note, text } from './wire.ts';

export const needStatusShape = z.enum(needStatuses);
const status = needStatusShape;
const ownerUnit = z.enum(['field', 'doctor', 'supervisor', 'officer']);
const officer = z.enum(['supervisor', 'officer']);
const action = z.enum(['assign', 'promise', 'fulfil', 'confirm', 'decline', 'reopen']);
const anyArea = z.coerce.number().int().positive().describe('A ward, or what lies above it');

const once = 'Made on the device: sent twice, it is done once';

export const Need = z
  .object({
    needId: id,
    personId: id,
    householdId: id,
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
    priority: z.int().min(1).max(3).describe('1 comes first'),
    asked: z.array(z.object({ question: text, answer: text })).describe('What was asked when it was raised'),
    failed: z.int().describe('How often somebody came back with it'),
    proofWanted: z.enum(needProofs).nullable().describe('null: the word of whoever brings it'),
    codeTold: z.boolean().describe('Whether the person was told a code to read out'),
    codeTriesLeft: z.int().nullable().describe('null: no code was told'),
    deliveredAt: instant.nullable(),
    deliveredBy: id.nullable(),
    proof: z
      .enum([...needProofs, 'code-wrong', 'none'])
      .nullable()
      .describe('By what it is said to have come'),
    escalatedTo: officer.nullable().describe('Overdue, or never asked about: who has been told'),
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
    escalatedTo: officer.exactOptional().describe('Passed on to'),
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
          passedOn: z.int().describe('Overdue or unconfirmed, and passed on to a supervisor or an officer'),
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
          proof: z.string().nullable(),
          reason: z.string().nullable().describe('Why it could not be delivered'),
          passedTo: z.string().nullable().describe('Whom it was passed on to'),
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
  errors: ['not-found', 'conflict', 'move-not-possible', 'assignee-not-possible', 'own-delivery', 'proof-missing'],
});

/** Callers may not move needs, but the person's own word on one that is said to have come is theirs to write down. */
export const hearOfNeed = endpoint({
  name: 'hearOfNeed',
  method: 'POST',
  path: '/api/needs/:needId/heard',
  summary: 'What the person says of a need that is said to have come: it came, and is closed, or it did not, and is open again',
  permission: 'need.confirm',
  params: z.object({ needId: id }),
  body: z.object({ came: z.boolean(), eventId: id.exactOptional().describe(once) }),
  response: z.object({ status }),
  errors: ['not-found', 'conflict', 'move-not-possible', 'own-delivery'],
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

const params = z.object({ needId: id });
const done = { eventId: id.describe(once), at: instant.describe('By the device’s clock') };

export const listDeliveries = endpoint({
  name: 'listDeliveries',
  method: 'GET',
  path: '/api/deliveries',
  summary: 'What a field team has taken on, or may take: by ward, then address, those of a house together',
  permission: 'need.deliver',
  query: z.object({
    held: z.enum(['me', 'nobody']),
    areaId: anyArea.exactOptional(),
    limit: z.coerce.number().int().min(1).max(300).default(300),
  }),
  response: z.object({ items: z.array(Need) }),
  errors: [],
});

export const countDeliveries = endpoint({
  name: 'countDeliveries',
  method: 'GET',
  path: '/api/deliveries/counts',
  summary: 'In which wards of one’s own something waits that no team has taken',
  permission: 'need.deliver',
  response: z.object({
    mine: z.int(),
    wards: z.array(z.object({ areaId, area: text, waiting: z.int(), overdue: z.int() }).meta({ id: 'WardDeliveries' })),
  }),
  errors: [],
});

export const takeNeed = endpoint({
  name: 'takeNeed',
  method: 'POST',
  path: '/api/needs/:needId/take',
  summary: 'Takes a need that no team has, to bring it',
  permission: 'need.deliver',
  params,
  body: z.object({ eventId: id.describe(once) }),
  response: z.object({ status }),
  errors: ['not-found', 'conflict', 'need-taken'],
});

/** A photo of 450 kB in base64; a camera's picture is scaled in the page to a third of it. */
const mostPhotoText = 600_000;

export const deliverNeed = endpoint({
  name: 'deliverNeed',
  method: 'POST',
  path: '/api/needs/:needId/deliver',
  summary: 'It was brought, with what proves it. It stays open until the person says on the next call that it came',
  permission: 'need.deliver',
  params,
  body: z.object({
    ...done,
    code: z
      .string()
      .regex(/^\d{4}$/)
      .exactOptional()
      .describe('As the person read it out'),
    photo: z.string().max(mostPhotoText).exactOptional().describe('A JPEG, base64'),
    note: note.exactOptional(),
    later: z.literal(true).exactOptional().describe('Written down without a network: a wrong code is kept as wrong, not refused'),
  }),
  response: z.object({ status }),
  errors: [
    ...(['not-found', 'conflict', 'need-taken', 'proof-missing', 'delivery-code-wrong', 'code-locked'] as const),
    ...(['photo-unreadable', 'photo-too-large'] as const),
  ],
});

export const failDelivery = endpoint({
  name: 'failDelivery',
  method: 'POST',
  path: '/api/needs/:needId/not-delivered',
  summary: 'Somebody went and came back with it. The need stays open and its deadline stands',
  permission: 'need.deliver',
  params,
  body: z.object({
    ...done,
    reason: z.enum(Object.keys(failedDeliveries) as [FailedDelivery]),
    note: note.exactOptional(),
    giveBack: z.boolean().describe('Left for another team'),
  }),
  response: z.object({ status }),
  errors: ['not-found', 'conflict', 'need-taken'],
});

export const readNeedPhoto = endpoint({
  name: 'readNeedPhoto',
  method: 'GET',
  path: '/api/needs/:needId/photo',
  summary: 'The photo that proves a delivery. The look is written down',
  permission: 'need.read',
  params,
  response: { file: ['image/jpeg'] },
  errors: ['not-found'],
});
