import { roles } from '@kshem/domain/access/roles.ts';
import * as z from 'zod';

/** The filters of the accounts. What is searched for is a name and stays out of the address. */
export const usersSearch = z.object({
  role: z.enum(roles).optional().catch(undefined),
  show: z.enum(['open', 'closed']).optional().catch(undefined),
});
export type UsersSearch = z.output<typeof usersSearch>;
