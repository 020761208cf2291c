import { levels } from '@kshem/domain/protocol/protocol.ts';
import * as z from 'zod';

const programmeId = z.string().max(60).optional().catch(undefined);

/** What the address of the list of days says; anything it cannot read is as if it were not there. */
export const reportsSearch = z.object({ programmeId });
export type ReportsSearch = z.output<typeof reportsSearch>;

export const ledgerStatuses = ['reached', 'tried', 'not-attempted', 'stopped'] as const;

/** What the address of one closed day says besides the day. */
export const closedDaySearch = z.object({
  programmeId,
  revision: z.number().int().positive().optional().catch(undefined),
  status: z.enum(ledgerStatuses).optional().catch(undefined),
  why: z.string().max(60).optional().catch(undefined),
  level: z.enum(levels).optional().catch(undefined),
  attempted: z.literal('yes').optional().catch(undefined),
  areaId: z.number().int().positive().optional().catch(undefined),
});
export type ClosedDaySearch = z.output<typeof closedDaySearch>;
