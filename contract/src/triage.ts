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
  .object({ at: instant, on: localDate, why: z.enum(['remeasure', 'again-today', 'next-slot', 'by-cadence']) })
  .meta({ id: 'NextContact' });
