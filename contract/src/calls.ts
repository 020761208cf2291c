import { dispositions } from '@kshem/domain/attempt/disposition.ts';
import { outcomes } from '@kshem/domain/episode/outcome.ts';
import * as z from 'zod';
import { endpoint } from './endpoint.ts';
import { id, instant, localDate, note } from './wire.ts';

const retryOf = z.object({
  next: z.literal('retry'),
  notBefore: instant,
  contactPoint: z.enum(['same', 'alternate', 'household']),
  rank: z.int().nullable(),
  caller: z.enum(['any', 'same', 'other-language']),
  reason: z.enum(['wait', 'other-part-of-day', 'other-number', 'household-member', 'cut-off', 'other-language', 'asked-later']),
});

export const NextStep = z
  .discriminatedUnion('next', [
    retryOf,
    z.object({ next: z.literal('callback'), at: instant }),
    z.object({
      next: z.literal('another-day'),
      notBefore: instant,
      reason: z.enum(['day-limit', 'ladder-ended', 'not-attempted']),
    }),
    z.object({
      next: z.literal('field-visit'),
      need: z.enum(['home-visit', 'trace-number']),
      reason: z.enum(['silent', 'no-working-number', 'cannot-receive-calls']),
    }),
    z.object({ next: z.literal('officer-call'), reason: z.literal('refused') }),
    z.object({ next: z.literal('verify'), what: z.enum(['status', 'duplicate', 'number']) }),
    z.object({ next: z.literal('stop'), what: z.enum(['episode', 'person', 'household']), outcome: z.enum(outcomes) }),
    z.object({ next: z.literal('done'), by: z.enum(['us', 'another-desk']) }),
    z.object({ next: z.literal('no-attempt-counted'), notBefore: instant }),
  ])
  .meta({ id: 'NextStep', description: 'What follows an attempt, by the reach ladder' });

const channel = z.enum(['handset', 'simulated', 'asterisk']);

const PlacedCall = z
  .object({
    phoneCallId: id,
    contactPointId: id,
    channel,
    attempts: z.array(z.object({ attemptId: id, personId: id, itemId: id, checkInId: id, checkInDueOn: localDate })),
    dial: z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('accepted'),
        handover: z
          .object({ link: z.string(), qrPayload: z.string() })
          .exactOptional()
          .describe('To dial on another device; holds the number'),
      }),
      z.object({
        kind: z.literal('refused'),
        refusal: z.enum(['not-started', 'not-connected', 'trunk-down', 'malformed-number', 'no-line-free', 'leg-over']),
      }),
    ]),
  })
  .meta({ id: 'PlacedCall' });

export const placeCall = endpoint({
  name: 'placeCall',
  method: 'POST',
  path: '/api/calls',
  summary: 'Ring a household that one holds: one call, one attempt for each person to be asked',
  permission: 'attempt.record',
  body: z.object({
    householdId: id,
    fence: z.int().positive(),
    contactPointId: id.exactOptional(),
    personIds: z.array(id).min(1).max(30).exactOptional(),
    channel: channel.exactOptional(),
  }),
  status: 201,
  response: PlacedCall,
  errors: [
    'claim-lost',
    'outside-calling-window',
    'nobody-to-call',
    'no-usable-number',
    'already-being-called',
    'own-phone-not-connected',
  ],
});

/** What came of it is written as always. */
export const hangUpCall = endpoint({
  name: 'hangUpCall',
  method: 'POST',
  path: '/api/calls/:callId/hang-up',
  summary: 'End a call that one placed through the exchange: the person is let go, one’s own telephone stays connected',
  permission: 'attempt.record',
  params: z.object({ callId: id }),
  response: z.object({ ended: z.boolean().describe('False: it was over already') }),
  errors: ['not-found'],
});

/** The same people on the same attempts: what was said of them stays as it is. */
export const callByHandset = endpoint({
  name: 'callByHandset',
  method: 'POST',
  path: '/api/calls/:callId/by-handset',
  summary:
    'Go on with a call through the exchange by one’s own handset: its line is let go, its open attempts move to a new call',
  permission: 'attempt.record',
  params: z.object({ callId: id }),
  response: PlacedCall,
  errors: ['not-found', 'attempt-closed', 'already-being-called'],
});

/** Made on a device without a network; its attempts are then settled like any others. */
export const reportCall = endpoint({
  name: 'reportCall',
  method: 'POST',
  path: '/api/calls/reported',
  summary: 'Write down a call that was made without the server. Sent before what came of it; a second report changes nothing',
  permission: 'attempt.record',
  body: z.object({
    phoneCallId: id.describe('Made on the device, as the attempts’ ids are'),
    householdId: id,
    fence: z.int().positive(),
    contactPointId: id,
    attempts: z
      .array(z.object({ attemptId: id, itemId: id, checkInId: id, checkInDueOn: localDate }))
      .min(1)
      .max(30),
    dialledAt: instant.describe('By the device’s clock'),
    sentAt: instant.describe('By the device’s clock, so that a wrong one is known'),
  }),
  response: z.object({ repeated: z.boolean(), late: z.boolean().describe('The household had gone to somebody else by then') }),
  errors: ['not-found', 'conflict'],
});

export const recordDisposition = endpoint({
  name: 'recordDisposition',
  method: 'POST',
  path: '/api/attempts/:attemptId/disposition',
  summary: 'What an attempt without answers came to. Late words are taken and marked; the same word twice changes nothing',
  permission: 'attempt.record',
  params: z.object({ attemptId: id }),
  body: z.object({
    disposition: z.enum(dispositions),
    callbackAt: instant.exactOptional().describe('With `callback`: the time promised to the person'),
    fence: z.int().positive().exactOptional(),
    note: note.exactOptional(),
    contactPointWrong: z.boolean().exactOptional().describe('They said that the number is not this person’s'),
    language: z
      .string()
      .regex(/^[a-z]{2,3}$/)
      .exactOptional()
      .describe('With `language-barrier`: what they speak'),
  }),
  response: z.object({ nextStep: NextStep, late: z.boolean(), repeated: z.boolean() }).meta({ id: 'RecordedDisposition' }),
  errors: ['not-found', 'attempt-closed', 'answers-needed'],
});

export const traceCall = endpoint({
  name: 'traceCall',
  method: 'GET',
  path: '/api/calls/:callId/trace',
  summary: 'The story of a call, by its own id or an attempt’s: ids and codes only, fit for a ticket',
  permission: 'call.trace',
  params: z.object({ callId: id }),
  response: z
    .object({
      phoneCallId: id,
      channel: z.string(),
      state: z.string(),
      cause: z.string().nullable(),
      attemptIds: z.array(id),
      lines: z.array(z.object({ at: instant, what: z.string(), detail: z.record(z.string(), z.unknown()) })),
    })
    .meta({ id: 'CallTrace' }),
  errors: ['not-found'],
});
