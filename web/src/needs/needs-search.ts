import { needStatuses } from '@kshem/domain/need/need-state.ts';
import * as z from 'zod';

export const units = ['field', 'doctor', 'supervisor', 'officer'] as const;
export type Unit = (typeof units)[number];

/** What the address of the needs says; anything it cannot read is as if it were not there. */
export const needsSearch = z.object({
  unit: z.enum(units).optional().catch(undefined),
  kind: z.string().max(60).optional().catch(undefined),
  status: z.enum(needStatuses).optional().catch(undefined),
  areaId: z.number().int().positive().optional().catch(undefined),
  escalatedTo: z.enum(['supervisor', 'officer']).optional().catch(undefined),
  overdue: z.literal('yes').optional().catch(undefined),
  assigned: z
    .union([z.literal('me'), z.literal('nobody'), z.uuid()])
    .optional()
    .catch(undefined),
  closed: z.literal('yes').optional().catch(undefined),
});
export type NeedsSearch = z.output<typeof needsSearch>;
