import { levels } from '@kshem/domain/protocol/protocol.ts';
import * as z from 'zod';
import { instant, localDate, text } from './wire.ts';

export const level = z
  .enum(levels)
  .meta({ id: 'Level', description: 'red: act now; amber: a doctor today; yellow: again today; green' });

const missing = z.object({ linkId: z.string(), why: z.enum(['unknown', 'refused', 'not-asked', 'not-applicable']) });

export const Reason = z
  .object({
    ruleId: z.string(),
    level,
    raisedFrom: level.exactOptional().describe('The rule’s own level where the high-risk tier raised it'),
    text,
    action: text.describe('What the caller does and says at once'),
    source: z.array(z.string()),
  })
  .meta({ id: 'TriageReason' });

export const Undecided = z
  .object({ ruleId: z.string(), level, missing: z.array(missing) })
  .meta({ id: 'UndecidedRule', description: 'A rule that could not be decided, and what it lacks' });

export const Isolation = z
  .object({
    mayEnd: z.boolean(),
    blockedBy: z.array(
      z.object({
        code: z.enum(['before-earliest-day', 'condition-not-met', 'not-known', 'needs-attention-first']),
        text,
        missing: z.array(missing).exactOptional(),
      }),
    ),
    earliestOn: localDate,
    doctorConfirms: z.boolean(),
    text: text.describe('What the caller tells the person'),
  })
  .meta({ id: 'Isolation' });

export const NextContact = z
  .object({ at: instant, on: localDate, why: z.enum(['remeasure', 'again-today', 'next-slot', 'by-cadence', 'cut-off']) })
  .meta({ id: 'NextContact' });

export const PartialNews2 = z
  .object({
    partial: z.literal(true),
    score: z.int(),
    anyThree: z.boolean(),
    parts: z.record(z.string(), z.int()),
    missing: z.array(z.string()),
  })
  .meta({ id: 'PartialNews2', description: 'From what can be had over the telephone; never to be shown as a full score' });

/** What answers meant; the same before they are sent and after. */
export const Meaning = z.object({
  level,
  reasons: z.array(Reason).describe('Rules that fired, most urgent first'),
  undecided: z.array(Undecided),
  remeasure: z.array(z.object({ linkId: z.string(), afterMinutes: z.number(), ruleId: z.string() })),
  advice: z.array(z.string()).describe('Codes of the version’s advice cards'),
  isolation: Isolation,
  secondHand: z.array(z.string()).describe('Questions about what only the person can feel, answered by somebody else'),
  highRisk: z.boolean().nullable(),
  dayOfIllness: z.int(),
  news2: PartialNews2.nullable(),
  protocolVersion: z.string(),
  refused: z
    .array(z.object({ linkId: z.string(), code: z.string(), hint: z.string() }))
    .describe('What could not be taken as it stands'),
});
