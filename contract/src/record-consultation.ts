import { decisions } from '@kshem/domain/consultation/decision.ts';
import { bedKinds } from '@kshem/domain/registry/bed-kinds.ts';
import * as z from 'zod';
import { endpoint } from './endpoint.ts';
import { id, instant, localDate } from './wire.ts';

// Apart from what doctors read (consultations.ts): the outbox of every device knows how to send it.
const decision = z.enum(decisions);
export const spokeWith = z.enum(['person', 'family', 'nobody']);

export const recordConsultation = endpoint({
  name: 'recordConsultation',
  method: 'POST',
  path: '/api/consultations',
  summary: 'Write down what a doctor heard, said and decided. Sending it twice is sending it once',
  permission: 'consultation.record',
  body: z.object({
    consultationId: id.describe('Made where it is typed'),
    episodeId: id,
    escalationId: id.nullable().default(null).describe('The one it answers: it is acknowledged in the writer’s name'),
    closes: z.boolean().default(false).describe('The escalation is resolved with it'),
    heldAt: instant.describe('When they spoke, by the device’s clock'),
    spokeWith,
    note: z.string().trim().min(1).max(4000),
    drugAdvice: z.string().trim().min(1).max(2000).nullable().default(null),
    adviceCodes: z.array(z.string().max(60)).max(50).default([]),
    decision,
    remeasureAt: instant.nullable().default(null),
    bedKind: z.enum(bedKinds).nullable().default(null),
    referTo: z.string().trim().min(1).max(200).nullable().default(null),
    followUpOn: localDate.nullable().default(null),
  }),
  response: z.object({
    repeated: z.boolean().describe('It was on record already'),
    escalation: z.enum(['none', 'acknowledged', 'resolved', 'resolved-before']),
    transferId: id.nullable(),
  }),
  errors: ['not-found', 'decision-incomplete', 'conflict'],
});
