import * as z from 'zod';

/** What the addresses of the help desk say; anything that cannot be read is as if it were not there. A person stands there by their id only. */
export const helpDeskSearch = z.object({ personId: z.uuid().optional().catch(undefined) });
export type HelpDeskSearch = z.output<typeof helpDeskSearch>;

export const helpedSearch = z.object({
  from: z.iso.date().optional().catch(undefined),
  until: z.iso.date().optional().catch(undefined),
});
export type HelpedSearch = z.output<typeof helpedSearch>;
