import * as z from 'zod';
import { endpoint } from './endpoint.ts';
import { Isolation, level, NextContact, Reason, Undecided } from './triage.ts';
import { id, instant, localDate } from './wire.ts';

const rawAnswers = z
  .record(z.string().max(200), z.unknown())
  .describe('By linkId: a plain value (93, true, "worse", ["food"]), null for not asked, or { absent: "unknown" | "refused" }');
const informant = z.object({
  kind: z.enum(['self', 'caregiver', 'family', 'neighbour']),
  name: z.string().max(100).exactOptional(),
});

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
    informant,
    answers: rawAnswers,
    saidAt: instant,
    note: z.string().trim().max(2000).exactOptional(),
  }),
  status: 201,
  response: z
    .object({
      level,
      reasons: z.array(Reason),
      undecided: z.array(Undecided),
      needs: z.array(z.string()),
      escalation: z.object({ dueAt: instant }).exactOptional(),
      nextContact: NextContact.nullable(),
      isolation: Isolation,
      late: z.boolean(),
      repeated: z.boolean(),
    })
    .meta({ id: 'Submitted' }),
  errors: ['not-found'],
});
