import * as z from 'zod';
import { endpoint } from './endpoint.ts';
import { level, Reason } from './triage.ts';
import { after, id, instant, limit, localDate, next, text } from './wire.ts';

const by = id.nullable().describe('The account; null: the server itself');
const entry = { id, at: instant };

/** What was said, choices in words; how numbers, dates and yes look is the reader's language. */
export const Said = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('yes-no'), value: z.boolean() }),
    z.object({ kind: z.literal('number'), value: z.number(), unit: z.string().nullable() }),
    z.object({ kind: z.literal('chosen'), texts: z.array(text) }),
    z.object({ kind: z.literal('date'), on: localDate }),
    z.object({ kind: z.literal('text'), text: z.string() }),
    z.object({ kind: z.literal('absent'), why: z.enum(['unknown', 'refused']) }),
  ])
  .meta({ id: 'Said' });

export const HistoryEntry = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('answers'),
      ...entry,
      episodeId: id,
      programmeId: z.string(),
      version: z.string(),
      attemptId: id.nullable(),
      level,
      informant: z.string(),
      complete: z.boolean(),
      late: z.boolean(),
      dayOfIllness: z.int().nullable(),
      by,
      said: z
        .array(z.object({ linkId: z.string(), question: text, said: Said }))
        .describe('In the words and the order of the version under which it was said'),
      reasons: z.array(Reason),
    }),
    z.object({
      kind: z.literal('attempt'),
      ...entry,
      episodeId: id,
      by,
      channel: z.string().nullable(),
      disposition: z.string().nullable().describe('null: the call is under way'),
      cause: z.string().nullable(),
      seconds: z.int().nullable().describe('Between answer and end; null: not answered, or not known'),
      counts: z.boolean().describe('False: a failure of ours, not held against the person'),
      late: z.boolean(),
      note: z.string().nullable(),
    }),
    z.object({ kind: z.literal('missed'), ...entry, episodeId: id, dueOn: localDate }),
    z.object({
      kind: z.literal('need'),
      ...entry,
      needId: id,
      need: z.string(),
      action: z.string(),
      status: z.string(),
      by,
      note: z.string().nullable(),
    }),
    z.object({
      kind: z.literal('escalation'),
      ...entry,
      escalationId: id,
      level,
      action: z.string(),
      status: z.string(),
      by,
      note: z.string().nullable(),
    }),
    z.object({
      kind: z.literal('change'),
      ...entry,
      field: z.string(),
      before: z.string().nullable(),
      after: z.string().nullable().describe('Of telephone numbers only their ends'),
      importId: id.nullable().describe('The list that said it'),
      by,
    }),
    z.object({ kind: z.literal('merged'), ...entry, personIds: z.array(id).describe('Both records'), by }),
  ])
  .meta({ id: 'HistoryEntry' });

export const readHistory = endpoint({
  name: 'readHistory',
  method: 'GET',
  path: '/api/people/:personId/history',
  summary:
    'What happened with a person, latest first: what was said, each try to reach them, needs, escalations, changes, merges. The look is written down',
  permission: 'person.read',
  params: z.object({ personId: id }),
  query: z.object({ after, limit }),
  response: z.object({ items: z.array(HistoryEntry), next }),
  errors: ['not-found'],
});
