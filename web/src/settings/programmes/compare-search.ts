import * as z from 'zod';

const version = z.string().max(60).optional().catch(undefined);

/** Which two versions are read side by side. */
export const compareSearch = z.object({ from: version, to: version });

/** Which day is tried under which version. */
export const dryRunSearch = z.object({ version, day: z.iso.date().optional().catch(undefined) });
