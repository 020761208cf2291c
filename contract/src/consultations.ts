import { decisions } from '@kshem/domain/consultation/decision.ts';
import * as z from 'zod';
import { endpoint } from './endpoint.ts';
import { Escalation } from './escalations.ts';
import { advice } from './protocol-parts.ts';
import { spokeWith } from './record-consultation.ts';
import { Transfer } from './transfers.ts';
import { level, PartialNews2 } from './triage.ts';
import { after, areaId, id, instant, limit, localDate, next, text } from './wire.ts';

const decision = z.enum(decisions);

export const Consultation = z
  .object({
    consultationId: id,
    episodeId: id,
    escalationId: id.nullable(),
    by: text.describe('The doctor’s name'),
    heldAt: instant,
    recordedAt: instant,
    spokeWith,
    note: z.string(),
    drugAdvice: z.string().nullable().describe('Doctors only; null for everybody else'),
    hasDrugAdvice: z.boolean(),
    adviceCodes: z.array(z.string()),
    decision,
    remeasureAt: instant.nullable(),
    referTo: z.string().nullable(),
    followUpOn: localDate.nullable(),
  })
  .meta({ id: 'Consultation' });

export const readSheet = endpoint({
  name: 'readSheet',
  method: 'GET',
  path: '/api/people/:personId/sheet',
  summary:
    'What a doctor needs beside a person’s card: what rings and why, the partial NEWS2, earlier consultations, advice in force',
  permission: 'consultation.read',
  params: z.object({ personId: id }),
  response: z
    .object({
      escalations: z.array(Escalation).describe('Those that nobody has resolved'),
      news2: z
        .object({ ...PartialNews2.shape, at: instant, asks: z.enum(['emergency', 'urgent', 'not-enough']), source: z.string() })
        .nullable()
        .describe('Of the last answers; never a full score'),
      consultations: z.array(Consultation).describe('Latest first'),
      advice: z.array(advice).describe('Cards in force today that the asker may read'),
      transfer: Transfer.nullable().describe('The one that is on its way, or in hospital'),
    })
    .meta({ id: 'DoctorSheet' }),
  errors: ['not-found'],
});

export const listFollowUps = endpoint({
  name: 'listFollowUps',
  method: 'GET',
  path: '/api/consultations/follow-ups',
  summary: 'People whom a doctor wanted to hear again by today and whom none has consulted since, the longest due first',
  permission: 'consultation.record',
  query: z.object({ after, limit }),
  response: z.object({
    items: z.array(
      z
        .object({
          consultationId: id,
          personId: id,
          personName: z.string(),
          areaId,
          area: text,
          lastLevel: level.nullable(),
          dueOn: localDate,
          decision,
          note: z.string(),
          by: text,
          heldAt: instant,
        })
        .meta({ id: 'FollowUp' }),
    ),
    next,
  }),
  errors: [],
});

export const HandOver = z
  .object({
    handOverId: id,
    by: text,
    to: text.nullable().describe('null: whoever comes next'),
    mine: z.boolean().describe('The reader wrote it'),
    note: z.string(),
    escalations: z.int().describe('That go over into the next one’s name'),
    writtenAt: instant,
    takenBy: text.nullable(),
    takenAt: instant.nullable(),
  })
  .meta({ id: 'HandOver' });

export const listHandOvers = endpoint({
  name: 'listHandOvers',
  method: 'GET',
  path: '/api/hand-overs',
  summary: 'Notes of doctors who went off duty: those nobody has taken yet, and those of the last day',
  permission: 'consultation.record',
  response: z.object({ items: z.array(HandOver), held: z.int().describe('Escalations in the asker’s own name') }),
  errors: [],
});

export const writeHandOver = endpoint({
  name: 'writeHandOver',
  method: 'POST',
  path: '/api/hand-overs',
  summary:
    'End a shift: a note for the next doctor, and the escalations held go over when it is taken; until then they stay in one’s name',
  permission: 'consultation.record',
  body: z.object({ handOverId: id, toUserId: id.nullable().default(null), note: z.string().trim().min(1).max(4000) }),
  response: z.object({ escalations: z.int() }),
  errors: ['not-found', 'conflict'],
});

export const takeHandOver = endpoint({
  name: 'takeHandOver',
  method: 'POST',
  path: '/api/hand-overs/:handOverId/take',
  summary: 'Take over from a doctor who went off duty: their escalations are in one’s own name from now on',
  permission: 'consultation.record',
  params: z.object({ handOverId: id }),
  response: z.object({ escalations: z.int() }),
  errors: ['not-found', 'conflict'],
});

export const setDuty = endpoint({
  name: 'setDuty',
  method: 'PUT',
  path: '/api/duty',
  summary: 'Tell until when one is on duty; null: off duty now',
  permission: 'consultation.record',
  body: z.object({ untilAt: instant.nullable() }),
  response: null,
  errors: ['bad-request'],
});

export const listDuty = endpoint({
  name: 'listDuty',
  method: 'GET',
  path: '/api/duty',
  summary: 'Doctors who are on duty now, and until when',
  permission: 'escalation.read',
  response: z.object({
    items: z.array(
      z
        .object({ userId: id, name: text, fromAt: instant, untilAt: instant, me: z.boolean(), holds: z.int() })
        .meta({ id: 'OnDuty', description: 'holds: escalations in their name that are not resolved' }),
    ),
  }),
  errors: [],
});
