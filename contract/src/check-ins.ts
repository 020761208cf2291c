import { dispositions } from '@kshem/domain/attempt/disposition.ts';
import * as z from 'zod';
import { endpoint } from './endpoint.ts';
import { advice, needKind, questionnaire } from './protocol-parts.ts';
import { level, Meaning, NextContact } from './triage.ts';
import { code, id, instant, localDate, note, text } from './wire.ts';

const rawAnswers = z
  .record(z.string().max(200), z.unknown())
  .describe('By linkId: a plain value (93, true, "worse", ["food"]), null for not asked, or { absent: "unknown" | "refused" }');
const informant = z.object({
  kind: z.enum(['self', 'caregiver', 'family', 'neighbour']),
  name: z.string().max(100).exactOptional(),
});

export const Submitted = Meaning.extend({
  needs: z.array(
    z.object({
      kind: z.string(),
      ruleId: z.string().nullable(),
      cause: z.enum(['answers', 'person', 'desk']),
      owner: z.enum(['field', 'doctor', 'supervisor', 'officer']),
      dueAt: instant,
    }),
  ),
  escalation: z.object({ to: z.literal('doctor'), level, dueAt: instant }).exactOptional(),
  nextContact: NextContact.nullable().describe('null: nobody calls any more'),
  disposition: z.enum(dispositions),
  late: z.boolean().describe('The claim had run out: taken all the same'),
  repeated: z.boolean().describe('Taken before; nothing was done twice'),
}).meta({ id: 'Submitted', description: 'What answers meant and what follows' });

const said = {
  informant,
  answers: rawAnswers,
  readings: z
    .array(z.object({ linkId: z.string().max(200), value: z.number(), at: instant }))
    .max(20)
    .exactOptional()
    .describe('Measurements taken again on the line'),
  saidAt: instant,
};

export const submitAnswers = endpoint({
  name: 'submitAnswers',
  method: 'POST',
  path: '/api/submissions',
  summary:
    'What a person said, in one step with what follows from it. Late answers are taken and marked; a second send is the same one',
  permission: 'answers.submit',
  body: z.object({
    submissionId: id.describe('Made where the answers are typed, so that a second send is recognised'),
    checkInId: id,
    checkInDueOn: localDate,
    attemptId: id.exactOptional(),
    fence: z.int().positive().exactOptional(),
    ...said,
    note: z.string().trim().max(2000).exactOptional(),
    needs: z
      .array(
        z.object({
          kind: code,
          detail: note.exactOptional(),
          asked: z.record(code, z.string().max(200)).exactOptional().describe('What the kind asks, by the question’s code'),
          promisedAt: instant.exactOptional().describe('When the person was told it would come'),
        }),
      )
      .max(40)
      .exactOptional()
      .describe('What the caller writes down by hand, beside or with more words than what the answers raise'),
    deliveryCode: z
      .string()
      .regex(/^\d{4}$/)
      .exactOptional()
      .describe('Told to the person, who reads it out to whoever brings what they need'),
  }),
  status: 201,
  response: Submitted,
  errors: ['not-found', 'conflict'],
});

const params = z.object({ dueOn: localDate, checkInId: id });

/** What answers are judged by beside themselves, so that a desk without a network can say what they mean. */
const judgedWith = z
  .object({
    past: z.array(z.object({ at: z.string(), answers: z.record(z.string(), z.unknown()), level })).describe('Oldest first'),
    person: z.object({
      ageYears: z.number().nullable(),
      sex: z.enum(['female', 'male', 'other']).nullable(),
      conditions: z.array(z.string()),
      pregnant: z.boolean().nullable(),
      usualSpo2: z.int().nullable(),
    }),
    episode: z.object({ openedOn: localDate, onsetOn: localDate.nullable(), sampleOn: localDate.nullable() }),
    timeZone: z.string(),
  })
  .meta({ id: 'JudgedWith' });

export const readCheckIn = endpoint({
  name: 'readCheckIn',
  method: 'GET',
  path: '/api/check-ins/:dueOn/:checkInId',
  summary: 'A check-in with what its protocol version asks and advises today',
  permission: 'answers.submit',
  params,
  response: z
    .object({
      checkInId: id,
      dueOn: localDate,
      kind: z.enum(['first', 'routine', 'monitoring', 'again']),
      state: z.enum(['planned', 'due', 'completed', 'missed', 'cancelled']),
      dueAt: instant,
      deadlineAt: instant,
      level: level.nullable(),
      personId: id,
      episodeId: id,
      householdId: id,
      programmeId: z.string(),
      version: z.string(),
      title: text,
      questionnaire,
      advice: z.array(advice).describe('In force today; drug advice only for a doctor'),
      needKinds: z.array(needKind),
      judgedWith,
    })
    .meta({ id: 'CheckIn' }),
  errors: ['not-found'],
});

export const previewTriage = endpoint({
  name: 'previewTriage',
  method: 'POST',
  path: '/api/check-ins/:dueOn/:checkInId/triage',
  summary: 'What answers would mean, before they are sent. Nothing is kept',
  permission: 'answers.submit',
  params,
  body: z.object({ ...said, attemptId: id.exactOptional() }),
  response: Meaning.extend({
    complete: z.boolean().describe('Every required question that applies was asked'),
    suggestions: z
      .array(
        z.object({
          code: z.string(),
          linkIds: z.array(z.string()),
          suggestion: z.record(z.string(), z.number()).exactOptional(),
          question: text,
        }),
      )
      .describe('Values that look mistaken; the answers stay as said until the person confirms'),
  }).meta({ id: 'TriagePreview' }),
  errors: ['not-found'],
});
