import * as z from 'zod';
import { type ErrorCode, errors } from './errors.ts';
import { text } from './wire.ts';

const codes = Object.keys(errors) as [ErrorCode, ...ErrorCode[]];

/** What a refusal looks like on the wire, whichever endpoint refuses. */
export const ErrorAnswer = z
  .object({
    error: z.object({
      code: z.enum(codes),
      message: text,
      retryable: z.boolean().describe('Whether sending the same again later can help'),
      reference: z.string().describe('Names this request in the server’s log'),
      detail: z.record(z.string(), z.unknown()).nullable().describe('Ids, field names and counts; never what a field held'),
    }),
  })
  .meta({ id: 'ErrorAnswer', description: 'A refusal: what is wrong and what to do next' });
export type ErrorAnswer = z.output<typeof ErrorAnswer>;
