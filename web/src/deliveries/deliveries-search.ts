import * as z from 'zod';

/** What the address of the deliveries says; anything it cannot read is as if it were not there. */
export const deliveriesSearch = z.object({
  show: z.literal('free').optional().catch(undefined),
  areaId: z.number().int().positive().optional().catch(undefined),
});
export type DeliveriesSearch = z.output<typeof deliveriesSearch>;
