import { levels } from '@kshem/domain/protocol/protocol.ts';
import * as z from 'zod';

/** What the address of the escalations says; anything it cannot read is as if it were not there. */
export const escalationsSearch = z.object({
  show: z.enum(['waiting', 'follow-ups', 'resolved', 'may-end']).optional().catch(undefined),
  status: z.enum(['raised', 'acknowledged']).optional().catch(undefined),
  level: z.enum(levels).optional().catch(undefined),
  unit: z.enum(['doctor', 'supervisor', 'officer']).optional().catch(undefined),
});
export type EscalationsSearch = z.output<typeof escalationsSearch>;
