import * as z from 'zod';

export const shiftingSearch = z.object({ show: z.enum(['on-the-way', 'in-hospital']).optional().catch(undefined) });
export type ShiftingSearch = z.output<typeof shiftingSearch>;
