import * as z from 'zod';

/** What the address of the imports says; anything it cannot read is as if it were not there. */
export const listsSearch = z.object({ source: z.string().max(40).optional().catch(undefined) });
export type ListsSearch = z.output<typeof listsSearch>;

const day = z.iso.date().optional().catch(undefined);
export const hygieneSearch = z.object({ source: z.string().max(40).optional().catch(undefined), from: day, to: day });
export type HygieneSearch = z.output<typeof hygieneSearch>;

export const reportParts = ['rows', 'changes', 'vanished'] as const;
export const importSearch = z.object({ part: z.enum(reportParts).optional().catch(undefined) });
export type ImportSearch = z.output<typeof importSearch>;
