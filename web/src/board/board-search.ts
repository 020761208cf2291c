import * as z from 'zod';

/** What the board's address says; anything it cannot read is as if it were not there. */
export const boardSearch = z.object({
  programmeId: z.string().max(60).optional().catch(undefined),
  areaId: z.number().int().positive().optional().catch(undefined),
  wall: z.boolean().optional().catch(undefined),
});
export type BoardSearch = z.output<typeof boardSearch>;
