import { bedKinds } from '@kshem/domain/registry/bed-kinds.ts';
import { transferActions, transferStatuses } from '@kshem/domain/transfer/transfer-state.ts';
import * as z from 'zod';
import { endpoint } from './endpoint.ts';
import { areaId, id, instant, note, text } from './wire.ts';

const bedKind = z.enum(bedKinds);
const status = z.enum(transferStatuses);
const params = z.object({ transferId: id });
const name = z.string().trim().min(1).max(120);

export const Transfer = z
  .object({
    transferId: id,
    personId: id,
    personName: z.string(),
    ageYears: z.number().nullable(),
    sex: z.enum(['female', 'male', 'other']).nullable(),
    areaId,
    area: text,
    address: z.string().nullable(),
    bedKind,
    status,
    reason: z.string(),
    askedBy: text,
    askedAt: instant,
    facilityId: id.nullable(),
    facility: text.nullable(),
    facilityPhone: z.string().nullable(),
    holdUntil: instant.nullable(),
    bedConfirmedBy: z.string().nullable().describe('Who at the hospital said so'),
    short: z.boolean().describe('The hospital has told of fewer free beds since than are held'),
    ambulance: z.object({ ambulanceId: id, callSign: z.string(), phone: z.string().nullable() }).nullable(),
    crew: z.string().nullable(),
    etaAt: instant.nullable(),
    pickedUpAt: instant.nullable(),
    receivedBy: z.string().nullable(),
    admittedAt: instant.nullable(),
    lastHeardAt: instant.nullable(),
    dueAt: instant.describe('By when the next step must be taken'),
    late: z.int().describe('How often the desk was called out because a step was late'),
    overdue: z.boolean(),
    familyToldAt: instant.nullable().describe('The household knows what happens next; null: not yet, since the last step'),
    tell: text.nullable().describe('What they are told, word for word'),
  })
  .meta({ id: 'Transfer', description: 'Somebody on the way from home to a hospital bed' });

export const listTransfers = endpoint({
  name: 'listTransfers',
  method: 'GET',
  path: '/api/transfers',
  summary: 'Everybody who waits for a bed, is on the way, or is in hospital; late steps first, then the longest due',
  permission: 'transfer.read',
  query: z.object({ show: z.enum(['on-the-way', 'in-hospital']).default('on-the-way') }),
  response: z.object({ items: z.array(Transfer) }),
  errors: [],
});

export const countTransfers = endpoint({
  name: 'countTransfers',
  method: 'GET',
  path: '/api/transfers/counts',
  summary: 'How many are on the way, how many of those are late, how many in hospital. Nobody is named',
  permission: 'transfer.read',
  response: z.object({
    onTheWay: z.int(),
    late: z.int(),
    calledOut: z.int().describe('Late for the second time or more'),
    inHospital: z.int(),
  }),
  errors: [],
});

export const readTransfer = endpoint({
  name: 'readTransfer',
  method: 'GET',
  path: '/api/transfers/:transferId',
  summary: 'A transfer with every hand-over: who, when, to whom',
  permission: 'transfer.read',
  params,
  response: z
    .object({
      transfer: Transfer,
      events: z.array(
        z.object({
          at: instant,
          action: z.string(),
          by: text.nullable().describe('null: the server itself'),
          handedTo: z.string().nullable(),
          note: z.string().nullable(),
        }),
      ),
    })
    .meta({ id: 'TransferHistory' }),
  errors: ['not-found'],
});

export const requestTransfer = endpoint({
  name: 'requestTransfer',
  method: 'POST',
  path: '/api/transfers',
  summary: 'Ask for a hospital bed for somebody at home, on a doctor’s word. One live request a person',
  permission: 'transfer.move',
  body: z.object({ episodeId: id, bedKind, reason: note }),
  status: 201,
  response: z.object({ transferId: id }),
  errors: ['not-found', 'transfer-live', 'not-called-any-more'],
});

/** One body for every step; each needs its own parts (transfers/move-transfer.ts says which). */
export const moveTransfer = endpoint({
  name: 'moveTransfer',
  method: 'POST',
  path: '/api/transfers/:transferId/steps',
  summary: 'Take the next step of a transfer. Whoever takes over is named at each hand-over',
  permission: 'transfer.move',
  params,
  body: z.object({
    action: z.enum(transferActions),
    from: status.describe('As it was seen; refused where somebody moved it since'),
    facilityId: id.exactOptional().describe('hold-bed, change-bed'),
    ambulanceId: id.exactOptional().describe('send-ambulance'),
    etaAt: instant.exactOptional().describe('send-ambulance'),
    handedTo: name
      .exactOptional()
      .describe('Who took over: at the hospital (confirm-bed, admit), of the crew (send-ambulance, pick-up)'),
    note: note
      .exactOptional()
      .describe('Why, for release-bed, recall, change-bed and cancel; what was heard, for hear and discharge'),
  }),
  response: z.object({ status, holdUntil: instant.nullable(), etaAt: instant.nullable() }),
  errors: ['not-found', 'conflict', 'no-bed-left', 'ambulance-busy', 'step-incomplete'],
});

export const tellFamily = endpoint({
  name: 'tellFamily',
  method: 'POST',
  path: '/api/transfers/:transferId/told',
  summary: 'Write down that the household was told what happens next',
  permission: 'transfer.move',
  params,
  response: null,
  errors: ['not-found', 'conflict'],
});
