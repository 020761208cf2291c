import * as z from 'zod';

/** What the worklist's address says; anything it cannot read is as if it were not there. */
export const worklistSearch = z.object({
  state: z.enum(['ready', 'claimed', 'idle']).optional().catch(undefined),
  band: z.number().int().min(0).max(9).optional().catch(undefined),
  areaId: z.number().int().positive().optional().catch(undefined),
  programmeId: z.string().max(60).optional().catch(undefined),
  language: z.string().max(10).optional().catch(undefined),
  claimedBy: z.uuid().optional().catch(undefined),
});
export type WorklistSearch = z.output<typeof worklistSearch>;
