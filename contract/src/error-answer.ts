import * as z from 'zod';
import type { ErrorCode } from './errors.ts';
import { text } from './wire.ts';

/** What a refusal looks like on the wire, whichever endpoint refuses. */
export const ErrorAnswer = z
  .object({
    error: z.object({
      // Any text on the wire: a screen that is older than its server shows the message of a code it does not know.
      code: z
        .custom<ErrorCode>((code) => typeof code === 'string')
        .meta({ type: 'string', description: 'One of docs/errors.md' }),
      message: text,
      retryable: z.boolean().describe('Whether sending the same again later can help'),
      reference: z.string().describe('Names this request in the server’s log'),
      detail: z.record(z.string(), z.unknown()).nullable().describe('Ids, field names and counts; never what a field held'),
    }),
  })
  .meta({ id: 'ErrorAnswer', description: 'A refusal: what is wrong and what to do next' });
export type ErrorAnswer = z.output<typeof ErrorAnswer>;
