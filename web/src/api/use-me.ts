import { type Me, readMe } from '@kshem/contract/access.ts';
import type { Permission } from '@kshem/domain/access/roles.ts';
import type * as z from 'zod';
import { useAsk } from './use-ask.ts';

export type Account = z.output<typeof Me>;

/** Who is signed in. Inside the shell somebody always is. */
export function useMe(): Account {
  const { data } = useAsk(readMe, undefined, { staleTime: 60_000 });
  if (!data) throw new Error('a page of the desk was shown to nobody');
  return data as Account;
}

/** Whether the account may do something; the server decides again. */
export function useMay(): (permission: Permission) => boolean {
  const { permissions } = useMe();
  return (permission) => permissions.includes(permission);
}
